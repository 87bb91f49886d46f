/** How long each host has been on; what it did meanwhile stands in the books of its CPU. */
import type { TableSpecs } from '../../core'

export const energyTables = {
  hostEnergy: {
    along: 'hosts',
    columns: {
      /** Time under power before it was last switched on. */
      onTime: { kind: 'f64', unit: 'µs' },
      /** When it was last switched on; -1 while it is off. */
      onSince: { kind: 'f64', unit: 'µs', empty: -1 },
    },
  },
  /** One row: what hosts that are no longer there have used. */
  retiredEnergy: { columns: { joules: { kind: 'f64', unit: 'J' } } },
} as const satisfies TableSpecs
