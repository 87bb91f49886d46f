// How busy a host is: of what it has to share, second threads included and what is kept for the host left out.
import { expect, test } from 'vitest'
import {
  demandPercent,
  hostStateOf,
  memoryPercent,
  State,
  usedPercent,
} from '../../../src/sim/run/host-state'
import { poolsOf } from '../../../src/sim/run/looks/pools'
import { tablesIn } from '../../../src/sim/run/tables'
import {
  allAtOnce,
  crate,
  define,
  done,
  fleet,
  group,
  minute,
  scenario,
  startRun,
} from '../../support/builders'

/** One crate with two threads to each of four cores, of which one core is kept: 3000, and 1000 more by threads. */
function hostOf(count: number) {
  const machines = { crate: { ...crate, threadsPerCore: 2 } }
  const run = startRun(
    scenario(
      [fleet('host', 1, { kernel: 'linux' })],
      [group('app', count, { kind: 'process', demand: { law: 'constant', millicores: 1000 } })],
      {
        define: { ...define, machines },
        rules: { cpu: { smtPercent: 25, reserveMillicores: 1000 } },
      },
    ),
  )
  return { tables: tablesIn(run.engine.world), capacity: poolsOf(run.engine).capacity.millicores }
}

test('a host whose threads are all busy is busy to the full, and no more', () => {
  const { tables, capacity } = hostOf(8)
  expect(capacity).toBe(4000)
  expect(usedPercent(tables, 0)).toBe(100)
  expect(demandPercent(tables, 0)).toBe(200)
})

test('what is kept for the host is not there to be used', () => {
  const { tables } = hostOf(3)
  expect([usedPercent(tables, 0), demandPercent(tables, 0)]).toEqual([100, 100])
})

const idle = { law: 'constant', millicores: 10 } as const

/** VMs promised more than one and a half times what is there, of which they use so much. */
function overcommitted(activePercent: number) {
  const vms = group('vm', 12, {
    kind: 'vm',
    flavours: ['m'],
    demand: idle,
    memory: { activePercent, touchedPercent: activePercent },
  })
  return startRun(
    scenario(
      [fleet('host', 1)],
      [
        vms,
        group('web', 40, {
          app: 'fat',
          demand: idle,
          memory: { activePercent, touchedPercent: activePercent },
        }),
      ],
      {
        horizon: 60 * minute,
        rules: { memory: { overcommitPercent: 160 }, reclaim: { balloon: false, swap: 'nvme' } },
      },
    ),
  )
}

test('a host that may promise more is judged by what it holds, and is critical when it swaps', () => {
  const run = overcommitted(20)
  run.advance(5 * minute, allAtOnce)
  const tables = tablesIn(run.engine.world)
  expect(memoryPercent(tables, 0)).toBeGreaterThan(100)
  expect(hostStateOf(tables, 0, 0)).toBe(State.ok)
  for (const name of ['vm', 'web']) done(run, 'group.memory', { group: name, activePercent: 100 })
  run.advance(15 * minute, allAtOnce)
  expect(run.metric('memory.swapped', 'host-1')).toBeGreaterThan(0)
  expect(hostStateOf(tables, 0, 0)).toBe(State.critical)
})

test('a host that promises no more than it has is critical when nearly all is promised', () => {
  const run = startRun(scenario([fleet('host', 1)], [group('web', 'fill', { app: 'fat' })]))
  const tables = tablesIn(run.engine.world)
  expect(memoryPercent(tables, 0)).toBeGreaterThan(97)
  expect(hostStateOf(tables, 0, 0)).toBe(State.critical)
})
