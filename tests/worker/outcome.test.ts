// What comes of the lessons' questions: read from the run of the question, whatever was done meanwhile.
import { describe, expect, test } from 'vitest'
import { decodeLink, growth } from '../../src/sim'
import type { GateView } from '../../src/worker/protocol'
import { createSession, type Session } from '../../src/worker/session'
import { command } from '../support/builders'
import {
  claimOf,
  end,
  first,
  gateAt,
  linesOf,
  linkOf,
  openedAs,
  openSession,
  passedOn,
  second,
  seek,
  watching,
} from './support'

/** The lesson with its claim made at the gate. */
function claimed(lesson: { readonly lesson: string }, choice = 'ten'): Session {
  const session = openSession(lesson)
  seek(session, gateAt)
  expect(session.claim(claimOf(lesson, choice))).toBeNull()
  return session
}

const outcome = (session: Session): GateView['outcome'] =>
  session.frame(watching, 'paused').gates[0]?.outcome ?? null

/** Both sides of a lesson's line now. */
const counts = (session: Session): readonly number[] => {
  const frame = session.frame(watching, 'paused')
  return linesOf(frame).map(({ value }) => value.at(-1) ?? NaN)
}

describe('seven versus seven', () => {
  test('before the gate, at 1 GiB, containers are ahead by more than 1.2', () => {
    const session = openSession(first)
    const stop = growth.findIndex(({ value }) => value === 1024)
    session.turnKnob(stop)
    session.work(Infinity)
    expect(session.frame(watching, 'paused').knob).toMatchObject({ index: stop, value: 1024 })
    const [vms = 0, containers = 0] = counts(session)
    expect(vms).toBeGreaterThan(0)
    expect(containers / vms).toBeGreaterThan(1.2)
  })

  test('at 8 GiB the counts are equal: seven and seven', () => {
    const session = claimed(first)
    seek(session, end)
    expect(session.frame(watching, 'paused').knob?.value).toBe(8192)
    expect(counts(session)).toEqual([7, 7])
    expect(outcome(session)).toEqual({ value: 1, choice: 'same', A: 7, B: 7, sweep: null })
  })

  test('before the end there is no outcome yet', () => {
    const session = claimed(first)
    seek(session, end - 1)
    expect(outcome(session)).toBeNull()
    seek(session, end)
    expect(outcome(session)?.choice).toBe('same')
  })

  test('its what-ifs are re-run: a smaller app and a larger host give 7 and 8', () => {
    const session = claimed(first)
    const before = linkOf(session)
    expect(session.whatIf('smaller-app')).toMatchObject({ A: 7, B: 8 })
    expect(session.whatIf('more-memory')).toMatchObject({ A: 7, B: 8 })
    expect(session.whatIf('a-wish')).toEqual({ problem: 'no-such-counterfactual' })
    expect(linkOf(session)).toEqual(before)
  })

  test('the knob shows the last value that has come into force', () => {
    const session = openSession(first)
    const at = growth[20]?.at ?? 0
    for (const [time, index] of [
      [at - 1, 19],
      [at, 20],
      [at + 1, 20],
      [0, 0],
    ] as const) {
      seek(session, time)
      expect(session.frame(watching, 'paused').knob?.index).toBe(index)
    }
  })
})

describe('one kernel', () => {
  test('with ten to a kernel the shared side loses ten, the other one', () => {
    const session = claimed(second)
    seek(session, end)
    expect(outcome(session)).toEqual({ value: 10, choice: 'ten', A: 1, B: 10, sweep: null })
    expect(counts(session)).toEqual([39, 30])
  })

  test.each([1, 2, 4, 10, 20, 40])('with %d to a kernel, so many are lost', (value) => {
    const session = claimed(second)
    seek(session, end)
    session.turnKnob([1, 2, 4, 10, 20, 40].indexOf(value))
    session.work(Infinity)
    expect(session.frame(watching, 'paused')).toMatchObject({ now: end, knob: { value } })
    expect(counts(session)).toEqual([39, 40 - value])
  })

  test('its what-ifs are re-run: one and forty to a kernel', () => {
    const session = claimed(second)
    expect(session.whatIf('one-per-kernel')).toMatchObject({ A: 1, B: 1 })
    expect(session.whatIf('forty-per-kernel')).toMatchObject({ A: 1, B: 40 })
  })

  test('a claim turns the knob to the stop that the question is about', () => {
    const session = openSession(second)
    session.turnKnob(5)
    seek(session, gateAt)
    expect(session.frame(watching, 'paused').knob?.value).toBe(40)
    session.claim(claimOf(second))
    expect(session.frame(watching, 'paused')).toMatchObject({ now: gateAt, knob: { value: 10 } })
  })

  test('turning the knob away after the claim does not change what was asked', () => {
    const session = claimed(second)
    session.turnKnob(5)
    seek(session, end)
    expect(counts(session)).toEqual([39, 0])
    expect(outcome(session)).toEqual({ value: 10, choice: 'ten', A: 1, B: 10, sweep: null })
  })

  test('panics given by hand after the claim do not change what was asked', () => {
    const session = claimed(second)
    session.perform(command('kernel.panic', { kernel: 'host-b-1' }))
    seek(session, end)
    expect(counts(session)).toEqual([39, 0])
    expect(outcome(session)).toEqual({ value: 10, choice: 'ten', A: 1, B: 10, sweep: null })
  })

  test('turning the knob keeps the time, and what was done by hand belonged to the other value', () => {
    const session = claimed(second)
    seek(session, 20000000)
    session.perform(command('kernel.panic', { kernel: 'host-a-1' }))
    expect(counts(session)[0]).toBe(0)
    session.turnKnob(4)
    expect([session.now, counts(session)]).toEqual([20000000, [39, 20]])
    expect(session.frame(watching, 'paused').canUndo).toBe(false)
  })
})

