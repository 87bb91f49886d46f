// The worlds that are measured: ten thousand hosts with a hundred thousand workloads, built by the model itself.
import type { Policy, Scenario } from '../../src/sim'
import { standardModel } from '../../src/sim'
import { copyWorld, createEngine, restoreWorld, type Engine, type Snapshot } from '../../src/sim/core'
import { buildEngine } from '../../src/sim/scenario/build'

export const second = 1000000

const hosts = 10000
const workloadsPerHost = 10

/** Four sizes of 1, 2, 3 and 4 vCPUs with 1 GiB each: ten of them fill neither the memory nor the cores of a host. */
function flavour(vcpus: number) {
  return { vcpus, memoryMiB: 1024 * vcpus, source: 'assumed' }
}

export function scaleScenario(policy: Policy, kind: 'container' | 'vm', failing = false): Scenario {
  return {
    format: 1,
    seed: 1,
    horizon: 3600 * second,
    define: { flavours: { one: flavour(1), two: flavour(2), three: flavour(3), four: flavour(4) } },
    fleet: [{ name: 'host', count: hosts, machine: 'bench-16', kernel: 'kvm' }],
    workloads: [
      {
        name: 'w',
        count: hosts * workloadsPerHost,
        kind,
        flavours: ['one', 'two', 'three', 'four'],
        app: 'service',
        demand: { law: 'constant', millicores: 500 },
        place: { policy, per: workloadsPerHost },
      },
    ],
    // About two thousand events each second: a thousand crashes, and as many restarts.
    ...(failing ? { rules: { failure: { processMeanSeconds: 100, processRestartSeconds: 5 } } } : {}),
  }
}

/** A scenario whose workloads crash and restart all the time. */
export const failingScenario = scaleScenario('first-fit', 'vm', true)

let start: Snapshot | null = null

/** An engine at the start of `failingScenario`; built once, then copied. */
export function failingEngine(): Engine {
  if (start === null) {
    const built = buildEngine(failingScenario, standardModel)
    if ('problem' in built) throw new Error(`cannot be built: ${JSON.stringify(built.problem)}`)
    start = copyWorld(built.engine.world)
  }
  const engine = createEngine(standardModel, failingScenario.seed)
  restoreWorld(engine.world, start)
  return engine
}

/** Events handled so far; none is cancelled in `failingScenario`. */
export function eventsHandled({ world }: Engine): number {
  return world.queue.nextOrder - world.queue.size
}
