/** When pages begin to be followed. */
import { Domain, type Row } from '../../core'
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
