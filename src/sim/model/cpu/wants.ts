/** What a workload asks its host for, and what that is made of: the columns of many mechanisms come together here. */
import type { Own, Row, Seen, Sim } from '../../core'
import type { cgroupTables } from '../cgroup'
import { dearer } from '../hypervisor'
import type { inventoryTables } from '../inventory'
import type { kernelTables } from '../kernel'
import type { neighboursTables } from '../neighbours'
import type { poolTables } from '../pool'
import type { reclaimTables } from '../reclaim'
import type { techniqueTables } from '../technique'
import type { transferTables } from '../transfer'
import { WorkloadState, type workloadTables } from '../workload'
import { smtCapacity } from './pressure'
import { costPpm, numaPpm, reachableCap } from './cost'
import type { cpuTables } from './tables'

export type CpuSim = Sim<
  Own<typeof cpuTables> &
    Seen<typeof workloadTables> &
    Seen<typeof kernelTables> &
    Seen<typeof inventoryTables> &
    Seen<typeof techniqueTables> &
    Seen<typeof cgroupTables> &
    Seen<typeof reclaimTables> &
    Seen<typeof neighboursTables> &
    Seen<typeof poolTables> &
    Seen<typeof transferTables>
>
export type CpuTables = CpuSim['tables']

const million = 1000000

/** CPU time per native CPU time of a unit on this host, in millionths. */
export function costHere(tables: CpuTables, unit: Row, host: Row): number {
  const { units, groupTechnique, unitCrowding, groupCpu } = tables
  const group = units.groupRow[unit]
  const stall = groupCpu.stallPermille[group]
  const far = stall === 0 ? million : farPpm(tables, unit, host, stall)
  return costPpm(groupTechnique.guestPpm[group], unitCrowding.ppm[unit], far)
}

/**
 * Memory lies with the CPUs, unless it is spread on purpose or the unit is wider than one node and does not know of
 * them: then on all nodes alike.
 */
function farPpm(
  { units, hosts, groupCpu, cpuRules }: CpuTables,
  unit: Row,
  host: Row,
  stall: number,
): number {
  const nodes = hosts.sockets[host]
  const isWide = units.vcpus[unit] * nodes > hosts.cores[host]
  if (nodes < 2 || (!isWide && groupCpu.interleaved[units.groupRow[unit]] === 0)) return million
  return numaPpm(stall, nodes, cpuRules.remotePercent[0])
}

/** What a running workload wants at a cost and while it waits so much for pages; millicores. */
export function wantedAt(
  { workloads, units }: Pick<CpuTables, 'workloads' | 'units'>,
  member: Row,
  cost: number,
  waitPpm: number,
): number {
  const state = workloads.state[member]
  if (state === WorkloadState.starting) return startingAt(workloads.startMillicores[member], cost, waitPpm)
  if (state !== WorkloadState.running) return 0
  const demand = dearer(workloads.demandMillicores[member], cost)
  const cap = reachableCap(workloads.vcpus[member], workloads.limitMillicores[member], cost, waitPpm)
  const brake = units.brakePermille[workloads.unit[member]]
  const reach = brake === 0 ? cap : Math.floor((cap * (1000 - brake)) / 1000)
  return demand < reach ? demand : reach
}

/** Whoever starts waits for missing pages like whoever runs, and uses no CPU meanwhile. */
function startingAt(millicores: number, cost: number, waitPpm: number): number {
  return waitPpm === 0 ? millicores : Math.floor((millicores * cost) / (cost + waitPpm))
}

/** What a running workload would take here if nothing were kept from it: no limit, no brake, no neighbours. */
export function wantedFreely(
  { workloads, unitCpu }: Pick<CpuTables, 'workloads'> & Pick<Seen<typeof cpuTables>, 'unitCpu'>,
  member: Row,
): number {
  if (workloads.state[member] !== WorkloadState.running) return 0
  const demand = dearer(workloads.demandMillicores[member], unitCpu.costPpm[workloads.unit[member]])
  return Math.min(demand, workloads.vcpus[member] * 1000)
}

/** Millicores that a workload asks its host for: its demand with what makes it dearer, up to what it can use. */
export function wantedBy(
  tables: Pick<CpuTables, 'workloads' | 'units' | 'unitCpu' | 'unitPages'>,
  member: Row,
): number {
  const unit = tables.workloads.unit[member]
  return wantedAt(tables, member, tables.unitCpu.costPpm[unit], tables.unitPages.waitPpm[unit])
}

/** What the host's own threads take before anybody: those that compare pages, and those that move bytes. */
export function keptMillicores(
  { hostReclaim, hostChores }: Pick<CpuTables, 'hostReclaim' | 'hostChores'>,
  host: Row,
): number {
  return hostReclaim.ksmdMillicores[host] + hostChores.millicores[host]
}

type Machines = Pick<Seen<typeof inventoryTables>, 'hosts'>
type Rules = Pick<Seen<typeof cpuTables>, 'cpuRules'>

/** Hardware threads of a host. */
export function threadsOf({ hosts }: Machines, host: Row): number {
  return hosts.cores[host] * hosts.threadsPerCore[host]
}

/** Millicores that a host gives when every thread of it is busy. */
export function fullMillicores({ hosts, cpuRules }: Machines & Rules, host: Row): number {
  const { cores, threadsPerCore } = hosts
  return smtCapacity(cores[host], threadsPerCore[host], Number.MAX_SAFE_INTEGER, cpuRules.smtPercent[0])
}

/** Millicores of a host that may be promised: its cores, less what is kept for the host itself. */
export function reservableOn({ hosts, cpuRules }: Machines & Rules, host: Row): number {
  return Math.max(0, hosts.cores[host] * 1000 - cpuRules.reserveMillicores[0])
}
