// How busy a host is: of what it has to share, second threads included and what is kept for the host left out.
import { expect, test } from 'vitest'
import { demandPercent, usedPercent } from '../../../src/sim/run/host-state'
import { poolsOf } from '../../../src/sim/run/looks/pools'
import { tablesIn } from '../../../src/sim/run/tables'
import { crate, define, fleet, group, scenario, startRun } from '../../support/builders'

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
