/**
 * Everything the world knows about one thing, generated from the descriptions of its columns: a new mechanism
 * shows up by itself.
 */
import { nameOf, none, type Engine } from '../core'
import { finderOf } from './advance'
import type { InspectorField } from './views'

/** Columns that hold lists and names together; they mean nothing to a reader. */
const plumbing = /^(group|ordinal|identity|next|previous|first|last)/

/** The fields of a row by name, in the order of the mechanisms; empty when there is nothing of that name. */
export function inspect(engine: Engine, table: string, name: string): readonly InspectorField[] {
  const { world } = engine
  if (!Object.prototype.hasOwnProperty.call(world.tables, table)) return []
  const row = finderOf(engine)(table, name)
  if (row === none) return []
  const fields: InspectorField[] = []
  const { rows } = world.tables[table]
  for (const [owner, { spec, columns, rows: its }] of Object.entries(world.tables)) {
    if (its !== rows) continue
    for (const [column, description] of Object.entries(spec.columns)) {
      if (plumbing.test(column)) continue
      const value = columns[column][row]
      fields.push({
        table: owner,
        column,
        value: description.names?.[value] ?? (description.refersTo === undefined ? value : ''),
        unit: description.unit ?? '',
        refersTo:
          description.refersTo === undefined
            ? null
            : { table: description.refersTo, name: nameOf(world, description.refersTo, value) },
      })
    }
  }
  return fields
}
