/** The fleet as a tree for the keyboard: datacenter, zone, rack, host, workload; nodes are made when asked for. */
import { hostStates, noValue, unitStates, type FleetFrame, type FleetTopology, type Lens } from '../../sim'
import { bytesOf, isRamp, summarise, type FleetLayout } from '../../viz/fleet'
import type { Formats, TextFunction } from '../hooks/useText'
import { tenantName } from '../pools/tenants'
import { detailOf, placeWords, unitNameOf, type Place } from './places'

/** The way to a node: [] the datacenter, then the numbers of zone, rack in it, host in that, and unit. */
export type TreePath = readonly number[]

export interface Fleet {
  readonly topology: FleetTopology
  readonly layout: FleetLayout
  readonly frame: FleetFrame | null
  readonly lens: Lens
  readonly t: TextFunction
  readonly formats: Formats
}

export function placeOfPath({ layout }: Pick<Fleet, 'layout'>, path: TreePath): Place {
  const [zone = -1, inZone = -1, inRack = -1, unit = -1] = path
  const rack = inZone < 0 ? -1 : (layout.zones[zone]?.firstRack ?? 0) + inZone
  const host = inRack < 0 ? -1 : (layout.firstHost[rack] ?? 0) + inRack
  return { zone, rack, host, unit }
}

/** The inverse: the way to a place. */
export function pathOfPlace(layout: FleetLayout, { zone, rack, host, unit }: Place): TreePath {
  const steps = [
    zone,
    rack < 0 ? -1 : rack - (layout.zones[zone]?.firstRack ?? 0),
    host < 0 ? -1 : host - (layout.firstHost[rack] ?? 0),
    unit,
  ]
  const end = steps.indexOf(-1)
  return end < 0 ? steps : steps.slice(0, end)
}

export function childCount({ layout, frame }: Pick<Fleet, 'layout' | 'frame'>, path: TreePath): number {
  const { zone, rack, host } = placeOfPath({ layout }, path)
  if (path.length === 0) return layout.zones.length
  if (path.length === 1) return layout.zones[zone]?.racks ?? 0
  if (path.length === 2) return (layout.firstHost[rack + 1] ?? 0) - (layout.firstHost[rack] ?? 0)
  if (path.length > 3 || frame === null) return 0
  return detailOf(frame, host)?.group.length ?? frame.units[host] ?? 0
}

/** Shortens a path to its nearest living ancestor. */
export function clampPath(fleet: Pick<Fleet, 'layout' | 'frame'>, path: TreePath): TreePath {
  const clamped: number[] = []
  for (const at of path) {
    const count = childCount(fleet, clamped)
    if (count === 0) break
    clamped.push(Math.min(at, count - 1))
  }
  return clamped
}

export function labelOf(fleet: Fleet, path: TreePath): string {
  const { topology, layout, t } = fleet
  const { zone, rack, host, unit } = placeOfPath(fleet, path)
  const racks = t('fleet.racks', { n: childCount(fleet, path.slice(0, 1)) })
  switch (path.length) {
    case 0:
      return t('fleet.tree.root', { hosts: t('fleet.hosts', { n: topology.hosts.count }) })
    case 1: {
      const band = layout.zones[zone]
      const from = layout.firstHost[band?.firstRack ?? 0] ?? 0
      const to = layout.firstHost[(band?.firstRack ?? 0) + (band?.racks ?? 0)] ?? 0
      const name = placeWords(t, 'zone', topology.zones[zone] ?? '')
      return joined([name, racks, mostOf(fleet, from, to)])
    }
    case 2: {
      const hosts = t('fleet.hosts', { n: childCount(fleet, path) })
      const name = placeWords(t, 'rack', topology.racks[rack]?.name ?? '')
      return joined([
        name,
        hosts,
        mostOf(fleet, layout.firstHost[rack] ?? 0, layout.firstHost[rack + 1] ?? 0),
      ])
    }
    case 3:
      return hostLabel(fleet, host)
    default:
      return unitLabel(fleet, host, unit)
  }
}

function hostLabel(fleet: Fleet, host: number): string {
  const { layout, frame, t } = fleet
  const name = layout.names[host] ?? ''
  if (frame === null) return name
  const state = hostStates[frame.state[host] ?? 0] ?? 'ok'
  return joined([
    name,
    valueWords(fleet, bytesOf(frame, fleet.lens)[host] ?? noValue),
    t(`fleet.state.${state}`),
    t('fleet.units', { n: frame.units[host] ?? 0 }),
  ])
}

function unitLabel({ topology, frame, t, formats }: Fleet, host: number, unit: number): string {
  const detail = frame === null ? undefined : detailOf(frame, host)
  if (detail === undefined || unit >= detail.group.length) return t('fleet.tree.unit', { n: unit + 1 })
  const state = unitStates[detail.state[unit] ?? 0] ?? 'running'
  return joined([
    unitNameOf(topology, detail, unit),
    formats.mib(detail.memoryMiB[unit] ?? 0),
    t(`stage.state.${state}`),
    t('fleet.workloads', { n: detail.members[unit] ?? 0 }),
  ])
}

// What the header of a rack shows, in words.
function mostOf(fleet: Fleet, from: number, to: number): string {
  const { frame, lens, t, formats } = fleet
  if (frame === null) return ''
  const { value, mean } = summarise(frame, lens, from, to)
  if (value === noValue || !isRamp(lens)) return valueWords(fleet, value)
  return t('fleet.tree.most', {
    lens: t(`fleet.lens.${lens}`),
    most: formats.percent(value / 100),
    mean: formats.percent(mean / 100),
  })
}

function valueWords({ topology, lens, t, formats }: Fleet, value: number): string {
  if (value === noValue || lens === 'state') return ''
  if (lens === 'tenant') return tenantName(t, topology.tenants[value] ?? '')
  return `${t(`fleet.lens.${lens}`)} ${formats.percent(value / 100)}`
}

function joined(words: readonly string[]): string {
  return words.filter((word) => word !== '').join(', ')
}

/** The map in one or two sentences. */
export function summaryOf(fleet: Fleet, hot: number): string {
  const { topology, layout, frame, lens, t, formats } = fleet
  const count = (state: number) => frame?.state.reduce((sum, one) => sum + (one === state ? 1 : 0), 0) ?? 0
  const all = t('fleet.summary', {
    hosts: t('fleet.hosts', { n: topology.hosts.count }),
    racks: t('fleet.racks', { n: topology.racks.length }),
    critical: count(2),
    warn: count(1),
    off: count(3),
  })
  if (frame === null || hot < 0 || !isRamp(lens)) return all
  const share = formats.percent((bytesOf(frame, lens)[hot] ?? 0) / 100)
  const worst = t('fleet.summary-hot', {
    host: layout.names[hot] ?? '',
    lens: t(`fleet.lens.${lens}`),
    share,
  })
  return `${all} ${worst}`
}
