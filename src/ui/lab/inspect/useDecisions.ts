/** The latest facts about one thing, newest first. */
import { useMemo } from 'react'
import type { NamedFact } from '../../../sim'
import { useLook } from '../../hooks/useLook'

const shown = 6
const none: readonly NamedFact[] = []

export function useDecisions(name: string): readonly NamedFact[] {
  const look = useMemo(() => ({ look: 'about' as const, name, count: shown }), [name])
  return useLook(look)?.facts ?? none
}
