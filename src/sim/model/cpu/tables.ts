/** What each host's CPU is asked for and gives, now and so far, what each workload gets, and what makes it dearer. */
import type { TableSpecs } from '../../core'

export const cpuTables = {
  hostCpu: {
    along: 'hosts',
    columns: {
      /** Can be beyond 32 bits: 20,000 workloads may each want a million. */
      demandMillicores: { kind: 'f64', unit: 'millicores', derived: true },
      usedMillicores: { kind: 'u32', unit: 'millicores', derived: true },
      /** What there is to share among as many threads as want to run now; 0 while off. */
      capacityMillicores: { kind: 'u32', unit: 'millicores', derived: true },
      /** Part of `usedMillicores` that the host's own threads take, on behalf of what runs here. */
      hostThreadsMillicores: { kind: 'u32', unit: 'millicores', derived: true },
      /** Work done so far, in whole millicore-seconds and a rest in millicore-µs, since `since`. */
      workSeconds: { kind: 'f64', unit: 'millicore·s' },
      workRest: { kind: 'f64', unit: 'millicore·µs' },
      /** Work that was asked for so far, in the same way. */
      wantedSeconds: { kind: 'f64', unit: 'millicore·s' },
      wantedRest: { kind: 'f64', unit: 'millicore·µs' },
      /** Time so far in which more was asked for than the host has. */
      overloaded: { kind: 'f64', unit: 'µs' },
      since: { kind: 'f64', unit: 'µs' },
    },
  },
  /** One row: what hosts that are no longer there have done. */
  retiredCpu: {
    columns: {
      workSeconds: { kind: 'f64', unit: 'millicore·s' },
      wantedSeconds: { kind: 'f64', unit: 'millicore·s' },
      overloaded: { kind: 'f64', unit: 'µs' },
    },
  },
  /** One row: what the scenario says of CPUs, for metrics that see the world alone. */
  cpuRules: {
    columns: {
      smtPercent: { kind: 'u32', unit: '%' },
      remotePercent: { kind: 'u32', unit: '%' },
      reserveMillicores: { kind: 'u32', unit: 'millicores' },
    },
  },
  groupCpu: {
    along: 'workloadGroups',
    columns: {
      /** Of native time, waiting for memory that could lie on another NUMA node. */
      stallPermille: { kind: 'u32', unit: '‰' },
      interleaved: { kind: 'u8' },
    },
  },
  unitCpu: {
    along: 'units',
    columns: {
      /** CPU time per native CPU time, as of the last settling of its host. */
      costPpm: { kind: 'u32', unit: 'ppm', empty: 1000000, derived: true },
    },
  },
  workloadCpu: {
    along: 'workloads',
    columns: { grantedMillicores: { kind: 'u32', unit: 'millicores', derived: true } },
  },
} as const satisfies TableSpecs
