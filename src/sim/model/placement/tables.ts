/** What placement keeps: CPU promised per host, the kernel a group needs, and who does not want a host now. */
import type { TableSpecs } from '../../core'

export { policyNames } from '../plan'
export const PlacementPolicy = { block: 0, firstFit: 1, bestFit: 2, worstFit: 3, spread: 4, pack: 5 } as const

export const placementTables = {
  groupPlacement: {
    along: 'workloadGroups',
    columns: {
      /** Release of the kernel that it needs: index of its name plus 1; 0 runs on any. */
      release: { kind: 'u32' },
    },
  },
  unitPlacement: {
    along: 'units',
    columns: {
      /** 1: without a host because somebody wants it so; it is not placed with those that wait. */
      held: { kind: 'u8' },
    },
  },
  hostPlacement: {
    along: 'hosts',
    columns: {
      reservedMillicores: { kind: 'u32', unit: 'millicores', derived: true },
      /** Units for which room is kept that are not here yet, or not here any more. */
      incoming: { kind: 'u32', unit: 'units', derived: true },
    },
  },
} as const satisfies TableSpecs
