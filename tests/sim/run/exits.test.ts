// What leaves the workloads of a host for the hypervisor: the look and the metric, against sums worked out by hand.
import { describe, expect, test } from 'vitest'
import type { ExitsView, Run, WorkloadGroup } from '../../../src/sim'
import { allAtOnce, define, done, fleet, group, scenario, startRun } from '../../support/builders'

const exits = (run: Run, host = 'host-1'): ExitsView => run.look({ look: 'exits', host }) as ExitsView

/** The loads of O-3, and of many requests, without traces in caches and memory: neighbours do not slow each other. */
const mixes = {
  forks: {
    kernelPermille: 300,
    syscalls: 100000,
    pageTable: 50000,
    pageFaults: 10000,
    walkPermille: 30,
    workingSetMiB: 512,
    source: 'assumed',
  },
  requests: { io: 20000, source: 'assumed' },
} as const

function running(workloads: readonly WorkloadGroup[], hosts = 1): Run {
  const run = startRun(scenario([fleet('host', hosts)], workloads, { define: { ...define, mixes } }))
  run.advance(0, allAtOnce)
  return run
}

const halfBusy = { law: 'constant', millicores: 500 } as const
const forking = (name: string, count: number, more: Partial<WorkloadGroup>): WorkloadGroup =>
  group(name, count, { kind: 'vm', mix: 'forks', demand: halfBusy, place: { policy: 'pack' }, ...more })

/** Syscalls, page-table writes and page faults of half a core that forks, by cause. */
const half = { syscalls: 50000, pageTable: 25000, pageFaults: 5000 }

describe('exits of a host', () => {
  test('by cause, for the techniques side by side', () => {
    const run = running([
      forking('nested', 1, { technique: 'hvm-nested' }),
      forking('shadow', 1, { technique: 'hvm-shadow' }),
      forking('translated', 1, { technique: 'binary-translation' }),
      forking('box', 1, { kind: 'container' }),
    ])
    // To the nearest hundred: what a workload gets is rounded up to whole millicores.
    const hundreds = (rate: number): number => Math.round(rate / 100) * 100
    const told = exits(run).groups.map((one) => [one.group, one.technique, ...one.perSecond.map(hundreds)])
    expect(told).toEqual([
      ['nested', 'hvm-nested', 0, 0, 0, 0, 0, 0, 0, 0],
      ['shadow', 'hvm-shadow', 0, 0, half.pageTable, half.pageFaults, 0, 0, 0, 0],
      ['translated', 'binary-translation', half.syscalls, 0, 0, half.pageFaults, 0, 0, 0, 0],
      ['box', 'container', 0, 0, 0, 0, 0, 0, 0, 0],
    ])
  })

  test('cost millicores by cause, and the parts make the overhead', () => {
    const [view] = exits(running([forking('shadow', 2, { technique: 'hvm-shadow' })])).groups
    expect(view).toMatchObject({ workloads: 2, mix: 'forks', overheadPpm: 1162800, walkReferences: 4 })
    // One core of native time: 50,000 × 2,580 ns and 10,000 × 3,380 ns.
    expect(view?.millicores[2]).toBeCloseTo(129, 0)
    expect(view?.millicores[3]).toBeCloseTo(33.8, 1)
    const sum = (view?.millicores ?? []).reduce((all, one) => all + one, 0)
    expect(sum + (view?.codeMillicores ?? NaN) + (view?.walkMillicores ?? NaN)).toBeCloseTo(162.8, 0)
  })

  test('are as many as the metric says, per host and together', () => {
    const run = running([forking('shadow', 6, { technique: 'hvm-shadow', place: { policy: 'spread' } })], 2)
    const sum = (host: string): number =>
      exits(run, host)
        .groups.flatMap(({ perSecond }) => perSecond)
        .reduce((all, one) => all + one, 0)
    expect(run.metric('technique.exits', 'host-1')).toBeCloseTo(sum('host-1'), 6)
    expect(run.metric('technique.exits', '')).toBeCloseTo(sum('host-1') + sum('host-2'), 6)
    // Six halves of a core with 60,000 exits per second each; millicores are rounded up.
    expect(run.metric('technique.exits', '')).toBeGreaterThan(180000 * 0.99)
    expect(run.metric('technique.exits', '')).toBeLessThan(180000 * 1.01)
  })

  test('are of what is delivered, not of what is asked for', () => {
    const full = { law: 'constant', millicores: 1000 } as const
    const run = running([forking('shadow', 8, { technique: 'hvm-shadow', demand: full })])
    // Four cores for eight: 4,000 millicores hold 3,440 of native time.
    expect(run.metric('technique.exits', '')).toBeCloseTo((4000 / 1.1628) * 60, 6)
  })

  test('stop when the host fails, and there are none of a host that nobody knows', () => {
    const run = running([forking('shadow', 2, { technique: 'hvm-shadow' })])
    expect(run.metric('technique.exits', '')).toBeGreaterThan(0)
    done(run, 'host.fail', { host: 'host-1' })
    expect(run.metric('technique.exits', '')).toBe(0)
    expect(exits(run, 'nowhere')).toEqual({ look: 'exits', host: 'nowhere', groups: [] })
  })

  test('of a group without a mix are unknown: its measured factor stands', () => {
    const [view] = exits(running([group('vm', 1, { kind: 'vm' })])).groups
    expect(view).toMatchObject({ mix: '', technique: 'hvm-nested', overheadPpm: 1023000, walkReferences: 24 })
    expect(view?.perSecond).toEqual([0, 0, 0, 0, 0, 0, 0, 0])
  })

  test('come with the walks that the pages make', () => {
    const pages = { guest: '2M', host: '2M' } as const
    const [nested, box] = exits(
      running([
        forking('nested', 1, { pages, flavours: ['m'] }),
        forking('box', 1, { kind: 'container', pages: { guest: '2M' } }),
      ]),
    ).groups
    expect(nested).toMatchObject({ walkReferences: 15, guestPage: '2M', hostPage: '2M' })
    expect(box).toMatchObject({ walkReferences: 3, guestPage: '2M' })
  })

  test('and I/O is paid in part by threads of the host', () => {
    const [view] = exits(running([forking('disk', 1, { mix: 'requests' })])).groups
    // Half a core with 20,000 requests of 6 µs: 60 millicores, of which the host bears 36.
    expect(view?.millicores[5]).toBeCloseTo(60, 0)
    expect(view?.perSecond[5]).toBeCloseTo(10000, -2)
  })
})
