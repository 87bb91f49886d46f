/** How each group uses what all on a machine share, and what its units lose by it. */
import type { TableSpecs } from '../../core'

/** Who may use how much of the caches and of the memory bandwidth, in the order of their numbers. */
export const partitionModes = ['none', 'cache', 'bandwidth', 'even'] as const

export const neighboursTables = {
  groupCache: {
    along: 'workloadGroups',
    columns: {
      /** 1 when anything below is not 0. */
      crowds: { kind: 'u8' },
      kiloAccesses: { kind: 'u32', unit: '1000/s' },
      missPermille: { kind: 'u32', unit: '‰' },
      cacheMiB: { kind: 'u32', unit: 'MiB' },
      bandwidthMBps: { kind: 'u32', unit: 'MB/s' },
      /** Native time under locks that all of one kernel share: kernel time times its part under locks. */
      serialPpm: { kind: 'u32', unit: 'ppm' },
      crosstalkPpm: { kind: 'u32', unit: 'ppm' },
    },
  },
  unitCrowding: {
    along: 'units',
    columns: {
      /** CPU time lost to neighbours per native CPU time, in millionths. */
      ppm: { kind: 'u32', unit: 'ppm', derived: true },
    },
  },
  /** One row: what holds for every host. */
  crowding: {
    columns: {
      /** 1 once any group uses what is shared: before that no host has anything to settle. */
      seen: { kind: 'u8' },
      partition: { kind: 'u8', names: partitionModes },
      llcMiB: { kind: 'u32', unit: 'MiB' },
      memoryMBps: { kind: 'u32', unit: 'MB/s' },
      memoryCycles: { kind: 'u32', unit: 'cycles' },
      megahertz: { kind: 'u32', unit: 'MHz' },
      missFloorPermille: { kind: 'u32', unit: '‰' },
    },
  },
} as const satisfies TableSpecs
