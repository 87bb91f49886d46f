/** What placement keeps per host: CPU promised by reservations. */
import type { TableSpecs } from '../../core'

export { policyNames } from '../plan'
export const PlacementPolicy = { block: 0, firstFit: 1, bestFit: 2, worstFit: 3, spread: 4, pack: 5 } as const

export const placementTables = {
  hostPlacement: {
    along: 'hosts',
    columns: { reservedMillicores: { kind: 'u32', unit: 'millicores', derived: true } },
  },
} as const satisfies TableSpecs
