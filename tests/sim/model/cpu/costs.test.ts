// What makes CPU time dearer, on real hosts: virtualization, neighbours, far memory, swap, and the host's own threads.
import { describe, expect, test } from 'vitest'
import type { Run, Scenario, WorkloadGroup } from '../../../../src/sim'
import {
  cell,
  crate,
  define,
  done,
  fleet,
  group,
  rowsOf,
  scenario,
  startRun,
} from '../../../support/builders'

type Machine = Partial<Record<keyof typeof crate | 'threadsPerCore', number>>

function host(machine: Machine, workloads: readonly WorkloadGroup[], more: Partial<Scenario> = {}): Run {
  const machines = { crate: { ...crate, memoryMiB: 100000, ...machine, source: 'assumed' } }
  const run = startRun(
    scenario([fleet('host', 1, { kernel: 'linux' })], workloads, {
      define: { ...define, machines },
      ...more,
    }),
  )
  run.advance(0, Infinity)
  return run
}

const wants = (name: string, millicores: number, more: Partial<WorkloadGroup> = {}): WorkloadGroup =>
  group(name, 1, { kind: 'process', flavours: ['l'], demand: { law: 'constant', millicores }, ...more })

const granted = (run: Run): readonly number[] =>
  rowsOf(run, 'workloads').map((row) => cell(run, 'workloadCpu', 'grantedMillicores', row))

/** Writes into a column that another mechanism fills, and has the host settled by a demand of one millicore more. */
function put(run: Run, table: string, column: string, row: number, value: number): void {
  const columns = run.engine.world.tables[table]?.columns
  const known = columns?.[column]
  if (known === undefined) throw new Error(`no ${table}.${column}`)
  known[row] = value
}

/** Another demand for a group, and with it its host settled. */
function demand(run: Run, name: string, millicores: number): void {
  done(run, 'workload.demand', { group: name, millicores })
}

describe('threads of a core', () => {
  test('two threads on a core do a quarter more than one', () => {
    // Four cores and six runnable threads: 4 + 2 x 0.25.
    const run = host({ threadsPerCore: 2 }, [wants('a', 3000), wants('b', 3000)])
    expect(granted(run)).toEqual([2250, 2250])
    expect(cell(run, 'hostCpu', 'capacityMillicores', 0)).toBe(4500)
    demand(run, 'a', 9000)
    demand(run, 'b', 9000)
    expect(granted(run)).toEqual([2500, 2500])
  })

  test('up to as many threads as cores nobody is slowed down, and without them no thread helps', () => {
    expect(granted(host({ threadsPerCore: 2 }, [wants('a', 1500), wants('b', 2500)]))).toEqual([1500, 2500])
    expect(granted(host({}, [wants('a', 3000), wants('b', 3000)]))).toEqual([2000, 2000])
  })

  test('what a second thread adds is a rule of the scenario, and so is what the host keeps', () => {
    const rules = { cpu: { smtPercent: 50, reserveMillicores: 1000 } }
    const run = host({ threadsPerCore: 2 }, [wants('a', 4000), wants('b', 4000)], { rules })
    // 3000, and half of the threads beyond: 4000 of the 5000 that are left over find a thread.
    expect(granted(run)).toEqual([2500, 2500])
  })
})

describe('memory on other nodes', () => {
  const mixes = { far: { stallPermille: 400, source: 'assumed' } }
  const at = (machine: Machine, more: Partial<WorkloadGroup>): number => {
    const machines = { crate: { ...crate, memoryMiB: 100000, ...machine, source: 'assumed' } }
    const workloads = [wants('a', 1000, { mix: 'far', technique: 'native', ...more })]
    const known = { define: { ...define, machines, mixes } }
    const run = startRun(scenario([fleet('host', 1, { kernel: 'linux' })], workloads, known))
    run.advance(0, Infinity)
    return granted(run)[0] ?? NaN
  }

  test('O-7: on one of two nodes alike, 0.4 of the time waits, 1.6 times as long: 1.12', () => {
    expect(at({ sockets: 2 }, { numa: 'interleaved' })).toBe(1120)
    expect(at({ sockets: 2 }, {})).toBe(1000)
    expect(at({ sockets: 1 }, { numa: 'interleaved' })).toBe(1000)
  })

  test('another mix waits for memory as long as it says', () => {
    const machines = { crate: { ...crate, sockets: 2, memoryMiB: 100000, source: 'assumed' } }
    const own = { ...mixes, near: { stallPermille: 100, source: 'assumed' } }
    const run = startRun(
      scenario(
        [fleet('host', 1, { kernel: 'linux' })],
        [wants('a', 1000, { mix: 'far', technique: 'native', numa: 'interleaved' })],
        { define: { ...define, machines, mixes: own } },
      ),
    )
    run.advance(0, Infinity)
    done(run, 'group.mix', { group: 'a', mix: 'near' })
    expect(granted(run)).toEqual([1030])
  })

  test('a workload wider than a node has its memory everywhere', () => {
    // Four vCPUs on nodes of two cores.
    expect(at({ sockets: 2, coresPerSocket: 2 }, {})).toBe(1120)
  })
})

