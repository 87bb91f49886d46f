// A lesson in a session of its own, as tests of its arithmetic need it: at its gate, or at its end with an answer.
import { expect } from 'vitest'
import type { Claim } from '../../src/sim'
import type { GateView, Interest } from '../../src/worker/protocol'
import { createSession, type Session } from '../../src/worker/session'

export function sessionAtGate(lesson: string): Session {
  const session = createSession()
  expect(session.open({ lesson })).not.toHaveProperty('problem')
  session.setGoal(Infinity)
  expect(session.work(Infinity)).toBe(true)
  return session
}

export function finishedSession(lesson: string, claim: Claim): Session {
  const session = sessionAtGate(lesson)
  expect(session.claim(claim)).toBeNull()
  session.setGoal(Infinity)
  session.work(Infinity)
  return session
}

export function outcomeOf(session: Session, watching: Interest): NonNullable<GateView['outcome']> {
  const outcome = session.frame(watching, 'paused').gates[0]?.outcome
  if (outcome === null || outcome === undefined) throw new Error('no outcome')
  return outcome
}
