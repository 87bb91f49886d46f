/** Every field of one thing by table and name, read again when the run moves. */
import type { InspectorField } from '../../sim'
import { useApp } from '../hooks/useApp'
import { useAnswered } from '../hooks/useAnswered'

export type Fields = readonly InspectorField[]

const none: Fields = []

/** Empty until the first answer, and when there is nothing of that name; a null name asks nothing. */
export function useFields(table: string, name: string | null): Fields {
  const { client } = useApp()
  const about = name === null ? null : `${table} ${name}`
  const held = useAnswered(about, () => client.inspect(table, name ?? ''))
  return held?.about === about ? (held?.answer ?? none) : none
}

/** The number in a column; null when there is none of that name. */
export function numberIn(fields: Fields, table: string, column: string): number | null {
  const value = fields.find((field) => field.table === table && field.column === column)?.value
  return typeof value === 'number' ? value : null
}

/** The word of a code in a column, '' when there is none of that name. */
export function wordIn(fields: Fields, table: string, column: string): string {
  return String(fields.find((field) => field.table === table && field.column === column)?.value ?? '')
}
