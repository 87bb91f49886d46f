// The shell: long work in slices, frames only when pulled and only when there is something new, crashes with a link.
import { describe, expect, test, vi } from 'vitest'
import { fleet, group, hour, minute, scenario, second as aSecond } from '../support/builders'
import type { Link } from '../../src/sim'
import { createInlinePort } from '../../src/worker/inline'
import type { FromWorker, ToWorker } from '../../src/worker/protocol'
import { createBench, watchingNothing, type Bench } from './bench'
import { claimOf, end, first, gateAt, linkTo, openedAs, second, watching } from './support'

/** Two hours with something every second: 7,200 instants. */
const busy = scenario(
  [fleet('host', 2)],
  [
    group('web', 6, {
      demand: {
        law: 'diurnal',
        lowMillicores: 10,
        highMillicores: 900,
        period: hour,
        peakAt: 0,
        cadence: aSecond,
        jitterPercent: 20,
      },
    }),
  ],
  { horizon: 2 * hour },
)

function openBusy(): Bench {
  const bench = createBench()
  openedAs(bench.open({ link: linkTo(busy) }))
  return bench
}

const pull: ToWorker = { type: 'pull', interest: watchingNothing }

describe('pulls', () => {
  test('one is answered at once, the next waits until something has changed', () => {
    const bench = createBench()
    bench.open(first)
    bench.send(pull)
    expect(bench.frames()).toHaveLength(1)
    bench.send(pull)
    bench.settle()
    expect(bench.frames()).toHaveLength(1)
    bench.send({ type: 'seek', to: aSecond })
    bench.settle()
    expect(bench.frames().map(({ now }) => now)).toEqual([0, aSecond])
  })

  test('a seek to where the clock stands is nothing new', () => {
    const bench = createBench()
    bench.open(first)
    bench.send(pull)
    bench.send(pull)
    bench.send({ type: 'seek', to: 0 })
    bench.settle()
    expect(bench.frames()).toHaveLength(1)
  })

  test('a changed interest is answered, though nothing else has changed', () => {
    const bench = createBench()
    bench.open(second)
    bench.send(pull)
    bench.send({ type: 'pull', interest: watching })
    const [, frame] = bench.frames()
    expect(frame?.stacks.map(({ host }) => host)).toEqual(['host-a-1', 'host-b-1'])
    bench.send({ type: 'pull', interest: { ...watching, stacks: ['host-b-1', 'nowhere'] } })
    expect(
      bench
        .frames()
        .at(-1)
        ?.stacks.map(({ host }) => host),
    ).toEqual(['host-b-1'])
  })

  test('one that comes before anything is open is answered when something is', () => {
    const bench = createBench()
    bench.send(pull)
    expect(bench.posted).toEqual([])
    bench.open(first)
    expect(bench.frames()).toHaveLength(1)
  })

  test.each<readonly [string, (bench: Bench) => void]>([
    ['a claim', (bench) => void bench.ask({ type: 'claim', claim: claimOf(second) })],
    ['a knob', (bench) => bench.send({ type: 'knob', index: 1 })],
    ['play', (bench) => bench.send({ type: 'pace', virtualPerWall: 1 })],
    ['another lesson', (bench) => void bench.open(first)],
  ])('%s answers the one that waits', (_, change) => {
    const bench = createBench()
    bench.open(second)
    bench.send(pull)
    bench.send(pull)
    change(bench)
    expect(bench.frames()).toHaveLength(2)
  })

  test.each<readonly [string, (bench: Bench) => void]>([
    [
      'a command that is refused',
      (bench) => void bench.ask({ type: 'could', command: { name: 'host.fail', args: { host: 'nobody' } } }),
    ],
    ['undo with nothing to undo', (bench) => bench.send({ type: 'undo' })],
    ['a branch that is not there', (bench) => bench.send({ type: 'branch', to: 5 })],
    ['a question', (bench) => void bench.ask({ type: 'inspect', table: 'hosts', name: 'host-a-1' })],
  ])('%s leaves it waiting', (_, change) => {
    const bench = createBench()
    bench.open(second)
    bench.send(pull)
    bench.send(pull)
    change(bench)
    bench.settle()
    expect(bench.frames()).toHaveLength(1)
  })

  test('the arrays of stacks are handed over, each once', () => {
    const bench = createBench()
    bench.open(second)
    bench.send({ type: 'pull', interest: watching })
    const buffers = bench.transfers.at(-1) ?? []
    expect(buffers.length).toBeGreaterThan(10)
    expect(new Set(buffers).size).toBe(buffers.length)
  })
})

