/** Every field of one thing by table and name, read again when the run moves, at most four times a second. */
import { useEffect, useRef, useState } from 'react'
import type { InspectorField } from '../../sim'
import { useApp, useFrame } from '../hooks/useApp'

const pause = 250

export type Fields = readonly InspectorField[]

const none: Fields = []

/** Empty until the first answer, and when there is nothing of that name; a null name asks nothing. */
export function useFields(table: string, name: string | null): Fields {
  const { client } = useApp()
  const rev = useFrame((frame) => frame.rev)
  const about = `${table} ${name ?? ''}`
  const [found, setFound] = useState({ about: '', fields: none })
  const asked = useRef({ about: '', at: 0 })
  useEffect(() => {
    if (name === null) return
    let wanted = true
    const ask = () => {
      asked.current = { about, at: performance.now() }
      client.inspect(table, name).then(
        (fields) => {
          if (wanted) setFound({ about, fields })
        },
        () => {}, // a lost session says so by itself
      )
    }
    const since = performance.now() - asked.current.at
    const timer = window.setTimeout(ask, asked.current.about === about ? Math.max(0, pause - since) : 0)
    return () => {
      wanted = false
      window.clearTimeout(timer)
    }
  }, [client, table, name, about, rev])
  return found.about === about ? found.fields : none
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
