/** When pages begin to be followed. */
import { Domain } from '../../core'
import type { ReclaimSim } from './pages'

/** From now on the pages of every host are followed: a group wants more memory than it has. */
export function followPages(sim: ReclaimSim): void {
  const { reclaimPolicy, hosts } = sim.tables
  if (reclaimPolicy.working[0] === 1) return
  reclaimPolicy.working[0] = 1
  for (let host = 0; host < hosts.rows.size; host++)
    if (hosts.rows.alive[host] === 1) sim.touch(Domain.host, host)
}
