/** What each host's CPU is asked for and gives, now and so far, and what each workload gets. */
import type { TableSpecs } from '../../core'

export const cpuTables = {
  hostCpu: {
    along: 'hosts',
    columns: {
      /** Can be beyond 32 bits: 20,000 workloads may each want a million. */
      demandMillicores: { kind: 'f64', unit: 'millicores', derived: true },
      usedMillicores: { kind: 'u32', unit: 'millicores', derived: true },
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
  workloadCpu: {
    along: 'workloads',
    columns: { grantedMillicores: { kind: 'u32', unit: 'millicores', derived: true } },
  },
} as const satisfies TableSpecs
