// Commands through the session: undo keeps the clock, and the past branches without losing its old future.
import { describe, expect, test } from 'vitest'
import { createSession, type Session } from '../../src/worker/session'
import { command, fleet, group, scenario, second } from '../support/builders'
import { linkOf, linkTo, openedAs, seek, watching } from './support'

const world = scenario([fleet('host', 2)], [group('web', 6, { place: { policy: 'spread' } })])
const fail = command('host.fail', { host: 'host-1' })
const last = 100 * second

function openWorld(): Session {
  const session = createSession()
  openedAs(session.open({ link: linkTo(world) }))
  return session
}
const digest = (session: Session): string | undefined => linkOf(session).hash
const frame = (session: Session) => session.frame({ ...watching, stacks: ['host-1'] }, 'paused')

describe('undo and redo', () => {
  test('keep the clock and change the state', () => {
    const session = openWorld()
    seek(session, 10 * second)
    expect(session.perform(fail)).toBeNull()
    seek(session, 40 * second)
    const failed = digest(session)
    session.undo()
    expect(frame(session)).toMatchObject({ now: 40 * second, canUndo: false, canRedo: true })
    expect(frame(session).stacks[0]?.power).toBe('on')
    session.redo()
    expect(frame(session)).toMatchObject({ now: 40 * second, canUndo: true, canRedo: false })
    expect(frame(session).stacks[0]?.power).toBe('off')
    expect(digest(session)).toBe(failed)
  })

  test('with nothing to take back they change nothing', () => {
    const session = openWorld()
    seek(session, 10 * second)
    const { rev } = session
    session.undo()
    session.redo()
    expect([session.rev, session.now]).toEqual([rev, 10 * second])
  })
})

describe('a command in the past', () => {
  test('starts a branch; the old future stays, to the digest', () => {
    const session = openWorld()
    seek(session, last)
    const future = digest(session)
    seek(session, 30 * second)
    expect(session.perform(fail)).toBeNull()
    expect(frame(session)).toMatchObject({ now: 30 * second, branch: 1 })
    seek(session, last)
    expect(digest(session)).not.toBe(future)
    session.branch(0)
    expect([frame(session).branch, frame(session).now, digest(session)]).toEqual([0, last, future])
  })

  test('that is refused starts none', () => {
    const session = openWorld()
    seek(session, last)
    seek(session, 30 * second)
    expect(session.perform(command('host.repair', { host: 'host-1' }))).toEqual({
      reason: 'host-on',
      args: {},
    })
    expect(session.perform(command('host.melt'))).toEqual({
      reason: 'unknown-command',
      args: { name: 'host.melt' },
    })
    expect(frame(session)).toMatchObject({ branch: 0, branches: [{ id: 0 }] })
  })
})

describe('steps', () => {
  test('to the next event and back again', () => {
    const script = [10, 20, 30].map((at) => ({
      at: at * second,
      command: { name: 'process.crash', args: { workload: `web-${at / 10}` } },
    }))
    const session = createSession()
    openedAs(session.open({ link: linkTo({ ...world, script }) }))
    const step = (to: 'event' | 'back' | 'decision'): number => {
      session.step(to)
      session.work(Infinity)
      return session.now / second
    }
    expect([step('event'), step('event'), step('event'), step('event')]).toEqual([10, 20, 30, 100])
    expect([step('back'), step('back'), step('back'), step('back'), step('back')]).toEqual([30, 20, 10, 0, 0])
  })

  test('back from a time at which very much happened lead to the time before it', () => {
    const many = scenario(
      [fleet('host', 1, { machine: 'general-128' })],
      [group('web', 1200, { kind: 'process' })],
      {
        script: [
          { at: 5 * second, command: { name: 'process.crash', args: { workload: 'web-1' } } },
          { at: 9 * second, command: { name: 'host.fail', args: { host: 'host-1' } } },
          { at: 9 * second, command: { name: 'host.repair', args: { host: 'host-1' } } },
        ],
      },
    )
    const session = createSession()
    openedAs(session.open({ link: linkTo(many) }))
    seek(session, 9 * second)
    session.step('back')
    session.work(Infinity)
    expect(session.now).toBe(5 * second)
  })

  test('to the next decision pass over what decides nothing', () => {
    const demand = {
      law: 'stepped',
      steps: [1, 2, 3].map((at) => ({ at: at * second, millicores: at * 10 })),
    } as const
    const steps = scenario([fleet('host', 2)], [group('web', 2, { demand })], {
      script: [{ at: 50 * second, command: { name: 'host.fail', args: { host: 'host-1' } } }],
    })
    const session = createSession()
    openedAs(session.open({ link: linkTo(steps) }))
    session.step('decision')
    session.work(Infinity)
    expect(session.now).toBe(50 * second)
  })
})

test('why a fact came about is answered, and for a fact that is not kept it is said', () => {
  const session = openWorld()
  seek(session, 10 * second)
  session.perform(fail)
  const lost = frame(session).facts.find(({ name }) => name === 'workload.lost')
  const why = session.explain(lost?.ordinal ?? -1)
  expect(why).toMatchObject({ fact: { name: 'workload.lost' }, causes: [{ name: 'host.failed' }] })
  expect(session.explain(100000)).toEqual({ problem: 'fact-not-kept' })
})

describe('the way to the next decision', () => {
  const demand = {
    law: 'stepped',
    steps: Array.from({ length: 200 }, (_, at) => ({ at: (at + 1) * 200000, millicores: at + 1 })),
  } as const
  const moved = { name: 'workload.move', args: { workload: 'web-1', host: 'host-2' } }
  const calm = scenario([fleet('host', 2)], [group('web', 1, { demand })], {
    script: [
      { at: 60 * second, command: moved },
      { at: 60 * second, command: { name: 'process.crash', args: { workload: 'web-1' } } },
    ],
  })
  const hunting = (): Session => {
    const session = createSession()
    openedAs(session.open({ link: linkTo(calm) }))
    session.step('decision')
    return session
  }

  test('is gone in slices, and ends after everything that happens at its time', () => {
    const session = hunting()
    expect(session.now).toBe(0)
    expect(session.work(10)).toBe(false)
    expect(session.now).toBeLessThan(5 * second)
    let slices = 1
    while (!session.work(10)) slices++
    expect(slices).toBeGreaterThan(15)
    expect(session.now).toBe(60 * second)
    expect(frame(session).facts.map(({ name }) => name)).toContain('process.crashed')
  })

  test.each([
    ['a seek', (session: Session) => session.setGoal(7 * second), 7 * second],
    ['a step', (session: Session) => session.step('event'), 2200000],
    ['a rest', (session: Session) => session.stopHunting(), 2000000],
  ])('is left for %s', (_, instead, at) => {
    const session = hunting()
    session.work(10)
    instead(session)
    session.work(Infinity)
    expect(session.now).toBe(at)
  })

  test('is left for an edit', () => {
    const session = hunting()
    session.work(10)
    expect(session.perform(fail)).toBeNull()
    session.work(Infinity)
    expect(session.now).toBe(2000000)
  })

  test('ends with the run when nothing is decided any more', () => {
    const session = hunting()
    session.work(Infinity)
    session.step('decision')
    session.work(Infinity)
    expect(session.now).toBe(last)
  })
})
