/** The CPUs that groups may use, kept side by side in a table. */
import { Domain, none, type Own, type Row, type Seen, type Sim } from '../../core'
import type { inventoryTables } from '../inventory'
import type { workloadTables } from '../workload'
import type { cgroupTables } from './tables'

export type CgroupSim = Sim<
  Own<typeof cgroupTables> & Seen<typeof workloadTables> & Seen<typeof inventoryTables>
>

/** Gives a group this list, ascending, in place of the one it has. */
export function setCpus(sim: CgroupSim, group: Row, cpus: readonly number[]): void {
  const { groupCgroup: g } = sim.tables
  for (let at = 0; at < g.cpuCount[group]; at++) sim.dropRow('cpusetCpus', g.firstCpu[group] + at)
  g.cpuCount[group] = cpus.length
  g.firstCpu[group] = cpus.length === 0 ? 0 : takeRows(sim, cpus.length)
  for (const [at, cpu] of cpus.entries()) sim.tables.cpusetCpus.cpu[g.firstCpu[group] + at] = cpu
}

/** Rows side by side, all of them new: rows that were given back lie anywhere. Returns the first. */
function takeRows(sim: CgroupSim, count: number): Row {
  const { rows } = sim.tables.cpusetCpus
  const scattered = Array.from({ length: rows.freeCount }, () => sim.addRow('cpusetCpus'))
  const first = rows.size
  for (let at = 0; at < count; at++) sim.addRow('cpusetCpus')
  for (const row of scattered) sim.dropRow('cpusetCpus', row)
  return first
}

/** A group has left: the CPUs that no other one lists are forgotten. */
export function forgetCpus(sim: CgroupSim): void {
  const { groupCgroup: g, cpusetCpus, workloadGroups } = sim.tables
  const listed = new Uint8Array(cpusetCpus.rows.size)
  for (let group = 0; group < workloadGroups.rows.size; group++)
    listed.fill(1, g.firstCpu[group], g.firstCpu[group] + g.cpuCount[group])
  for (let row = 0; row < listed.length; row++)
    if (listed[row] === 0 && cpusetCpus.rows.alive[row] === 1) sim.dropRow('cpusetCpus', row)
}

/** Settles the hosts of a group's units again. */
export function touchHosts(sim: CgroupSim, group: Row): void {
  const { workloadGroups, units } = sim.tables
  for (let unit = workloadGroups.firstUnit[group]; unit !== none; unit = units.nextInGroup[unit])
    if (units.host[unit] !== none) sim.touch(Domain.host, units.host[unit])
}
