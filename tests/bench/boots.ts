// A thousand VMs that boot at once, on fifty hosts and on ten: from the build until the last of them runs.
import { createRun, type Run, type Scenario } from '../../src/sim'
import type { Bench } from './bench'
import { samplesOf } from './measure'
import { second } from './worlds'

const vms = 1000

/** Those of one profile boot in step; those of the other scatter: each end of a phase is an instant of its own. */
function scenarioOf(hosts: number, profile: string): Scenario {
  return {
    format: 1,
    seed: 1,
    horizon: 3600 * second,
    define: {
      machines: {
        rack: {
          sockets: 2,
          coresPerSocket: 16,
          memoryMiB: 1048576,
          hostReserveMiB: 4096,
          diskGiB: 1000,
          nicMbps: 10000,
          idleWatts: 100,
          peakWatts: 300,
          source: 'assumed',
        },
      },
      flavours: { vm: { vcpus: 2, memoryMiB: 2000, source: 'assumed' } },
    },
    fleet: [{ name: 'host', count: hosts, machine: 'rack', kernel: 'kvm' }],
    workloads: [
      {
        name: 'vm',
        count: vms,
        wrap: [{ profile }],
        flavours: ['vm'],
        app: 'service',
        demand: { law: 'constant', millicores: 100 },
        place: { policy: 'spread' },
      },
    ],
    rules: { start: { timed: true, disk: 'clone', images: 'cold' } },
  }
}

function bootAll({ run, hosts }: { readonly run: () => Run; readonly hosts: number }): void {
  const world = run()
  world.seek(1800 * second, Infinity)
  const running = world.metric('workload.running', 'vm')
  if (running !== vms) throw new Error(`${running ?? 0} of ${vms} VMs run on ${hosts} hosts`)
}

function bootBench(hosts: number, profile: string): Bench {
  const scenario = scenarioOf(hosts, profile)
  const build = (): Run => {
    const made = createRun(scenario)
    if ('problem' in made) throw new Error(`cannot be built: ${JSON.stringify(made.problem)}`)
    return made.run
  }
  return {
    name: `boots-1000-${profile}-on-${hosts}`,
    unit: 'ms',
    budget: 1000,
    bound: 'most',
    measure: (repeats) => samplesOf(repeats, () => ({ run: build, hosts }), bootAll),
  }
}

export const bootBenches: readonly Bench[] = [
  bootBench(50, 'kvm-qemu'),
  bootBench(10, 'kvm-qemu'),
  bootBench(50, 'firecracker'),
  bootBench(10, 'firecracker'),
]
