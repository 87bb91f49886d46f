/** The attack-surface index: four terms that are different things on purpose. */
import { ln } from '../../core'

interface Surface {
  /** System calls (or hypercalls) that reach the host's kernel. */
  readonly reachableSyscalls: number
  /** Thousands of lines that must be trusted on the host. */
  readonly trustedKiloLines: number
  /** 1 when the kernel is the host's own, 0.5 when it is reached only through one in user space, 0 when it is not. */
  readonly sharedKernel: number
  /** Thousands of lines of device models and VMM. */
  readonly deviceKiloLines: number
}

interface SurfaceIndex {
  readonly index: number
  readonly syscallTerm: number
  readonly trustedTerm: number
  readonly kernelTerm: number
  readonly deviceTerm: number
}

/**
 * 0 to 100 for usual inputs, the four terms of models/host.md §6 apart. The index mixes different things on purpose:
 * order is informative, distance is not.
 */
export function attackSurface(surface: Surface): SurfaceIndex {
  const syscallTerm = (35 * surface.reachableSyscalls) / 350
  const trustedTerm = (25 * ln(1 + surface.trustedKiloLines)) / ln(30001)
  const kernelTerm = 25 * surface.sharedKernel
  const deviceTerm = (15 * ln(1 + surface.deviceKiloLines)) / ln(1501)
  return {
    index: syscallTerm + trustedTerm + kernelTerm + deviceTerm,
    syscallTerm,
    trustedTerm,
    kernelTerm,
    deviceTerm,
  }
}