describe('swap and neighbours', () => {
  test('who waits for pages keeps a vCPU busy only part of the time', () => {
    const run = host({}, [wants('a', 900, { flavours: ['s'] })])
    put(run, 'unitPages', 'waitPpm', 0, 1000000)
    demand(run, 'a', 901)
    expect(granted(run)).toEqual([500])
    expect(run.metric('cpu.demand', 'host-1')).toBe(500)
  })
})

describe("the host's own threads", () => {
  test('are taken first, and what is given beside them adds up', () => {
    const run = host({}, [wants('a', 3000), wants('b', 3000)])
    put(run, 'groupTechnique', 'hostPpm', 0, 500000)
    demand(run, 'a', 4000)
    // x for each and 0.5 x for the threads of the first: 2.5 x = 4000.
    expect(granted(run)).toEqual([1600, 1600])
    expect(run.metric('cpu.host-threads', 'host-1')).toBe(800)
    expect(run.metric('cpu.used', 'host-1')).toBe(4000)
    expect(run.metric('cpu.demand', 'host-1')).toBe(4000 + 3000 + 2000)
  })

  test('take what they need and no more while there is enough', () => {
    const run = host({}, [wants('a', 1000), wants('b', 500)])
    put(run, 'groupTechnique', 'hostPpm', 0, 300000)
    demand(run, 'a', 1001)
    expect(granted(run)).toEqual([1001, 500])
    // 300.3, rounded up.
    expect(run.metric('cpu.host-threads', '')).toBe(301)
    expect(run.metric('cpu.used', '')).toBe(1802)
  })
})

test('threads that compare pages are taken first, and what they cannot have they do not get', () => {
  const run = host({}, [wants('a', 3000), wants('b', 3000)])
  put(run, 'hostReclaim', 'ksmdMillicores', 0, 1000)
  demand(run, 'a', 4000)
  expect(granted(run)).toEqual([1500, 1500])
  expect([run.metric('cpu.host-threads', ''), run.metric('cpu.used', '')]).toEqual([1000, 4000])
  expect(run.metric('cpu.demand', '')).toBe(8000)
  put(run, 'groupTechnique', 'hostPpm', 0, 500000)
  demand(run, 'a', 3999)
  // 2.5 x = 3000.
  expect(granted(run)).toEqual([1200, 1200])
  expect(run.metric('cpu.host-threads', '')).toBe(1600)
})

describe('pressure', () => {
  test('ready is the queue in front of busy CPUs, and beyond them what was not given', () => {
    const run = host({ coresPerSocket: 16 }, [
      wants('a', 4000),
      wants('b', 4000),
      wants('c', 4000),
      wants('d', 0),
      wants('e', 0),
    ])
    // 12 of 16 busy: 0.2046 / (0.2046 + 4).
    expect(run.metric('cpu.ready', 'host-1')).toBe(48)
    demand(run, 'd', 4000)
    demand(run, 'e', 4000)
    expect(run.metric('cpu.ready', 'host-1')).toBe(200)
    expect(run.metric('cpu.ready', '')).toBe(200)
  })

  test('overcommit counts the vCPUs of what is placed', () => {
    const run = host({}, [wants('a', 10), wants('b', 10), wants('c', 10, { flavours: ['m'] })])
    expect(run.metric('cpu.overcommit', 'host-1')).toBe(2500)
    expect(run.metric('cpu.overcommit', '')).toBe(2500)
  })
})