describe('long seeks', () => {
  test('are cut into slices by the clock, and questions are answered between them', () => {
    const bench = openBusy()
    bench.costOfLook = 4
    bench.send({ type: 'seek', to: 2 * hour })
    expect(bench.soon).toHaveLength(1)
    const seen = [bench.frame()]
    while (bench.settle(1) > 0) {
      seen.push(bench.frame())
      const answer = bench.ask({ type: 'inspect', table: 'hosts', name: 'host-1' })
      expect(Array.isArray(answer) && answer.length > 0).toBe(true)
    }
    expect(seen.length).toBeGreaterThan(20)
    const times = seen.map(({ now }) => now)
    expect([...times].sort((left, right) => left - right)).toEqual(times)
    expect(seen.slice(0, -1).every(({ status, hash }) => status === 'seeking' && hash === null)).toBe(true)
    expect(seen.at(-1)).toMatchObject({ now: 2 * hour, status: 'ended' })
  })

  test('end where one that is not cut ends', () => {
    const [cut, whole] = [openBusy(), openBusy()]
    cut.costOfLook = 100
    for (const bench of [cut, whole]) {
      bench.send({ type: 'seek', to: hour })
      bench.settle()
    }
    expect(whole.soon).toHaveLength(0)
    expect(cut.frame().hash).toBe(whole.frame().hash)
  })

  test('a new goal replaces the old one', () => {
    const bench = openBusy()
    bench.costOfLook = 100
    bench.send({ type: 'seek', to: 2 * hour })
    bench.settle(3)
    bench.send({ type: 'seek', to: 10 * aSecond })
    bench.settle()
    expect(bench.frame()).toMatchObject({ now: 10 * aSecond, status: 'paused' })
  })

  test('to the next decision are cut like any other, and end when somebody pauses', () => {
    const bench = openBusy()
    bench.costOfLook = 100
    bench.send({ type: 'step', to: 'decision' })
    bench.settle(3)
    const { now, status } = bench.frame()
    expect([now > 0 && now < hour, status]).toEqual([true, 'seeking'])
    bench.send({ type: 'pace', virtualPerWall: 0 })
    bench.settle()
    expect(bench.frame()).toMatchObject({ now, status: 'paused' })
  })

  test('a moment shared in the middle of one is whole: it opens elsewhere to the same digest', () => {
    // Two commands at one time, and slices that end between any two instants of it.
    const crowded = scenario([fleet('host', 2)], [group('web', 70)], {
      script: Array.from({ length: 70 }, (_, at) => ({
        at: aSecond,
        command: { name: 'process.crash', args: { workload: `web-${at + 1}` } },
      })),
    })
    const bench = createBench()
    openedAs(bench.open({ link: linkTo(crowded) }))
    bench.costOfLook = 100
    bench.send({ type: 'seek', to: 2 * aSecond })
    expect(bench.frame()).toMatchObject({ now: aSecond, status: 'seeking' })
    const link = bench.ask({ type: 'link', view: undefined }) as Link
    expect(link.at).toBe(aSecond)
    expect(openedAs(createBench().open({ link })).verified).toBe('same')
  })
})

