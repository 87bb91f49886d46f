// Lesson 3: what is used decides, not what is promised, and it is over at once.
import { beforeAll, describe, expect, test } from 'vitest'
import type { MemoryView } from '../../src/sim'
import type { GateView, Interest } from '../../src/worker/protocol'
import type { Session } from '../../src/worker/session'
import { finishedSession, outcomeOf, sessionAtGate } from '../support/lesson-session'

const claim = { gate: 'response-doubles', choice: 'half-more', confidence: 'fair' } as const
const watching: Interest = { stacks: [], series: [], factsFrom: 0 }

const atGate = (): Session => sessionAtGate('overcommit')
const finished = (): Session => finishedSession('overcommit', claim)

function memoryOf(session: Session, host: string): MemoryView {
  const answer = session.look({ look: 'memory', host })
  if (!('look' in answer) || answer.look !== 'memory') throw new Error(JSON.stringify(answer))
  return answer
}

describe('the sweep over all stops', () => {
  let outcome: NonNullable<GateView['outcome']>
  let sweep: NonNullable<typeof outcome.sweep>
  beforeAll(() => {
    outcome = outcomeOf(finished(), watching)
    if (outcome.sweep === null) throw new Error('no sweep')
    sweep = outcome.sweep
  })

  const at = (side: 'A' | 'B', value: number): number => sweep[side][sweep.values.indexOf(value)] ?? NaN

  test('has a number for each side at each of thirteen stops', () => {
    expect(sweep.values).toEqual(Array.from({ length: 13 }, (_, tenth) => 100 + 10 * tenth))
    for (const side of ['A', 'B'] as const) {
      expect(sweep[side]).toHaveLength(13)
      expect(sweep[side].every((value) => value > 0)).toBe(true)
    }
  })

  test('everyday work hardly slows down up to 1.9', () => {
    for (const value of sweep.values.filter((one) => one <= 190))
      expect(at('A', value) / at('A', 100)).toBeLessThan(1.1)
  })

  test('within 0.2 beyond that it takes five times as long, and more', () => {
    expect(at('A', 210) / at('A', 190)).toBeGreaterThan(5)
    expect(outcome.A).toBeGreaterThanOrEqual(190)
    expect(outcome.A).toBeLessThanOrEqual(210)
  })

  test('with all backups at once the cliff stands far sooner', () => {
    expect(outcome.B).toBeGreaterThanOrEqual(120)
    expect(outcome.B).toBeLessThanOrEqual(140)
    expect(at('B', outcome.B + 10) / at('B', outcome.B - 10)).toBeGreaterThan(5)
  })
})

test('before the claim there is no outcome, and nothing has become slow at any stop', () => {
  const session = atGate()
  for (const stop of [0, 6, 12]) {
    session.turnKnob(stop)
    expect(session.work(Infinity)).toBe(true)
    expect(session.frame(watching, 'paused').gates[0]).toMatchObject({ shut: true, outcome: null })
    for (const host of ['host-a-1', 'host-b-1'])
      for (const unit of memoryOf(session, host).units) expect(unit.p99Millis).toBeLessThan(15)
  }
})

test('before the claim both hosts look alike: only the load tells them apart', () => {
  const session = atGate()
  const [a, b] = ['host-a-1', 'host-b-1'].map((host) => memoryOf(session, host))
  expect(b?.held).toEqual(a?.held)
  expect(b?.away).toEqual(a?.away)
})

test('balloons take what idles: at 1.9 nobody waits on A, although a half more is promised than there is', () => {
  const session = finished()
  session.turnKnob(9)
  session.work(Infinity)
  const memory = memoryOf(session, 'host-a-1')
  expect(memory.promised).toBeGreaterThan(1.5 * memory.physical)
  expect(memory.away.ballooned).toBeGreaterThan(memory.promised - memory.physical)
  expect(memory.units.every(({ waitPermille }) => waitPermille === 0)).toBe(true)
})

test('its what-ifs: without balloons both fall at once, with sharing both stand longer, NVMe spares both', () => {
  const session = finished()
  const { A, B } = outcomeOf(session, watching)
  const whatIf = (id: string) => {
    const result = session.whatIf(id)
    if ('problem' in result) throw new Error(result.problem)
    return result
  }
  const none = whatIf('no-balloon')
  expect([none.A, none.B].every((value) => value <= 120)).toBe(true)
  const shared = whatIf('sharing')
  expect(shared.A).toBeGreaterThan(A)
  expect(shared.B).toBeGreaterThan(B)
  expect(whatIf('faster-disk')).toMatchObject({ A: 220, B: 220 })
})
