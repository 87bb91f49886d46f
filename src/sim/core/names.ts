/** Names of rows: group + ordinal ('web-12'). Kept beside the world and rebuilt on demand, never saved. */
import { none, type Row } from './units'
import type { World } from './world'
import type { ColumnArray, ColumnSpec } from './table'

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

/** The look-up of names in this world. */
export function createFinder(world: World): (table: string, name: string) => Row {
  return (table, name) => rowNamed(world, table, name)
}

/**
 * The row of a name, or -1; the last one, if several have it. Looks through the columns of group and ordinal,
 * since rows come and go with every instant: a map of all names would be made anew for almost every question.
 */
function rowNamed(world: World, table: string, name: string): Row {
  const { rows, columns } = world.tables[table]
  const dash = name.lastIndexOf('-')
  const number = Number(name.slice(dash + 1))
  const isNamed = (row: Row): boolean => rows.alive[row] === 1 && nameOf(world, table, row) === name
  if (!('group' in columns)) return isNamed(number - 1) ? number - 1 : none
  const { group, ordinal } = columns as { readonly group: ColumnArray; readonly ordinal?: ColumnArray }
  const code = world.groups.indexOf(ordinal === undefined ? name : name.slice(0, Math.max(0, dash)))
  if (code === none) return none
  for (let row = rows.size - 1; row >= 0; row--) {
    if (group[row] !== code || (ordinal !== undefined && ordinal[row] !== number)) continue
    if (isNamed(row)) return row
  }
  return none
}
