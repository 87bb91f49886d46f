/** What must always hold of isolation's books. */
import type { World } from '../../core'

/** No group has lost more at one instant than ever, and a daemon is down only where there can be one. */
export function lossesAddUp({ tables }: World): string | null {
  const { rows, columns } = tables['groupIsolation']
  for (let group = 0; group < rows.size; group++) {
    if (rows.alive[group] === 0) continue
    if (columns['lostAtOnce'][group] > columns['lost'][group])
      return `group ${group} has lost more at once than ever`
  }
  const hosts = tables['hosts'].rows
  const { down } = tables['hostDaemons'].columns
  const kernels = tables['kernels'].columns
  for (let host = 0; host < hosts.size; host++) {
    const kernel = tables['hostKernels'].columns['kernel'][host]
    if (hosts.alive[host] === 1 && down[host] === 1 && kernels['runsContainers'][kernel] === 0)
      return `host ${host} has lost a daemon that it cannot have`
  }
  return null
}
