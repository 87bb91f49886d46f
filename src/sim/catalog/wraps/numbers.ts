/** Short ways to write a number with its source. */
import type { PhaseProfile, Sourced, SurfaceProfile } from '../profile'
import type { SourceId } from '../sources'

type Range = readonly [number, number]

/** A published number; `note` is the last part of the key of its sentence. */
export function from(source: SourceId, value: number, unit: string, note?: string, range?: Range): Sourced {
  return {
    value,
    unit,
    source,
    ...(range === undefined ? {} : { range }),
    ...(note === undefined ? {} : { note: `catalog.note.${note}` }),
  }
}

export function assumed(value: number, unit: string, note?: string, range?: Range): Sourced {
  return from('assumed', value, unit, note, range)
}

/** A factor against native that nobody has published for this profile. */
export function assumedFactor(value: number, range?: Range, note = 'consensus'): Sourced {
  return assumed(value, '1', note, range)
}

/** A phase; CPU time and reads from disk are assumed unless they are given with a source. */
export function phase(
  name: string,
  millis: Sourced,
  cpuMillis?: number | Sourced,
  diskMiB?: number,
): PhaseProfile {
  return {
    name,
    millis,
    ...(cpuMillis === undefined
      ? {}
      : {
          cpuMillis: typeof cpuMillis === 'number' ? assumed(cpuMillis, 'core-ms', 'boot-cpu') : cpuMillis,
        }),
    ...(diskMiB === undefined ? {} : { diskMiB: assumed(diskMiB, 'MiB', 'boot-disk') }),
  }
}

/** Lengths of the phases of a cloud image, ms. */
interface CloudPhases {
  readonly vmm: number
  readonly firmware: number
  readonly loader: number
  readonly kernel: number
  readonly init: number
  readonly cloudInit: number
}

/** A start by firmware, loader, kernel, systemd and cloud-init; `slower` is how much dearer its CPU work is. */
export function cloudBoot(note: string, millis: CloudPhases, slower = 1): readonly PhaseProfile[] {
  const of = (value: number): Sourced => assumed(value, 'ms', note)
  return [
    phase('vmm', of(millis.vmm)),
    phase('firmware', of(millis.firmware)),
    phase('loader', of(millis.loader)),
    phase('kernel', of(millis.kernel), 1500 * slower, 40),
    phase('init', of(millis.init), 6000 * slower, 240),
    phase('cloud-init', of(millis.cloudInit), 500 * slower),
  ]
}

/** What of the host can be reached. Whether the kernel is shared follows from how the profile is built. */
export function surface(
  syscalls: Sourced,
  hostKloc: Sourced,
  sharedKernel: 0 | 0.5 | 1,
  deviceKloc: Sourced,
): SurfaceProfile {
  return { syscalls, hostKloc, sharedKernel: assumed(sharedKernel, '1', 'shared-kernel'), deviceKloc }
}

/** Decimal megabytes, which most papers use, as MiB. */
export function megabytes(value: number): number {
  return Math.round((value / 1.048576) * 1000) / 1000
}
