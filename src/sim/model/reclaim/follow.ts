/** When pages begin to be followed, and when a host looks at its memory again. */
import { Domain, microsPerMilli, none, type Row } from '../../core'
import type { ReclaimSim } from './pages'

/** Follows pages if the group may run short by itself: it wants more than it has, or is held to less than that. */
export function followIfHeld(sim: ReclaimSim, group: Row): void {
  const { groupMemory: g, groupCgroup } = sim.tables
  const isHeld = g.limitMiB[group] > 0 || groupCgroup.memoryHighMiB[group] > 0
  if (isHeld || g.activePercent[group] > 100) followPages(sim)
}

/** From now on the pages of every host are followed. */
function followPages(sim: ReclaimSim): void {
  const { reclaimPolicy, hosts } = sim.tables
  if (reclaimPolicy.working[0] === 1) return
  reclaimPolicy.working[0] = 1
  for (let host = 0; host < hosts.rows.size; host++)
    if (hosts.rows.alive[host] === 1) sim.touch(Domain.host, host)
}

/** The controls of a group have changed: its hosts may have to take memory, or may give some back. */
export function heedControls(sim: ReclaimSim, group: Row): void {
  followIfHeld(sim, group)
  wakeGroup(sim, group)
}

/** The hosts of a group's units look at their memory again. */
export function wakeGroup(sim: ReclaimSim, group: Row): void {
  const { workloadGroups, units } = sim.tables
  for (let unit = workloadGroups.firstUnit[group]; unit !== none; unit = units.nextInGroup[unit])
    if (units.host[unit] !== none) wakeHost(sim, units.host[unit])
}

/** A host looks at its memory again. */
export function wakeHost(sim: ReclaimSim, host: Row): void {
  if (sim.tables.reclaimPolicy.working[0] === 0) return
  planOrExplain(sim, host)
  sim.touch(Domain.host, host)
}

/** Plans a step, or gives the one that is planned already what has come up since as its cause. */
export function planOrExplain(sim: ReclaimSim, host: Row): void {
  const { hostReclaim } = sim.tables
  if (hostReclaim.next[host] === none) planStep(sim, host)
  else if (sim.cause !== none) hostReclaim.cause[host] = sim.cause
}

/** Plans the next step; the rules have changed, or something is on its way. */
export function planStep(sim: ReclaimSim, host: Row): void {
  const { hostReclaim, reclaimPolicy, hosts } = sim.tables
  const delay = reclaimPolicy.stepMillis[0] * microsPerMilli
  hostReclaim.next[host] = sim.after(delay, 'reclaim.step', host, hosts.rows.generation[host])
}