describe('playing', () => {
  test('follows the wall clock at its pace', () => {
    const bench = openBusy()
    bench.send({ type: 'pace', virtualPerWall: 60 })
    bench.settle(1)
    bench.wall += 500
    bench.settle(1)
    expect(bench.frame()).toMatchObject({ now: 30 * aSecond, status: 'running' })
    expect(bench.later.map(({ ms }) => ms)).toEqual([16])
    bench.wall += 1000
    bench.settle(1)
    expect(bench.frame().now).toBe(90 * aSecond)
  })

  test('pauses with a pace of 0, and the shell rests', () => {
    const bench = openBusy()
    bench.send({ type: 'pace', virtualPerWall: 60 })
    bench.settle(1)
    bench.wall += 100
    bench.settle(1)
    bench.send({ type: 'pace', virtualPerWall: 0 })
    bench.wall += 5000
    bench.settle()
    expect(bench.frame()).toMatchObject({ now: 6 * aSecond, status: 'paused' })
    expect([bench.soon.length, bench.later.length]).toEqual([0, 0])
  })

  test('goes on after a seek from there, without the time the seek took', () => {
    const bench = openBusy()
    bench.send({ type: 'pace', virtualPerWall: 60 })
    bench.settle(1)
    bench.costOfLook = 100
    bench.send({ type: 'seek', to: hour })
    while (bench.frame().status === 'seeking') bench.settle(1)
    bench.costOfLook = 0
    expect(bench.frame()).toMatchObject({ now: hour, status: 'running' })
    bench.wall += 1000
    bench.settle(1)
    expect(bench.frame().now).toBe(hour + minute)
  })

  test('stops at the end by itself', () => {
    const bench = openBusy()
    bench.send({ type: 'seek', to: 2 * hour - aSecond })
    bench.settle()
    bench.send({ type: 'pace', virtualPerWall: 60 })
    bench.wall += 60000
    bench.settle()
    expect(bench.frame()).toMatchObject({ now: 2 * hour, status: 'ended' })
  })

  test.each<readonly [string, ToWorker]>([
    ['a step', { type: 'step', to: 'event' }],
    ['a knob', { type: 'knob', index: 0 }],
    ['opening something else', { type: 'open', id: -1, open: first }],
  ])('%s ends it', (_, message) => {
    const bench = createBench()
    bench.open(second)
    bench.send({ type: 'pace', virtualPerWall: 1 })
    bench.send(message)
    bench.wall += 1000
    bench.settle()
    const { now, status } = bench.frame()
    expect(status).not.toBe('running')
    bench.wall += 1000
    bench.settle()
    expect(bench.frame().now).toBe(now)
  })
})

describe('a crash', () => {
  const impossible = { type: 'open', id: 1, open: null } as unknown as ToWorker

  test('is posted with a link to the moment, and the shell rests', () => {
    const bench = openBusy()
    bench.send({ type: 'seek', to: minute })
    bench.settle()
    bench.send({ type: 'pace', virtualPerWall: 1 })
    bench.send(impossible)
    const crash = bench.posted.at(-1)
    if (crash?.type !== 'crashed' || crash.link === null) throw new Error('no crash with a link')
    expect(crash.message).not.toBe('')
    bench.wall += 1000
    bench.settle()
    expect(bench.posted.at(-1)).toBe(crash)
    const opened = openedAs(createBench().open({ link: crash.link }))
    expect([crash.link.at, opened.verified]).toEqual([minute, 'same'])
  })

  test('before anything is open has no link', () => {
    const bench = createBench()
    bench.send(impossible)
    expect(bench.posted).toMatchObject([{ type: 'crashed', link: null }])
  })

  test('is left behind by opening something', () => {
    const bench = openBusy()
    bench.send(impossible)
    openedAs(bench.open(first))
    bench.send({ type: 'seek', to: gateAt })
    bench.settle()
    expect(bench.frame().now).toBe(gateAt)
  })
})

describe('the same session on the page’s own thread', () => {
  test('answers as the worker does', async () => {
    vi.useFakeTimers()
    try {
      const story: readonly ToWorker[] = [
        { type: 'open', id: 1, open: second },
        { type: 'pull', interest: watching },
        { type: 'seek', to: end },
        { type: 'pull', interest: watching },
        { type: 'what-if', id: 2, counterfactual: 'one-per-kernel' },
        { type: 'claim', id: 3, claim: claimOf(second) },
        { type: 'pull', interest: watching },
        { type: 'seek', to: end },
        { type: 'pull', interest: watching },
        { type: 'what-if', id: 4, counterfactual: 'one-per-kernel' },
        { type: 'link', id: 5, view: { lens: 'memory' } },
        { type: 'explain', id: 6, fact: 0 },
      ]
      const bench = createBench()
      const port = createInlinePort()
      const heard: FromWorker[] = []
      port.onmessage = ({ data }) => heard.push(structuredClone(data))
      for (const message of story) {
        bench.send(message)
        bench.settle()
        port.postMessage(message)
        // What the first lessons do without comes from another module.
        await vi.dynamicImportSettled()
        await vi.runAllTimersAsync()
        await vi.dynamicImportSettled()
        await vi.runAllTimersAsync()
      }
      expect(heard.length).toBeGreaterThan(8)
      expect(heard).toEqual(bench.posted)
    } finally {
      vi.useRealTimers()
    }
  })
})
