/** How often hosts and processes fail, and the timers that bring them back. */
import type { Own, Seen, Sim, TableSpecs } from '../../core'
import type { containerTables } from '../container'
import type { inventoryTables } from '../inventory'
import type { kernelTables } from '../kernel'
import type { workloadTables } from '../workload'

export const failureTables = {
  hostFaults: {
    along: 'hosts',
    columns: {
      count: { kind: 'u32' },
      meanMicros: { kind: 'f64', unit: 'µs' },
      repairMicros: { kind: 'f64', unit: 'µs' },
      next: { kind: 'f64', empty: -1 },
    },
  },
  processFaults: {
    along: 'workloads',
    columns: {
      count: { kind: 'u32' },
      meanMicros: { kind: 'f64', unit: 'µs' },
      restartMicros: { kind: 'f64', unit: 'µs' },
      /** The timer that brings a crashed process back; -1 when none runs. */
      restart: { kind: 'f64', empty: -1 },
    },
  },
} as const satisfies TableSpecs

export type FailureSim = Sim<
  Own<typeof failureTables> &
    Seen<typeof inventoryTables> &
    Seen<typeof kernelTables> &
    Seen<typeof workloadTables> &
    Seen<typeof containerTables>
>
