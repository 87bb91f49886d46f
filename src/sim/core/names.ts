/** Names of rows: group + ordinal ('web-12'). Kept beside the world and rebuilt on demand, never saved. */
import { none, type Row } from './units'
import type { World } from './world'
import type { ColumnSpec } from './table'

/** The columns that give a row its name and its identity for draws. */
export const nameColumns = {
  group: { kind: 'u32' },
  ordinal: { kind: 'u32' },
  identity: { kind: 'u32' },
} as const satisfies Record<string, ColumnSpec>

export function hasNames(world: World, table: string): boolean {
  return 'group' in world.tables[table].columns
}

export function nameOf(world: World, table: string, row: Row): string {
  if (row < 0) return ''
  const { columns } = world.tables[table]
  if (!('group' in columns)) return `${table}-${row + 1}`
  const group = world.groups[columns['group'][row]]
  return 'ordinal' in columns ? `${group}-${columns['ordinal'][row]}` : group
}

/** Finds the row of a name; a linear look over one table, kept as a map by `createFinder` where it is asked often. */
export function createFinder(world: World): (table: string, name: string) => Row {
  const maps = new Map<string, { live: number; nextFact: number; rows: Map<string, Row> }>()
  return (table, name) => {
    const { rows } = world.tables[table]
    let known = maps.get(table)
    if (known === undefined || known.live !== rows.live || known.nextFact !== world.nextFact) {
      known = { live: rows.live, nextFact: world.nextFact, rows: new Map() }
      for (let row = 0; row < rows.size; row++) {
        if (rows.alive[row] === 1) known.rows.set(nameOf(world, table, row), row)
      }
      maps.set(table, known)
    }
    return known.rows.get(name) ?? none
  }
}
