/** One VM with another size, where it is: whether it fits, and the books of its host. */
import { none, type Row, type Sim } from '../../core'
import { runtimeMiB } from '../container'
import { threadsOf } from '../cpu'
import { vmmMemoryMiB } from '../hypervisor'
import { chargeMiB, giveMemory, overcommitPercent, ownMiB, spareMiB, takeMemory } from '../memory'
import { setMemberSize } from '../workload'
import { Filter, type Obstacle, type PlacementSim } from './choose'
import { sizeUnit } from './deploy'

/** Why the only workload of a VM cannot have this size on its host now; null when it can, or has no host. */
export function sizeObstacle(sim: Sim, unit: Row, vcpus: number, memoryMiB: number): Obstacle | null {
  const { units } = (sim as PlacementSim).tables
  const host = units.host[unit]
  if (host === none) return null
  const threads = threadsOf((sim as PlacementSim).tables, host)
  if (vcpus > threads) return { filter: Filter.threads, need: vcpus, free: threads }
  const need = sizedMiB(sim as PlacementSim, unit, vcpus, memoryMiB)
  const free = spareMiB(sim, host) + ownMiB(sim, unit)
  return need <= free ? null : { filter: Filter.memory, need, free }
}

/** What the VM would take of its host's promise. */
function sizedMiB(sim: PlacementSim, unit: Row, vcpus: number, memoryMiB: number): number {
  const { units, groupHypervisors } = sim.tables
  const group = units.groupRow[unit]
  const runtime = runtimeMiB(sim, group)
  const promised = memoryMiB + groupHypervisors.guestOsMiB[group]
  const vmm = vmmMemoryMiB(sim, group, promised + runtime, vcpus)
  return promised + chargeMiB(vmm + runtime, overcommitPercent(sim))
}

/** The only workload of a VM has another size from now on; that it fits has been checked. */
export function resizeUnit(sim: Sim, unit: Row, vcpus: number, memoryMiB: number): void {
  const mine = sim as PlacementSim
  const { units } = mine.tables
  const host = units.host[unit]
  if (host !== none) giveMemory(sim, host, unit)
  setMemberSize(sim, units.firstMember[unit], vcpus, memoryMiB)
  sizeUnit(mine, unit)
  if (host !== none) takeMemory(sim, host, unit)
}
