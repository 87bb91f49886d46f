/**
 * What a run shows of a whole fleet: plain, structured-clonable views made by pure reading. Hosts are counted
 * by their place in the topology (rows that are gone have none), so that arrays of a frame line up with it.
 */
import type { Micros } from '../core'
import type { HostLook, HostLookAnswer } from './host-views'
import type { LifeLook, LifeLookAnswer } from './life-views'
import type { NamedFact } from './views'

export const lenses = ['cpu', 'memory', 'tenant', 'state', 'risk'] as const
export type Lens = (typeof lenses)[number]

export const hostStates = ['ok', 'warn', 'critical', 'off'] as const
export type HostState = (typeof hostStates)[number]

/** What "nothing to show here" is in a byte of a lens: a host without power, or without workloads. */
export const noValue = 255

/** The shape of the fleet; changes only when hosts, groups or tenants come or go. */
export interface FleetTopology {
  /** Rises with every change. */
  readonly rev: number
  readonly zones: readonly string[]
  /** Racks in order of zone; several groups of hosts may share one. */
  readonly racks: readonly { readonly name: string; readonly zone: number; readonly hosts: number }[]
  readonly hosts: {
    readonly count: number
    /** Names are group + '-' + ordinal. */
    readonly groups: readonly string[]
    readonly group: Uint16Array
    readonly ordinal: Uint32Array
    /** Index into `racks`; hosts are sorted by rack, then by row. */
    readonly rack: Uint32Array
    readonly cores: Uint16Array
    readonly memoryMiB: Uint32Array
  }
  readonly tenants: readonly string[]
  readonly groups: readonly FleetGroupView[]
}

export interface FleetGroupView {
  readonly name: string
  /** Index into `tenants`. */
  readonly tenant: number
  readonly kind: 'process' | 'container' | 'sandbox' | 'vm'
  /** A VM whose workloads run in containers. */
  readonly containersInside: boolean
  /** Profile ids of hypervisor and runtime, '' when there is none. */
  readonly hypervisor: string
  readonly runtime: string
  readonly app: string
  readonly policy: string
  /** Workloads in one unit. */
  readonly per: number
}

/** One byte per host and lens: small enough for every frame of ten thousand hosts. */
export interface FleetFrame {
  /** `rev` of the topology these arrays line up with. */
  readonly topology: number
  /** Percent of the host's cores that are used, 0..100; `noValue` when it is off. */
  readonly cpu: Uint8Array
  /** Percent of the host's cores that are asked for, 0..254. */
  readonly cpuDemand: Uint8Array
  /** Percent of its memory that is taken, 0..100. */
  readonly memory: Uint8Array
  /** Index of the tenant that holds most memory there; `noValue` when nobody does. */
  readonly tenant: Uint8Array
  /** Index into `hostStates`. */
  readonly state: Uint8Array
  /** Largest percent of any group's running workloads that runs on this host: 100 means a group has all it has here. */
  readonly risk: Uint8Array
  readonly units: Uint16Array
  /** Per group of the topology: workloads that exist, have a host, and run. */
  readonly groupCount: Uint32Array
  readonly groupPlaced: Uint32Array
  readonly groupRunning: Uint32Array
  /** On their way: neither running nor lost. */
  readonly groupStarting: Uint32Array
  /** Units of the hosts that are large on the screen, in the order asked for. */
  readonly details: readonly HostDetail[]
}

export interface HostDetail {
  /** Index of the host in the topology. */
  readonly host: number
  readonly freeMiB: number
  readonly usableMiB: number
  readonly group: Uint16Array
  /** Ordinal of the unit's first workload. */
  readonly ordinal: Uint32Array
  /** Index into `unitStates`. */
  readonly state: Uint8Array
  readonly memoryMiB: Uint32Array
  /** Millicores granted and asked for. */
  readonly used: Uint32Array
  readonly demand: Uint32Array
  readonly members: Uint32Array
}

/** A question about the present moment that a frame does not answer; it changes nothing. */
export type Look =
  | { readonly look: 'pools' }
  | { readonly look: 'bins'; readonly from: number; readonly count: number; readonly order: 'name' | 'free' }
  | TableLook
  | { readonly look: 'hot'; readonly lens: Lens; readonly count: number }
  /** Hosts, racks, zones, groups, workloads and VMs whose name holds the text; best first. */
  | { readonly look: 'find'; readonly text: string; readonly count: number }
  | { readonly look: 'where'; readonly name: string }
  /** A metric now; `subject` names a host or a group, or is '' for the fleet. */
  | MetricLook
  /** The latest facts that name a thing, or a member of a group, newest first; at most 50. */
  | { readonly look: 'about'; readonly name: string; readonly count: number }
  | HostLook
  | LifeLook

