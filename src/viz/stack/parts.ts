/** What a unit consists of, bottom-up, and how its parts share a height. */
import type { StackCopy, StackView } from '../../sim'
import type { LayerName } from '../palette'
import type { Part } from './types'

/** Layers inside a unit, bottom-up. */
export const unitLayers = [
  'hypervisor',
  'guest',
  'runtime',
  'libraries',
  'app',
] as const satisfies readonly LayerName[]

/** Layers that serve the app without being it. */
export const overheadLayers: ReadonlySet<LayerName> = new Set(['hypervisor', 'guest', 'runtime'])

/** Layers thinner than this (px) are drawn with their larger neighbour. */
const thinnest = 0.5

type Amounts = Pick<StackCopy, 'hypervisorMiB' | 'guestMiB' | 'runtimeMiB' | 'librariesMiB' | 'appMiB'>

/** Parts of the magnified copy, bottom-up, without empty ones. */
export function partsOfCopy(copy: Amounts): readonly Part[] {
  return withoutEmpty([
    { layer: 'hypervisor', mib: copy.hypervisorMiB },
    { layer: 'guest', mib: copy.guestMiB },
    { layer: 'runtime', mib: copy.runtimeMiB },
    { layer: 'libraries', mib: copy.librariesMiB },
    { layer: 'app', mib: copy.appMiB },
  ])
}

/** Parts of unit number `unit`, bottom-up, without empty ones. */
export function partsOfUnit(units: StackView['units'], unit: number): readonly Part[] {
  return partsOfCopy({
    hypervisorMiB: units.hypervisorMiB[unit] ?? 0,
    guestMiB: units.guestMiB[unit] ?? 0,
    runtimeMiB: units.runtimeMiB[unit] ?? 0,
    librariesMiB: units.librariesMiB[unit] ?? 0,
    appMiB: units.appMiB[unit] ?? 0,
  })
}

/** MiB that unit number `unit` occupies. */
export function totalOfUnit(units: StackView['units'], unit: number): number {
  return (
    (units.appMiB[unit] ?? 0) +
    (units.librariesMiB[unit] ?? 0) +
    (units.guestMiB[unit] ?? 0) +
    (units.hypervisorMiB[unit] ?? 0) +
    (units.runtimeMiB[unit] ?? 0)
  )
}

/** True when two units consist of the same amounts, so that they can be drawn as one run. */
export function sameParts(units: StackView['units'], one: number, other: number): boolean {
  return (
    units.appMiB[one] === units.appMiB[other] &&
    units.librariesMiB[one] === units.librariesMiB[other] &&
    units.guestMiB[one] === units.guestMiB[other] &&
    units.hypervisorMiB[one] === units.hypervisorMiB[other] &&
    units.runtimeMiB[one] === units.runtimeMiB[other]
  )
}

/** A part with the px it gets. */
export interface Slice {
  readonly layer: LayerName
  readonly height: number
}

/**
 * Divides `height` px among parts, bottom-up. A part thinner than half a pixel cannot be seen, so its height goes to
 * the larger of its neighbours: the sum stays `height`, and the colour that wins is the one that dominates there.
 */
export function slicesOf(parts: readonly Part[], height: number): readonly Slice[] {
  const total = parts.reduce((sum, part) => sum + part.mib, 0)
  if (total <= 0) return []
  const slices = parts.map(({ layer, mib }) => ({ layer, height: (mib / total) * height }))
  while (slices.length > 1) {
    const thin = slices.reduce(
      (least, slice, at) => (slice.height < (slices[least]?.height ?? 0) ? at : least),
      0,
    )
    const [lost] = slices.slice(thin, thin + 1)
    if (lost === undefined || lost.height >= thinnest) break
    const below = slices[thin - 1]
    const above = slices[thin + 1]
    const heir = above === undefined || (below !== undefined && below.height >= above.height) ? below : above
    if (heir !== undefined) heir.height += lost.height
    slices.splice(thin, 1)
  }
  return slices
}

function withoutEmpty(parts: readonly Part[]): readonly Part[] {
  return parts.filter((part) => part.mib > 0)
}
