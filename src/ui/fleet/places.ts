/** Things of the map by name and by place: what is pointed at, selected or focused. */
import type { FleetFrame, FleetTopology, HostDetail } from '../../sim'
import type { TextFunction } from '../hooks/useText'
import { nothing, rackOf, zoneOfRack, type FleetLayout, type Picked } from '../../viz/fleet'

/** One thing: its unit when there is one, else its host, rack or zone. */
export interface Place extends Picked {
  /** Index into the detail of the host, or -1. */
  readonly unit: number
}

export const nowhere: Place = { ...nothing, unit: -1 }

const hostsByName = new WeakMap<FleetLayout, ReadonlyMap<string, number>>()

/** The host of a name, or -1. */
export function hostNamed(layout: FleetLayout, name: string): number {
  const known = hostsByName.get(layout) ?? new Map(layout.names.map((one, host) => [one, host]))
  hostsByName.set(layout, known)
  return known.get(name) ?? -1
}

export function placeOfHost(layout: FleetLayout, host: number): Place {
  const rack = rackOf(layout, host)
  return { zone: zoneOfRack(layout, rack), rack, host, unit: -1 }
}

/** A host, rack or zone by its name; null when it is none of them. */
export function placeNamed(layout: FleetLayout, topology: FleetTopology, name: string): Place | null {
  const host = hostNamed(layout, name)
  if (host >= 0) return placeOfHost(layout, host)
  const rack = topology.racks.findIndex((one) => one.name === name)
  if (rack >= 0) return { ...nowhere, rack, zone: zoneOfRack(layout, rack) }
  const zone = topology.zones.indexOf(name)
  return zone < 0 ? null : { ...nowhere, zone }
}

/** The name by which a place is selected; null for none. */
export function nameOf(
  { zone, rack, host, unit }: Place,
  topology: FleetTopology,
  layout: FleetLayout,
  frame: FleetFrame | null,
): string | null {
  const detail = unit < 0 || frame === null ? undefined : detailOf(frame, host)
  if (detail !== undefined) return unitNameOf(topology, detail, unit)
  if (host >= 0) return layout.names[host] ?? null
  return (rack >= 0 ? topology.racks[rack]?.name : topology.zones[zone]) ?? null
}

export function detailOf(frame: FleetFrame, host: number): HostDetail | undefined {
  return frame.details.find((one) => one.host === host)
}

/** Name of a unit's first workload. */
export function unitNameOf(topology: FleetTopology, detail: HostDetail, unit: number): string {
  return `${topology.groups[detail.group[unit] ?? 0]?.name ?? ''}-${detail.ordinal[unit] ?? 0}`
}

/** The unit of a host that holds a workload, or -1. */
export function unitHolding(topology: FleetTopology, detail: HostDetail, workload: string): number {
  const cut = workload.lastIndexOf('-')
  const group = topology.groups.findIndex(({ name }) => name === workload.slice(0, cut))
  const ordinal = Number(workload.slice(cut + 1))
  if (group < 0) return -1
  return detail.group.findIndex((one, unit) => {
    const first = detail.ordinal[unit] ?? 0
    return one === group && ordinal >= first && ordinal < first + Math.max(1, detail.members[unit] ?? 1)
  })
}

export function samePlace(a: Place, b: Place): boolean {
  return a.zone === b.zone && a.rack === b.rack && a.host === b.host && a.unit === b.unit
}

/** 'rack a1' of a1; 'rack-1' says so itself, and so does 'west/rack-1', which stands in its zone anyway. */
export function placeWords(t: TextFunction, kind: 'zone' | 'rack', name: string): string {
  const own = kind === 'rack' ? name.slice(name.lastIndexOf('/') + 1) : name
  return own.toLowerCase().startsWith(kind) ? own : t(`fleet.${kind}`, { name: own })
}
