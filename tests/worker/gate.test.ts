// The gate: until a claim is in, the future behind it cannot be had in any way.
import { describe, expect, test } from 'vitest'
import { createRun, library, type Link } from '../../src/sim'
import { findLesson } from '../../src/lessons'
import { createSession } from '../../src/worker/session'
import { command } from '../support/builders'
import { createBench } from './bench'
import {
  claimOf,
  end,
  first,
  gateAt,
  linesOf,
  linkOf,
  linkTo,
  openedAs,
  openSession,
  second,
  seek,
  watching,
} from './support'

const shut = { reason: 'gate-shut', args: {} }
const lessons = [first, second] as const

/** A link to a moment of a lesson that lies behind its gate, as somebody might type it. */
function momentBehind(lesson: { readonly lesson: string }, more: Partial<Link> = {}): Link {
  const scenario = library[lesson.lesson]
  if (scenario === undefined) throw new Error('no such scenario')
  return linkTo(scenario, { lesson: lesson.lesson, at: end, ...more })
}

describe.each(lessons)('while the gate of $lesson is shut', (lesson) => {
  test('a seek ends at it', () => {
    const session = openSession(lesson)
    seek(session, end)
    expect([session.now, session.barrier]).toEqual([gateAt, gateAt])
    expect(session.frame(watching, 'paused')).toMatchObject({
      status: 'gated',
      barrier: gateAt,
      now: gateAt,
      end,
    })
  })

  test('playing ends at it, and stops', () => {
    const bench = createBench()
    bench.open(lesson)
    bench.send({ type: 'pace', virtualPerWall: 1000 })
    bench.wall += 100000
    bench.settle()
    expect(bench.frame()).toMatchObject({ now: gateAt, status: 'gated' })
    expect([bench.soon.length, bench.later.length]).toEqual([0, 0])
  })

  test('steps to the next event, decision or back never pass it', () => {
    const session = openSession(lesson)
    seek(session, gateAt - 1)
    for (const to of ['decision', 'event', 'event', 'decision'] as const) {
      session.step(to)
      session.work(Infinity)
      expect(session.now).toBeLessThanOrEqual(gateAt)
    }
    expect(session.now).toBe(gateAt)
    session.step('back')
    session.work(Infinity)
    expect(session.now).toBeLessThan(gateAt)
  })

  test('the knob takes no stop that leads past it', () => {
    const session = openSession(lesson)
    for (const index of [1000, 56, 33, Infinity]) {
      session.turnKnob(index)
      session.work(Infinity)
      expect(session.now).toBeLessThanOrEqual(gateAt)
    }
    const { knob } = session.frame(watching, 'paused')
    const stops = findLesson(lesson.lesson)?.knob.stops ?? []
    expect(knob?.index).toBe(knob?.most)
    expect(stops[knob?.most ?? 0]?.at ?? 0).toBeLessThanOrEqual(gateAt)
  })

  test('commands, their checks, previews and what-ifs are refused', () => {
    const session = openSession(lesson)
    seek(session, gateAt)
    const panic = command('kernel.panic', { kernel: 'host-b-1' })
    const before = linkOf(session)
    expect(session.perform(panic)).toEqual(shut)
    expect(session.could(panic)).toEqual(shut)
    expect(session.victims(panic)).toEqual([])
    for (const { id } of findLesson(lesson.lesson)?.counterfactuals ?? []) {
      expect(session.whatIf(id)).toEqual({ problem: 'gate-shut' })
    }
    expect(linkOf(session)).toEqual(before)
  })

  test('series, facts and outcomes end at it', () => {
    const session = openSession(lesson)
    seek(session, end)
    const frame = session.frame(watching, 'paused')
    for (const { at } of linesOf(frame)) {
      expect(at.length).toBeGreaterThan(10)
      expect(Math.max(...at)).toBeLessThanOrEqual(gateAt)
    }
    expect(frame.facts.length).toBeGreaterThan(0)
    expect(frame.facts.every(({ at }) => at <= gateAt)).toBe(true)
    expect(frame.gates).toMatchObject([{ claim: null, shut: true, outcome: null }])
  })

  test('a link to a moment behind it opens at it, and shows nothing from behind', () => {
    const session = createSession()
    const opened = openedAs(session.open({ link: momentBehind(lesson, { hash: 'f'.repeat(32) }) }))
    // The digest is that of a moment that is not shown: it says nothing about the one that is.
    expect(opened).toMatchObject({ lesson: lesson.lesson, verified: 'unstated' })
    expect(session.now).toBe(gateAt)
    seek(session, end)
    const frame = session.frame(watching, 'paused')
    expect(frame).toMatchObject({ now: gateAt, status: 'gated', gates: [{ shut: true, outcome: null }] })
    expect(linesOf(frame).every(({ at }) => at.every((time) => time <= gateAt))).toBe(true)
    expect(frame.facts.every(({ at }) => at <= gateAt)).toBe(true)
  })

  test('a link whose branches leave each other behind it shows nothing from behind', () => {
    const branches = [
      { name: 'A', parent: -1, at: 0, journal: [] },
      { name: 'B', parent: 0, at: 25000000, journal: [] },
    ]
    const session = createSession()
    openedAs(session.open({ link: momentBehind(lesson, { branches, branch: 1 }) }))
    for (const branch of [1, 0]) {
      session.branch(branch)
      const frame = session.frame(watching, 'paused')
      expect(frame.now).toBe(gateAt)
      expect(linesOf(frame).every(({ at }) => at.every((time) => time <= gateAt))).toBe(true)
      expect(frame.facts.every(({ at }) => at <= gateAt)).toBe(true)
    }
  })

  test.each([
    ['another gate', { gate: 'no-gate', choice: 'ten', confidence: 'sure' }],
    ['no choice of it', { ...claimOf(lesson), choice: 'a-thousand' }],
  ] as const)('a link with a claim on %s leaves it shut', (_, claim) => {
    const session = createSession()
    openedAs(session.open({ link: momentBehind(lesson, { claims: [claim] }) }))
    seek(session, end)
    expect(session.now).toBe(gateAt)
    expect(session.frame(watching, 'paused').gates).toMatchObject([{ claim: null, shut: true }])
  })
})

