/** Pools, and which of them each group's units are in. */
import type { TableSpecs } from '../../core'

export const poolTables = {
  pools: {
    columns: {
      /** Its name: an index into the world's list of names. */
      group: { kind: 'u32' },
      parent: { kind: 'i32', empty: -1, refersTo: 'pools' },
      shares: { kind: 'u32' },
      reservationMillicores: { kind: 'u32', unit: 'millicores' },
      /** 0 when there is none. */
      limitMillicores: { kind: 'u32', unit: 'millicores' },
      expandable: { kind: 'u8' },
    },
  },
  groupPool: {
    along: 'workloadGroups',
    columns: { pool: { kind: 'i32', empty: -1, refersTo: 'pools' } },
  },
} as const satisfies TableSpecs
