// The fleet through the worker: what the page asks for and no more, arrays given away, answers refused at a gate.
import { describe, expect, test } from 'vitest'
import type { Lens } from '../../src/sim'
import { command, fleet, group, scenario, second } from '../support/builders'
import { createBench, type Bench } from './bench'
import { first, linkTo, openedAs } from './support'

const world = scenario([fleet('host', 4)], [group('web', 8, { place: { policy: 'spread' } })])
const lens: Lens = 'cpu'

function openWorld(): Bench {
  const bench = createBench()
  openedAs(bench.open({ link: linkTo(world) }))
  return bench
}
const seek = (bench: Bench, to: number): void => {
  bench.send({ type: 'seek', to })
  bench.settle()
}

describe('a frame', () => {
  test('has neither fleet nor tracks unless they are asked for', () => {
    expect(openWorld().frame()).toMatchObject({ fleet: null, topology: null, tracks: [] })
  })

  test('brings the topology once, and again when it has changed', () => {
    const bench = openWorld()
    const { topology, fleet: bytes } = bench.frame({ fleet: { topology: -1, lens, details: [] } })
    expect([topology?.hosts.count, bytes?.topology]).toEqual([4, topology?.rev])
    const ask = { fleet: { topology: topology?.rev ?? -1, lens, details: [] } }
    expect(bench.frame(ask).topology).toBeNull()
    expect(
      bench.ask({ type: 'perform', command: command('host.add', { group: 'host', count: 2 }) }),
    ).toBeNull()
    expect(bench.frame(ask).topology?.hosts.count).toBe(6)
  })

  test('gives the arrays of the fleet away, and still has them for the next one', () => {
    const bench = openWorld()
    const ask = { fleet: { topology: -1, lens, details: [0, 1] }, tracks: true }
    const before = bench.frame(ask)
    const given = bench.transfers.at(-1) ?? []
    expect(given.length).toBeGreaterThanOrEqual(10 + 2 * 7)
    for (const buffer of given) structuredClone(buffer, { transfer: [buffer] })
    expect(bench.frame(ask)).toEqual({ ...before, rev: expect.any(Number) as number })
  })

  test('draws a track for each branch, with a mark for each edit', () => {
    const bench = openWorld()
    seek(bench, 20 * second)
    bench.ask({ type: 'perform', command: command('host.fail', { host: 'host-1' }) })
    const [track] = bench.frame({ tracks: true }).tracks
    expect(track?.marks.map(({ tone }) => tone)).toEqual(['edit', 'critical'])
  })

  test('reads a line of another branch', () => {
    const bench = openWorld()
    seek(bench, 60 * second)
    seek(bench, 20 * second)
    bench.ask({ type: 'perform', command: command('host.fail', { host: 'host-1' }) })
    seek(bench, 60 * second)
    const line = { metric: 'workload.running', subject: '' }
    const { series } = bench.frame({ series: [line, { ...line, branch: 0 }] })
    expect(series.map(({ value }) => value.at(-1))).toEqual([6, 8])
  })

  test('records what it was asked for from then on', () => {
    const bench = openWorld()
    seek(bench, 20 * second)
    const ask = { series: [{ metric: 'workload.running', subject: 'web' }] }
    expect(bench.frame(ask).series[0]?.at).toHaveLength(0)
    seek(bench, 40 * second)
    expect(bench.frame(ask).series[0]?.value.at(-1)).toBe(8)
  })
})

test('a look is answered, and refused while a gate is shut', () => {
  const look = { type: 'look', look: { look: 'where', name: 'web-1' } } as const
  expect(openWorld().ask(look)).toMatchObject({ look: 'where', found: { type: 'workload' } })
  const lesson = createBench()
  openedAs(lesson.open(first))
  expect(lesson.ask(look)).toEqual({ problem: 'gate-shut' })
})

test('every metric of the fleet is recorded from the start', () => {
  const bench = openWorld()
  seek(bench, 50 * second)
  const metrics = ['cpu.used', 'cpu.demand', 'memory.used', 'workload.running']
  const { series } = bench.frame({ series: metrics.map((metric) => ({ metric, subject: '' })) })
  expect(series.map(({ at }) => at[0])).toEqual([0, 0, 0, 0])
})