describe.each(lessons)('a claim on the gate of $lesson', (lesson) => {
  test('opens it: the future is there, and commands are done', () => {
    const session = openSession(lesson)
    seek(session, gateAt)
    expect(session.claim(claimOf(lesson))).toBeNull()
    expect(session.barrier).toBe(end)
    expect(session.frame(watching, 'paused')).toMatchObject({
      status: 'paused',
      gates: [{ shut: false, claim: claimOf(lesson), outcome: null }],
    })
    seek(session, end)
    expect(session.now).toBe(end)
    expect(session.frame(watching, 'paused')).toMatchObject({ status: 'ended', gates: [{ shut: false }] })
    expect(session.could(command('kernel.panic', { kernel: 'host-b-1' }))).toBeNull()
    expect(session.victims(command('kernel.panic', { kernel: 'host-b-1' })).length).toBeGreaterThan(0)
    expect(session.perform(command('kernel.panic', { kernel: 'host-b-1' }))).toBeNull()
  })

  test('counts once, on a gate there is, with a choice there is', () => {
    const session = openSession(lesson)
    const claim = claimOf(lesson)
    expect(session.claim({ ...claim, gate: 'another' })).toEqual({ problem: 'no-such-gate' })
    expect(session.claim({ ...claim, choice: 'another' })).toEqual({ problem: 'no-such-choice' })
    expect(session.barrier).toBe(gateAt)
    expect(session.claim({ ...claim, choice: 'no-idea' })).toBeNull()
    expect(session.claim(claim)).toEqual({ problem: 'already-claimed' })
    expect(session.frame(watching, 'paused').gates[0]?.claim?.choice).toBe('no-idea')
  })

  test('does not move the clock', () => {
    const session = openSession(lesson)
    seek(session, 10000000)
    session.claim(claimOf(lesson))
    expect([session.now, session.goal]).toEqual([10000000, 10000000])
  })
})

test('a run without a lesson has no gate', () => {
  const session = createSession()
  const scenario = library['one-kernel']
  if (scenario === undefined) throw new Error('no such scenario')
  openedAs(session.open({ link: linkTo(scenario) }))
  seek(session, end)
  expect(session.now).toBe(end)
  expect(session.frame(watching, 'paused')).toMatchObject({ status: 'ended', gates: [], knob: null })
  expect(session.claim(claimOf(second))).toEqual({ problem: 'no-such-gate' })
})

test('the gate is no part of the world: a run without it has the same digest there', () => {
  const session = openSession(first)
  seek(session, end)
  const made = createRun(library['seven-versus-seven'] as never)
  if ('problem' in made) throw new Error('cannot be built')
  made.run.seek(gateAt, Infinity)
  expect(linkOf(session).hash).toBe(made.run.hash())
})
