// Branches side by side in a session: on one clock, asked for by the page, kept by a link.
import { expect, test } from 'vitest'
import '../../src/sim/complete'
import { overridesFor } from '../../src/sim'
import type { Interest } from '../../src/worker/protocol'
import { createSession, type Session } from '../../src/worker/session'
import { first, linkOf, openedAs, openSession, passedOn, seek } from './support'

const second = 1_000_000
const ask = { branches: [0, 1, 2], host: 'host-1', metrics: ['workload.running'] }
const watching: Interest = { stacks: [], series: [], factsFrom: 0, compare: ask }

function threeWays(): Session {
  const session = createSession()
  const opened = openedAs(session.open({ library: 'three-ways' }))
  expect(opened.view).toEqual({ stage: 'compare', compare: [0, 1, 2] })
  session.compare(ask.branches)
  return session
}

const sidesOf = (session: Session) => session.frame(watching, 'paused').sides ?? []

test('what is asked for comes in its order; what is not asked for does not', () => {
  const session = threeWays()
  const frame = session.frame({ ...watching, compare: { ...ask, branches: [2, 0] } }, 'paused')
  expect(frame.sides?.map(({ branch }) => branch)).toEqual([2, 0])
  expect(session.frame({ stacks: [], series: [], factsFrom: 0 }, 'paused').sides).toBeUndefined()
})

test('the clock takes all compared branches along, and back again', () => {
  const session = threeWays()
  for (const at of [100, 20, 300]) {
    seek(session, at * second)
    expect(sidesOf(session).map(({ now }) => now)).toEqual([at * second, at * second, at * second])
  }
})

test('a branch that is put beside the present one has another time until the clock has taken it along', () => {
  const session = threeWays()
  session.compare([])
  seek(session, 60 * second)
  expect(session.compare([0, 1])).toBe(true)
  expect(session.work(Infinity)).toBe(true)
  expect(session.compare([0, 1])).toBe(false)
  expect(sidesOf(session).map(({ now }) => now)).toEqual([60 * second, 60 * second, 0])
})

test('a branch that ends earlier stands at its end, and nobody waits for it', () => {
  const session = threeWays()
  session.vary([{ path: 'horizon', value: 100 * second }], 'D')
  session.branch(0)
  session.compare([0, 3])
  seek(session, 200 * second)
  const frame = session.frame({ ...watching, compare: { ...ask, branches: [0, 3] } }, 'paused')
  expect(frame.sides?.map(({ now }) => now)).toEqual([200 * second, 100 * second])
  expect(session.compare([0, 3])).toBe(false)
})

test('a command on another branch makes that one the present one, and leaves the others alone', () => {
  const session = threeWays()
  seek(session, 100 * second)
  const before = sidesOf(session)
  const kernel = before[1]?.kernel ?? ''
  expect(session.victims({ name: 'kernel.panic', args: { kernel } }, 1)).toHaveLength(
    before[1]?.running ?? -1,
  )
  expect(session.perform({ name: 'kernel.panic', args: { kernel } }, 1)).toBeNull()
  const after = sidesOf(session)
  expect(session.frame(watching, 'paused').branch).toBe(1)
  expect(after[1]).toMatchObject({ running: 0, lost: before[1]?.running })
  expect([after[0]?.running, after[2]?.running]).toEqual([before[0]?.running, before[2]?.running])
})

test('another way to run the apps is a branch from the start, at the same time as the others', () => {
  const session = threeWays()
  seek(session, 50 * second)
  const varied = session.vary(overridesFor('sandbox'), 'D')
  expect(varied).toEqual({ branch: 3 })
  session.compare([0, 1, 3])
  const frame = session.frame({ ...watching, compare: { ...ask, branches: [0, 1, 3] } }, 'paused')
  expect(frame.sides?.map(({ way, now }) => [way, now])).toEqual([
    ['vm', 50 * second],
    ['container', 50 * second],
    ['sandbox', 50 * second],
  ])
  expect(frame.branches[3]).toMatchObject({ name: 'D', varied: true })
})

test('series of compared branches end at the moment, whichever is the present one', () => {
  const session = threeWays()
  seek(session, 100 * second + 1)
  const series = [0, 1, 2].map((branch) => ({ metric: 'workload.running', subject: '', branch }))
  const frame = session.frame({ ...watching, series }, 'paused')
  expect(frame.series.map(({ at }) => at[at.length - 1])).toEqual(Array(3).fill(100 * second + 1))
})

test('a link keeps branches, which of them are compared, and the stage', () => {
  const session = threeWays()
  seek(session, 70 * second)
  session.vary(overridesFor('microvm'), 'D')
  const link = session.link({ stage: 'compare', compare: [0, 3] })
  if ('problem' in link) throw new Error(link.problem)
  const other = createSession()
  const opened = openedAs(other.open({ link: passedOn(link) }))
  expect(opened).toMatchObject({ verified: 'same', view: { stage: 'compare', compare: [0, 3] } })
  other.compare([0, 3])
  seek(other, 70 * second)
  const sides = other.frame({ ...watching, compare: { ...ask, branches: [0, 3] } }, 'paused').sides
  expect(sides?.map(({ way, now }) => [way, now])).toEqual([
    ['vm', 70 * second],
    ['microvm', 70 * second],
  ])
  expect(linkOf(other).branches).toEqual(link.branches)
})

test('behind a shut gate nothing is compared and nothing is varied', () => {
  const session = openSession(first)
  session.compare([0])
  expect(session.frame(watching, 'paused').sides).toBeUndefined()
  expect(session.vary([], 'B')).toEqual({ problem: 'gate-shut' })
})
