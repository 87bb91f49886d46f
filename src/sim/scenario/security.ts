/** What is set for a group's containers, and what of the host they can reach with it. */
import { knownWrap } from '../catalog'
import type { SurfaceProfile } from '../catalog/profile'
import type { SecurityPlan, SurfacePlan, TechniqueCosts } from '../model/plan'
import { defaultWraps } from './kinds'
import type { WorkloadGroup } from './scenario'

/** Every system call of the host's kernel, and all of it: a process without any wrapping (models/host.md §6). */
const everything: SurfacePlan = { syscalls: 350, hostKloc: 30000, sharedPermille: 1000, deviceKloc: 0 }

export function planSecurity(group: WorkloadGroup): {
  readonly security: SecurityPlan
  readonly surface: SurfacePlan | null
} {
  const unconfined = group.security?.seccomp === 'unconfined'
  return {
    security: { unconfined, userns: group.security?.userns ?? false },
    surface: surfaceOf(group, unconfined),
  }
}

/** The outermost wrapping is what stands between the group and its host. */
function surfaceOf(group: WorkloadGroup, unconfined: boolean): SurfacePlan | null {
  const [outermost] = group.wrap ?? defaultWraps(group.kind ?? 'container')
  if (outermost === undefined) return everything
  const profile = knownWrap(outermost.profile)
  if (profile?.boundary === 'container' && unconfined) return everything
  const surface = profile?.traits?.surface
  return surface === undefined ? null : inNumbers(surface)
}

function inNumbers({ syscalls, hostKloc, sharedKernel, deviceKloc }: SurfaceProfile): SurfacePlan {
  return {
    syscalls: syscalls.value,
    hostKloc: hostKloc.value,
    sharedPermille: Math.round(sharedKernel.value * 1000),
    deviceKloc: deviceKloc.value,
  }
}

/** The filter of system calls is what a container's calls cost beyond native: without it they cost nothing more. */
export function withoutFilter(costs: TechniqueCosts, group: WorkloadGroup): TechniqueCosts {
  const [outermost] = group.wrap ?? defaultWraps(group.kind ?? 'container')
  const isContainer = outermost !== undefined && knownWrap(outermost.profile)?.boundary === 'container'
  if (!isContainer || group.security?.seccomp !== 'unconfined') return costs
  return { ...costs, nanos: { ...costs.nanos, syscalls: 0 } }
}
