// Lesson 4: six times the steps and still more work, until nearly every read walks.
import { describe, expect, test } from 'vitest'
import { settingsAt, findLesson } from '../../src/lessons'
import type { ExitsOfGroup } from '../../src/sim'
import { findMix, mixNumbers } from '../../src/sim/catalog'
import type { Interest } from '../../src/worker/protocol'
import { createSession, type Session } from '../../src/worker/session'

const groups = ['shadow-a', 'nested-b']
const watching: Interest = {
  stacks: [],
  series: groups.map((subject) => ({ metric: 'cpu.group-useful', subject })),
  factsFrom: 0,
}

function atGate(): Session {
  const session = createSession()
  expect(session.open({ lesson: 'nested-paging' })).not.toHaveProperty('problem')
  session.setGoal(Infinity)
  expect(session.work(Infinity)).toBe(true)
  return session
}

function finished(): Session {
  const session = atGate()
  expect(session.claim({ gate: 'nested-to-shadow', choice: 'half', confidence: 'fair' })).toBeNull()
  session.setGoal(Infinity)
  session.work(Infinity)
  return session
}

/** Useful work of both sides now, with the knob at a stop. */
function workAt(session: Session, stop: number): readonly [shadow: number, nested: number] {
  session.turnKnob(stop)
  session.work(Infinity)
  const [a = NaN, b = NaN] = session
    .frame(watching, 'paused')
    .series.map(({ value }) => value[value.length - 1] ?? NaN)
  return [a, b]
}

function exitsOf(session: Session, host: string): ExitsOfGroup {
  const answer = session.look({ look: 'exits', host })
  if (!('look' in answer) || answer.look !== 'exits') throw new Error(JSON.stringify(answer))
  const [group] = answer.groups
  if (group === undefined) throw new Error('nothing runs there')
  return group
}

describe('with the load on', () => {
  test('nested paging gets more done where processes are started, with six times the references', () => {
    const session = finished()
    const [shadow, nested] = workAt(session, 0)
    expect(nested / shadow).toBeGreaterThan(1.05)
    expect(session.frame(watching, 'paused').gates[0]?.outcome).toMatchObject({ choice: 'more' })
    expect(exitsOf(session, 'host-a-1').walkReferences).toBe(4)
    expect(exitsOf(session, 'host-b-1').walkReferences).toBe(24)
  })

  test('it gets less done where memory is read at random', () => {
    const [shadow, nested] = workAt(finished(), 10)
    expect(nested / shadow).toBeLessThan(0.9)
  })

  test('what it wins and loses goes over at one stop, not to and fro', () => {
    const session = finished()
    const ahead = Array.from({ length: 11 }, (_, stop) => {
      const [shadow, nested] = workAt(session, stop)
      return nested > shadow
    })
    expect(ahead[0]).toBe(true)
    expect(ahead.lastIndexOf(true)).toBe(ahead.indexOf(false) - 1)
  })

  test('pages of 2 MiB flip it back, and hurt neither', () => {
    const session = finished()
    const small = session.whatIf('random-reads')
    const huge = session.whatIf('huge-pages')
    if ('problem' in small || 'problem' in huge) throw new Error('could not be run')
    expect(small.B).toBeLessThan(small.A)
    expect(huge.B).toBeGreaterThan(huge.A)
    expect(huge.A).toBeGreaterThanOrEqual(small.A)
    expect(huge.B).toBeGreaterThan(small.B)
  })
})

test('before the claim both do the same work, and only the exits differ', () => {
  const session = atGate()
  for (const stop of [0, 5, 10]) {
    const [shadow, nested] = workAt(session, stop)
    expect(nested).toBe(shadow)
    const sum = (host: string) => exitsOf(session, host).perSecond.reduce((all, one) => all + one, 0)
    expect(sum('host-a-1')).toBeGreaterThan(sum('host-b-1'))
  }
})

test.each([
  [0, 'fork-heavy'],
  [10, 'random-read'],
] as const)('stop %d of the knob is the mix %s of the catalogue', (stop, id) => {
  const lesson = findLesson('nested-paging')
  const mix = findMix(id)
  if (lesson === undefined || mix === undefined) throw new Error('unknown')
  const set = new Map(settingsAt(lesson, stop).map(({ path, value }) => [path, value]))
  for (const name of mixNumbers)
    expect([name, set.get(`define.mixes.blend.${name}`) ?? 0]).toEqual([name, mix.numbers[name]?.value ?? 0])
})
