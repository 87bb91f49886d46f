/** The rows of a table around those in sight: a window of a list that may be a hundred thousand long. */
import { useMemo, useState } from 'react'
import type { TableLook, TableView } from '../../sim'
import { useLook } from '../hooks/useLook'

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
  const answer = useLook(look)
  // An answer does not say what it answers; one that is new answers the question of this moment.
  const [held, setHeld] = useState<{ answer: TableView | null; of: TableLook }>({ answer, of: look })
  if (answer !== held.answer) setHeld({ answer, of: look })
  const current = answer !== held.answer ? { answer, of: look } : held
  const same = current.answer !== null && current.of.of === question.of
  return {
    view: same ? current.answer : null,
    row: (at) => current.answer?.rows[at - current.of.from] ?? null,
  }
}