test('lines begin at the beginning', () => {
  for (const lesson of [first, second]) {
    const session = openSession(lesson)
    seek(session, 1000000)
    for (const { at } of linesOf(session.frame(watching, 'paused'))) expect(at[0]).toBe(0)
  }
})

describe.each([first, second])('a shared moment of $lesson', (lesson) => {
  const moments: readonly (readonly [string, (session: Session) => void])[] = [
    ['before the gate', (session) => seek(session, 7000000)],
    [
      'between the gate and the end',
      (session) => {
        session.claim(claimOf(lesson))
        seek(session, 20000000)
      },
    ],
    [
      'at the end, with a panic by hand',
      (session) => {
        session.claim(claimOf(lesson))
        seek(session, end)
        session.perform(command('kernel.panic', { kernel: 'host-b-1' }))
      },
    ],
    [
      'on a branch that left another in the past',
      (session) => {
        session.claim(claimOf(lesson))
        seek(session, 18000000)
        session.perform(command('kernel.panic', { kernel: 'host-a-1' }))
        seek(session, end)
        seek(session, 25000000)
        session.perform(command('kernel.panic', { kernel: 'host-b-1' }))
        seek(session, 28000000)
      },
    ],
  ]
  test.each(moments)('%s is the same elsewhere, to the digest', (_, go) => {
    const session = openSession(lesson)
    go(session)
    const link = linkOf(session)
    const other = createSession()
    const opened = openedAs(other.open({ link: passedOn(link) }))
    expect(opened).toMatchObject({ lesson: lesson.lesson, verified: 'same', end })
    expect(linkOf(other)).toEqual(link)
    const shown = session.frame(watching, 'paused')
    const again = other.frame(watching, 'paused')
    expect(again).toMatchObject({
      now: shown.now,
      knob: shown.knob,
      stacks: shown.stacks,
      branch: shown.branch,
    })
    expect(again.gates.map(({ claim }) => claim)).toEqual(shown.gates.map(({ claim }) => claim))
  })

  test('with its claim shows the outcome of the question at once, wherever it is', () => {
    const session = claimed(lesson)
    session.perform(command('kernel.panic', { kernel: 'host-b-1' }))
    const other = createSession()
    openedAs(other.open({ link: passedOn(linkOf(session)) }))
    expect(other.now).toBe(gateAt)
    expect(outcome(other)?.choice).toBe(lesson === first ? 'same' : 'ten')
  })

  test('says when its digest differs, when another model made it, and when it states none', () => {
    const session = openSession(lesson)
    seek(session, 7000000)
    const link = linkOf(session)
    const digit = link.hash?.startsWith('0') ? '1' : '0'
    const verified = (changed: typeof link): string =>
      openedAs(createSession().open({ link: changed })).verified
    expect(verified(link)).toBe('same')
    expect(verified({ ...link, hash: digit + (link.hash ?? '').slice(1) })).toBe('differs')
    expect(verified({ ...link, at: 6000000 })).toBe('differs')
    expect(verified({ ...link, modelVersion: link.modelVersion + 1 })).toBe('older')
    const { hash: _, ...unstated } = link
    expect(verified(unstated)).toBe('unstated')
  })
})

test('the knob of a shared moment stands where it stood, on any branch', () => {
  const session = claimed(second)
  session.turnKnob(4)
  seek(session, end)
  seek(session, 20000000)
  session.perform(command('kernel.panic', { kernel: 'host-a-1' }))
  expect(linkOf(session).branches).toHaveLength(2)
  const other = createSession()
  openedAs(other.open({ link: passedOn(linkOf(session)) }))
  expect(other.frame(watching, 'paused').knob).toMatchObject({ index: 4, value: 20 })
})

test('what cannot be opened is said, and what was open stays open', () => {
  const session = openSession(first)
  seek(session, 5000000)
  const link = linkOf(session)
  const scenario = {
    ...link.scenario,
    fleet: [{ name: 'host', count: 1, machine: 'nowhere', kernel: 'linux' }],
  }
  expect(session.open({ lesson: 'no-lesson' })).toMatchObject({ problem: 'no-such-lesson' })
  expect(session.open({ link: { ...link, scenario } })).toEqual({
    problem: 'unknown-id',
    path: 'fleet[0].machine',
    args: { id: 'nowhere' },
  })
  expect(session.open({ link: { ...link, branch: 3 } })).toMatchObject({ problem: 'no-such-path' })
  expect(session.now).toBe(5000000)
  expect(linkOf(session)).toEqual(link)
  expect('link' in decodeLink('nonsense')).toBe(false)
})
