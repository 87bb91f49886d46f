/**
 * CPU: fluid shares of each host's cores among its units and the workloads inside them; recomputed only for
 * hosts that changed.
 */
import * as v from 'valibot'
import { defineMechanism, Domain, none, type Row, type Sim, type World } from '../../core'
import { cgroup } from '../cgroup'
import { container } from '../container'
import { hypervisor } from '../hypervisor'
import { inventory } from '../inventory'
import { kernel } from '../kernel'
import { neighbours } from '../neighbours'
import { setupOf, type BuildPlan, type WorkloadPlan } from '../plan'
import { pool } from '../pool'
import { reclaim } from '../reclaim'
import { technique } from '../technique'
import { transfer } from '../transfer'
import { vm } from '../vm'
import { workload } from '../workload'
import { cpuMetrics } from './metrics'
import { settleHost } from './settle'
import { cpuTables } from './tables'
import { usefulMetrics } from './useful'
import type { CpuSim } from './wants'

export { bottleneckOf, type Bottleneck } from './bottleneck'
export { topologyCap } from './cost'
export { queueCpus, reachOf, vcpusOn } from './metrics'
export { erlangC, queuedPermille, readyPermille, stealPermille } from './pressure'
export { clearGrants } from './settle'
export * from './feedback'
export * from './jobs'
export { cpuTables } from './tables'
export { fullMillicores, reservableOn, threadsOf, wantedBy, wantedFreely } from './wants'
export { retireWork, workOf } from './work'

const whole = (least: number, most: number) =>
  v.optional(v.pipe(v.number(), v.safeInteger(), v.minValue(least), v.maxValue(most)))

const rulesSchema = v.strictObject({
  /** What the second thread of a busy core adds. */
  smtPercent: whole(0, 100),
  /** Time of an access to another NUMA node, of that to the own one. */
  remotePercent: whole(100, 1000),
  /** Kept on every host for itself. */
  reserveMillicores: whole(0, 1000000),
})
type Rules = v.InferOutput<typeof rulesSchema>

function start(sim: CpuSim, scenario: unknown): void {
  sim.addRow('retiredCpu')
  const rules: Rules = setupOf(sim).rules['cpu'] ?? {}
  const row = sim.addRow('cpuRules')
  const { cpuRules } = sim.tables
  cpuRules.smtPercent[row] = rules.smtPercent ?? 25
  cpuRules.remotePercent[row] = rules.remotePercent ?? 160
  cpuRules.reserveMillicores[row] = rules.reserveMillicores ?? 0
  const { workloads } = scenario as BuildPlan
  workloads.forEach((plan, group) => setGroupCpu(sim, group, plan))
}

/** Notes how a new group's time depends on where its memory lies. */
export function setGroupCpu(sim: Sim, group: Row, { mix, interleaved }: WorkloadPlan): void {
  const { groupCpu } = (sim as CpuSim).tables
  groupCpu.stallPermille[group] = mix === null ? 0 : mix.stallPermille
  groupCpu.interleaved[group] = interleaved ? 1 : 0
}

/** A group does something else from now on: another part of its time waits for memory. Its hosts are touched. */
function readStall(sim: CpuSim, group: Row): void {
  const { groupCpu, groupTechnique } = sim.tables
  const mix = setupOf(sim).planMix(sim.groupName(groupTechnique.mix[group] - 1))
  if (!('argument' in mix)) groupCpu.stallPermille[group] = mix.stallPermille
}

/** No host gives more than it has, and what it gives is what its workloads and its own threads got. */
function partsAddUp({ tables }: World): string | null {
  const { rows, columns } = tables['workloads']
  const granted = tables['workloadCpu'].columns['grantedMillicores']
  const units = tables['units'].columns
  const hosts = tables['hosts']
  const { usedMillicores, hostThreadsMillicores, capacityMillicores } = tables['hostCpu'].columns
  const sums = Float64Array.from(hostThreadsMillicores.subarray(0, hosts.rows.size))
  for (let row = 0; row < rows.size; row++) {
    if (rows.alive[row] === 0) continue
    const host = units['host'][columns['unit'][row]]
    if (host !== none) sums[host] += granted[row]
    else if (granted[row] > 0) return `workload ${row} gets CPU without a host`
  }
  for (let host = 0; host < hosts.rows.size; host++) {
    if (usedMillicores[host] !== sums[host])
      return `host ${host}: used CPU is not the sum of its workloads and threads`
    if (usedMillicores[host] > capacityMillicores[host]) return `host ${host} gives more CPU than it has`
  }
  return null
}

export const cpu = defineMechanism<CpuSim['tables']>({
  name: 'cpu',
  needs: [
    inventory,
    kernel,
    workload,
    hypervisor,
    vm,
    container,
    technique,
    cgroup,
    reclaim,
    neighbours,
    pool,
    transfer,
  ],
  tables: cpuTables,
  settle: [[Domain.host, settleHost]],
  rules: rulesSchema,
  reactions: { 'mix.changed': readStall },
  start,
  metrics: [...cpuMetrics, ...usefulMetrics],
  invariants: [partsAddUp],
})
