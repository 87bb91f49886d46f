// Lesson 6: pre-copy ends only where the guest writes slower than the link sends, and then all of it is the rest.
import { describe, expect, test } from 'vitest'
import { findLesson } from '../../src/lessons'
import type { MigrationView } from '../../src/sim'
import type { Interest } from '../../src/worker/protocol'
import type { Session } from '../../src/worker/session'
import { finishedSession, outcomeOf, sessionAtGate } from '../support/lesson-session'

const claim = { gate: 'downtime', choice: 'limit', confidence: 'fair' } as const
const metric = 'migration.downtime-seconds'
const watching: Interest = {
  stacks: [],
  series: ['ahead', 'after'].map((subject) => ({ metric, subject })),
  factsFrom: 0,
}

const atGate = (): Session => sessionAtGate('live-migration')
const finished = (): Session => finishedSession('live-migration', claim)

function migrations(session: Session): readonly MigrationView[] {
  const answer = session.look({ look: 'migrations' })
  if (!('look' in answer) || answer.look !== 'migrations') throw new Error(JSON.stringify(answer))
  return answer.migrations
}

/** Seconds that A stood still at a stop of the knob, after the claim, and its migration. */
function at(session: Session, hundredths: number) {
  const stops = findLesson('live-migration')?.knob.stops ?? []
  session.turnKnob(stops.findIndex(({ value }) => value === hundredths))
  session.work(Infinity)
  const [view] = migrations(session)
  if (view?.pause?.to == null) throw new Error('A never stood still')
  return { seconds: (view.pause.to - view.pause.from) / 1_000_000, view }
}

test('at 1.3 GB/s over a link of 1.25 A stands still for all of its memory, B for a moment', () => {
  const { A, B, choice } = outcomeOf(finished(), watching)
  expect(A).toBeCloseTo(6.9, 1)
  expect(B).toBeGreaterThan(0)
  expect(B).toBeLessThan(0.05)
  expect(choice).toBe('seven')
})

describe('what it writes decides', () => {
  const session = finished()

  test('below the link rounds shrink, and the limit of 0.3 s is kept up to 1.1 GB/s', () => {
    for (const hundredths of [10, 30, 90, 110]) {
      const { seconds, view } = at(session, hundredths)
      expect([hundredths, seconds < 0.34]).toEqual([hundredths, true])
      expect(view.reason).toBe('threshold')
      const sent = view.rounds.map(({ mib }) => mib)
      expect([...sent].sort((left, right) => right - left)).toEqual(sent)
    }
  })

  test('near the link the last round is not small enough when no more are allowed', () => {
    const { seconds, view } = at(session, 120)
    expect(seconds).toBeCloseTo(2, 1)
    expect(view.rounds).toHaveLength(30)
  })

  test('above it none is smaller than the one before, for more than three minutes', () => {
    const { seconds, view } = at(session, 130)
    expect(seconds).toBeCloseTo(6.9, 1)
    expect(new Set(view.rounds.map(({ mib }) => mib)).size).toBe(1)
    expect((view.pause?.from ?? 0) - view.begun).toBeGreaterThan(180_000_000)
    expect(view.sentMiB).toBeGreaterThan(30 * view.memoryMiB)
  })
})

test('before the claim nobody has left, at any stop, and no series and no fact says more', () => {
  const session = atGate()
  for (const [stop] of (findLesson('live-migration')?.knob.stops ?? []).entries()) {
    session.turnKnob(stop)
    expect(session.work(Infinity)).toBe(true)
    session.setGoal(Infinity)
    session.work(Infinity)
    const frame = session.frame(watching, 'paused')
    expect(migrations(session)).toEqual([])
    expect(frame.gates[0]).toMatchObject({ shut: true, outcome: null })
    expect(frame.series.flatMap(({ value }) => [...value]).every((value) => value === 0)).toBe(true)
    expect(frame.facts.filter(({ name }) => name.startsWith('migration.'))).toEqual([])
  }
  expect(session.whatIf('throttle')).toEqual({ problem: 'gate-shut' })
})

test('its what-ifs all spare A most of it: it is slowed down, sends less, or has a faster link', () => {
  const session = finished()
  const { A, B } = outcomeOf(session, watching)
  for (const id of ['throttle', 'compress', 'faster-link']) {
    const result = session.whatIf(id)
    if ('problem' in result) throw new Error(result.problem)
    expect([id, result.A < A / 10]).toEqual([id, true])
    expect(result.B).toBeLessThanOrEqual(B)
  }
})