export interface MetricLook {
  readonly look: 'metric'
  readonly metric: string
  readonly subject: string
}

/** NaN where the metric, or its subject, is not there. */
export interface MetricView {
  readonly look: 'metric'
  readonly metric: string
  readonly subject: string
  readonly value: number
}

export interface TableLook {
  readonly look: 'table'
  readonly of: 'hosts' | 'workloads' | 'groups'
  /** Only what is inside this zone, rack, host or group; '' for all. */
  readonly within: string
  readonly filter: string
  /** A column's id; '' keeps the order of names. */
  readonly sort: string
  readonly descending: boolean
  readonly from: number
  /** At most 200. */
  readonly count: number
}

export type LookAnswer =
  | MetricView
  | PoolsView
  | BinsView
  | TableView
  | HotView
  | FindView
  | WhereView
  | AboutView
  | HostLookAnswer
  | LifeLookAnswer

export interface AboutView {
  readonly look: 'about'
  readonly facts: readonly NamedFact[]
}

/** Who holds and who would get how much, by tenant and group. */
export interface PoolsView {
  readonly look: 'pools'
  /** Millicores and MiB of all hosts that are on; memory without the hosts' own share. */
  readonly capacity: { readonly millicores: number; readonly memoryMiB: number }
  readonly pools: readonly PoolView[]
}

export interface PoolView {
  readonly group: string
  readonly tenant: string
  readonly workloads: number
  readonly running: number
  readonly memoryMiB: number
  readonly demandMillicores: number
  readonly usedMillicores: number
  /** What its running workloads get when everybody wants everything: fair shares by weight on their hosts. */
  readonly entitledMillicores: number
}

/** Hosts as bars: what is taken, unit by unit, and what is free. */
export interface BinsView {
  readonly look: 'bins'
  /** Hosts in all, of which `bins` are a part. */
  readonly total: number
  readonly freeMiB: number
  readonly largestHoleMiB: number
  readonly bins: readonly BinView[]
}

export interface BinView {
  readonly host: string
  readonly on: boolean
  readonly usableMiB: number
  readonly freeMiB: number
  /** Image files that containers share, counted once. */
  readonly sharedMiB: number
  /** Bottom up; at most 200, the rest in one block without a name. */
  readonly units: readonly {
    readonly name: string
    readonly group: string
    readonly memoryMiB: number
    readonly state: number
    readonly members: number
  }[]
}

export interface TableView {
  readonly look: 'table'
  readonly total: number
  readonly columns: readonly {
    readonly id: string
    readonly unit: string
    readonly kind: 'name' | 'number' | 'state'
  }[]
  /** A number, a name, or the word of a state, in the order of `columns`. The first is the name to select by. */
  readonly rows: readonly (readonly (string | number)[])[]
}

export interface HotView {
  readonly look: 'hot'
  readonly lens: Lens
  /** Worst first. */
  readonly hosts: readonly { readonly host: string; readonly value: number; readonly state: HostState }[]
}

export const foundTypes = ['zone', 'rack', 'host', 'group', 'workload', 'kernel'] as const
export interface Found {
  readonly name: string
  readonly type: (typeof foundTypes)[number]
  /** The way there: zone, rack, host as far as there are any. */
  readonly path: readonly string[]
}
export interface FindView {
  readonly look: 'find'
  readonly found: readonly Found[]
}

export interface WhereView {
  readonly look: 'where'
  /** Null when nothing has this name now. */
  readonly found: (Found & { readonly host: number; readonly unit: string; readonly group: string }) | null
}

/** One dot or mark on a branch's track. */
export interface TrackMark {
  readonly at: Micros
  /** Ordinal of the fact, or -1 for an edit. */
  readonly fact: number
  readonly tone: 'decision' | 'warn' | 'critical' | 'edit'
  /** Name of the fact, or of the edit's command. */
  readonly name: string
  /** Facts of the same tone that stand so near that one mark shows them all. */
  readonly count: number
}

/** A branch as the timeline draws it. */
export interface TrackView {
  readonly branch: number
  /** The farthest time visited. */
  readonly reached: Micros
  /** At most 120, in order of time; none behind a gate. */
  readonly marks: readonly TrackMark[]
  readonly keyframes: Float64Array
}
