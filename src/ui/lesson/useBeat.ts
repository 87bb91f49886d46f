/** The beat of the open lesson and its gate. */
import type { GateView } from '../../worker/protocol'
import { useFrame, useStore } from '../hooks/useApp'
import { beatOf, type Beat } from './beat'

export function useGate(): GateView | null {
  return useFrame((frame) => frame.gates[0] ?? null, sameGate)
}

export function useBeat(): Beat {
  const lesson = useStore((state) => state.lesson)
  return beatOf(lesson, useGate())
}

// Every frame brings a gate of its own; it is another one only when something about it differs.
function sameGate(a: GateView | null, b: GateView | null): boolean {
  if (a === null || b === null) return a === b
  return (
    a.id === b.id &&
    a.shut === b.shut &&
    a.claim?.choice === b.claim?.choice &&
    a.outcome?.value === b.outcome?.value &&
    a.outcome?.A === b.outcome?.A &&
    a.outcome?.B === b.outcome?.B
  )
}
