/** The rows of a table around those in sight: a window of a list that may be a hundred thousand long. */
import { useMemo } from 'react'
import type { TableLook, TableView } from '../../sim'
import { useLastLook } from '../hooks/useLook'

/** Rows asked for at a time, and the step in which the window moves. */
const asked = 200
const stepped = 100

export type Question = Omit<TableLook, 'look' | 'from' | 'count'>

export interface Rows {
  /** Null until the first answer. */
  readonly view: TableView | null
  /** Null while the row is on its way. */
  readonly row: (at: number) => TableView['rows'][number] | null
}

/** `top` is the first row in sight. */
export function useRows(question: Question, top: number): Rows {
  const from = Math.max(0, Math.floor((top - stepped / 2) / stepped) * stepped)
  const look = useMemo(() => ({ look: 'table', ...question, from, count: asked }) as const, [question, from])
  const held = useLastLook<TableLook>(look)
  const same = held !== null && sameQuestion(held.about, look)
  return {
    // The columns stay while rows in another order are on their way.
    view: held?.about.of === question.of ? (held?.answer ?? null) : null,
    row: (at) => (same ? (held.answer.rows[at - held.about.from] ?? null) : null),
  }
}

/** Whether two windows show the same list. */
function sameQuestion(one: TableLook, other: TableLook): boolean {
  return (
    one.of === other.of &&
    one.within === other.within &&
    one.filter === other.filter &&
    one.sort === other.sort &&
    one.descending === other.descending
  )
}
