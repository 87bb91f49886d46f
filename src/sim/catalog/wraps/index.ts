/** All wrappings, in the order in which they are shown, and by family. */
import type { HypervisorProfile, RuntimeProfile, WrapProfile } from '../profile'
import { applicationContainers, systemContainers } from './containers'
import { kvmMachines, microMachines } from './kvm'
import { sandboxes } from './sandboxes'
import { kvmUnikernels } from './unikernels'
import { hostedMachines, vendorMachines } from './vendors'
import { xenMachines, xenUnikernels } from './xen'

export { bundles, nativeProfile } from './bundles'

export const hypervisors: readonly HypervisorProfile[] = [
  ...kvmMachines,
  ...xenMachines,
  ...vendorMachines,
  ...hostedMachines,
  ...microMachines,
  ...kvmUnikernels,
  ...xenUnikernels,
]

export const runtimes: readonly RuntimeProfile[] = [
  ...applicationContainers,
  ...systemContainers,
  ...sandboxes,
]

/** Hypervisors and runtimes: everything a workload can be wrapped in. */
export const wraps: readonly WrapProfile[] = [...hypervisors, ...runtimes]

export function findWrap(id: string): WrapProfile | undefined {
  return wraps.find((wrap) => wrap.id === id)
}
