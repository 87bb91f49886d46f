/** Pools: shares, reservations and limits for several groups together, nested, on each host anew. */
import { defineMechanism, type Row, type Sim } from '../../core'
import type { BuildPlan, WorkloadPlan } from '../plan'
import { workload } from '../workload'
import type { PoolSim } from './commands'
import { poolTables } from './tables'

export type { PoolSim } from './commands'
export { poolTables } from './tables'

function readPools(sim: PoolSim, scenario: unknown): void {
  const { pools: plans, workloads } = scenario as BuildPlan
  for (const plan of plans) {
    const row = sim.addRow('pools')
    const { pools } = sim.tables
    pools.group[row] = sim.group(plan.name)
    pools.parent[row] = plan.parent
    pools.shares[row] = plan.shares
    pools.reservationMillicores[row] = plan.reservationMillicores
    pools.limitMillicores[row] = plan.limitMillicores
    pools.expandable[row] = plan.expandable ? 1 : 0
  }
  workloads.forEach((plan, group) => setGroupPool(sim, group, plan))
}

/** Notes the pool of a new group; pools are never taken away, so that the plan's index is the row. */
export function setGroupPool(sim: Sim, group: Row, plan: WorkloadPlan): void {
  ;(sim as PoolSim).tables.groupPool.pool[group] = plan.pool
}

const name = { name: 'pool', table: 'pools' } as const
const millicores = { name: 'amount', unit: 'millicores' } as const

export const pool = defineMechanism<PoolSim['tables']>({
  name: 'pool',
  needs: [workload],
  tables: poolTables,
  start: readPools,
  facts: {
    'pool.shares-set': [name, { name: 'shares', unit: 'shares' }],
    'pool.reservation-set': [name, millicores],
    'pool.limit-set': [name, millicores],
    'pool.limit-removed': [name],
  },
  refusals: {
    'pool-range': ['pool', 'least', 'most', 'nearest'],
    'pool-already-so': ['pool'],
    'pool-reservation-limit': ['pool', 'limit', 'nearest'],
    'pool-limit-reservation': ['pool', 'reserved', 'nearest'],
  },
})
