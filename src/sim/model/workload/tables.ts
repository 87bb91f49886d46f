/**
 * Workloads (identity, app, demand) and units: what placement puts on a host as one piece, a VM, a container
 * or a bare process.
 */
import { nameColumns, type TableSpecs } from '../../core'

export const workloadStates = ['pending', 'running', 'paused', 'stopped', 'crashed', 'starting'] as const
export const WorkloadState = {
  pending: 0,
  running: 1,
  paused: 2,
  stopped: 3,
  crashed: 4,
  starting: 5,
} as const

export const unitKinds = ['process', 'container', 'sandbox', 'vm'] as const
export const UnitKind = { process: 0, container: 1, sandbox: 2, vm: 3 } as const

export const demandLaws = ['constant', 'stepped', 'diurnal', 'trace', 'hashed'] as const
export const DemandLaw = { constant: 0, stepped: 1, diurnal: 2, trace: 3, hashed: 4 } as const

export const workloadTables = {
  /** One row per group of a scenario; names, apps and tenants are indices into the world's list of names. */
  workloadGroups: {
    columns: {
      group: { kind: 'u32' },
      hash: { kind: 'u32' },
      app: { kind: 'u32' },
      tenant: { kind: 'u32' },
      /** Name of the fleet group to use plus 1; 0 means every host. */
      on: { kind: 'u32' },
      fill: { kind: 'u8' },
      kind: { kind: 'u8', names: unitKinds },
      policy: { kind: 'u8' },
      policyPer: { kind: 'u32' },
      /** Workloads in one unit. */
      per: { kind: 'u32' },
      firstFlavour: { kind: 'u32' },
      flavourCount: { kind: 'u32' },
      librariesMiB: { kind: 'u32', unit: 'MiB' },
      /** CPU weight of each workload; 0 means 1000 per vCPU. */
      shares: { kind: 'u32' },
      reservationMillicores: { kind: 'u32', unit: 'millicores' },
      limitMillicores: { kind: 'u32', unit: 'millicores' },
      law: { kind: 'u8', names: demandLaws },
      lowMillicores: { kind: 'u32', unit: 'millicores' },
      highMillicores: { kind: 'u32', unit: 'millicores' },
      period: { kind: 'f64', unit: 'µs' },
      peakAt: { kind: 'f64', unit: 'µs' },
      cadence: { kind: 'f64', unit: 'µs' },
      jitterPercent: { kind: 'u8', unit: '%' },
      firstStep: { kind: 'u32' },
      stepCount: { kind: 'u32' },
      /** Index of the recorded load in the setup, for the law that follows one. */
      trace: { kind: 'u8' },
      /** Readings of the demand so far: index of the exogenous sequence of draws. */
      sample: { kind: 'u32' },
      firstUnit: { kind: 'i32', empty: -1, refersTo: 'units' },
      lastUnit: { kind: 'i32', empty: -1, refersTo: 'units' },
      /** Workloads that exist, and ordinals given out so far. */
      count: { kind: 'u32' },
      nextOrdinal: { kind: 'u32', empty: 1 },
      placed: { kind: 'u32', derived: true },
      running: { kind: 'u32', derived: true },
      crashed: { kind: 'u32', derived: true },
      starting: { kind: 'u32', derived: true },
    },
  },
  flavours: { columns: { vcpus: { kind: 'u16' }, memoryMiB: { kind: 'u32', unit: 'MiB' } } },
  demandSteps: {
    columns: { at: { kind: 'f64', unit: 'µs' }, millicores: { kind: 'u32', unit: 'millicores' } },
  },
  units: {
    columns: {
      kind: { kind: 'u8', names: unitKinds },
      groupRow: { kind: 'i32', empty: -1, refersTo: 'workloadGroups' },
      host: { kind: 'i32', empty: -1, refersTo: 'hosts' },
      /**
       * The other host that keeps room for it while it migrates: where it goes, and once it runs there, the one that
       * still has pages of it; -1 while it does not migrate.
       */
      target: { kind: 'i32', empty: -1, refersTo: 'hosts' },
      /** Of its vCPUs' time, kept from it: throttled, or waiting for pages that are still elsewhere. */
      brakePermille: { kind: 'u16', unit: '‰' },
      /** The unit's own kernel; -1 when it runs under the host's. */
      kernel: { kind: 'i32', empty: -1, refersTo: 'kernels' },
      vcpus: { kind: 'u32' },
      members: { kind: 'u32' },
      firstMember: { kind: 'i32', empty: -1, refersTo: 'workloads' },
      lastMember: { kind: 'i32', empty: -1, refersTo: 'workloads' },
      nextOnHost: { kind: 'i32', empty: -1, refersTo: 'units' },
      previousOnHost: { kind: 'i32', empty: -1, refersTo: 'units' },
      nextInGroup: { kind: 'i32', empty: -1, refersTo: 'units' },
      previousInGroup: { kind: 'i32', empty: -1, refersTo: 'units' },
    },
  },
  hostUnits: {
    along: 'hosts',
    columns: {
      first: { kind: 'i32', empty: -1, refersTo: 'units' },
      last: { kind: 'i32', empty: -1, refersTo: 'units' },
      count: { kind: 'u32' },
    },
  },
  workloads: {
    columns: {
      ...nameColumns,
      groupRow: { kind: 'i32', empty: -1, refersTo: 'workloadGroups' },
      unit: { kind: 'i32', empty: -1, refersTo: 'units' },
      state: { kind: 'u8', names: workloadStates },
      vcpus: { kind: 'u16' },
      /** The application with its libraries. */
      memoryMiB: { kind: 'u32', unit: 'MiB' },
      /** Offered demand; it goes on while the workload is down. */
      demandMillicores: { kind: 'u32', unit: 'millicores' },
      /** What it wants while it is starting, whatever it will want once it runs. */
      startMillicores: { kind: 'u32', unit: 'millicores' },
      weight: { kind: 'u32' },
      reservationMillicores: { kind: 'u32', unit: 'millicores' },
      limitMillicores: { kind: 'u32', unit: 'millicores' },
      nextInUnit: { kind: 'i32', empty: -1, refersTo: 'workloads' },
      previousInUnit: { kind: 'i32', empty: -1, refersTo: 'workloads' },
    },
  },
} as const satisfies TableSpecs
