/** The command that takes a workload to another host: a VM is migrated while it runs, anything else stops and moves. */
import type { Command, FleetTopology } from '../../sim'

/** Whether a workload stands for a VM of its own. */
export function isVm(topology: FleetTopology | null, workload: string): boolean {
  const group = workload.slice(0, Math.max(0, workload.lastIndexOf('-')))
  return topology?.groups.find(({ name }) => name === group)?.kind === 'vm'
}

export function moveTo(topology: FleetTopology | null, workload: string, host: string): Command {
  const name = isVm(topology, workload) ? 'workload.migrate' : 'workload.move'
  return { name, args: { workload, host } }
}
