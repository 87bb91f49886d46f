/** What the worlds of the experiments have in common: one machine each, as small as shows the thing. */
import type { FleetGroup, Scenario, WorkloadGroup } from '../../scenario'

const seconds = 1000000

/** One host of 8 cores; what is called `host` becomes `host-1`. */
export function one(name: string, kernel: 'kvm' | 'linux', machine = 'small-8'): FleetGroup {
  return { name, count: 1, machine, kernel }
}

export function constant(millicores: number): WorkloadGroup['demand'] {
  return { law: 'constant', millicores }
}

export const assumed = 'assumed'

type Parts = Pick<Scenario, 'title' | 'fleet' | 'workloads'> & Partial<Scenario>

/** Ten minutes are enough for all of them. */
export function experiment(parts: Parts): Scenario {
  return { format: 1, seed: 11, horizon: 600 * seconds, ...parts }
}
