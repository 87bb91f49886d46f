/**
 * Workload S, with which simulators are compared: ten VMs a host that never move, and a load that is hashed from
 * the number of each VM and reading. On 16 cores it asks for more than there is now and then, on 32 it never does.
 */
import type { Scenario } from '../scenario'

const seconds = 1000000
const vmsPerHost = 10

/** A day in 288 readings. The VMs are bare processes, so that their demand is exactly the load's. */
export function workloadS(hosts: number, cores: number, perHost = vmsPerHost): Scenario {
  return {
    format: 1,
    title: `Workload S: ${hosts} × ${cores}`,
    seed: 1,
    horizon: 86400 * seconds,
    define: {
      machines: {
        host: {
          sockets: 1,
          coresPerSocket: cores,
          memoryMiB: 65536,
          hostReserveMiB: 0,
          diskGiB: 0,
          nicMbps: 0,
          idleWatts: 100,
          peakWatts: 250,
          source: 'experiment-workload',
        },
      },
      apps: { vm: { librariesMiB: 0, source: 'experiment-workload' } },
    },
    fleet: [{ name: 'host', count: hosts, machine: 'host', kernel: 'linux' }],
    workloads: [
      {
        name: 'vm',
        count: hosts * perHost,
        kind: 'process',
        flavours: ['bench-1', 'bench-2', 'bench-3', 'bench-4'],
        app: 'vm',
        demand: { law: 'hashed', cadence: 300 * seconds },
        place: { policy: 'block', per: perHost },
      },
    ],
  }
}
