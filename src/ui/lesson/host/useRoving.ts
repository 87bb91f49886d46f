/** Moves the focus among marks in a grid with the arrow keys; one of them is reached by Tab. */
import { useState, type KeyboardEvent } from 'react'

/** `preferred` is reached by Tab until the keys have gone elsewhere; -1 for none. */
export function useRoving(count: number, columns: number, preferred: number) {
  const [moved, setMoved] = useState<number | null>(null)
  const reached = Math.min(count - 1, Math.max(0, moved ?? preferred))
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    const steps: Readonly<Record<string, number>> = {
      ArrowRight: 1,
      ArrowLeft: -1,
      ArrowDown: columns,
      ArrowUp: -columns,
      Home: -count,
      End: count,
    }
    const step = steps[event.key]
    if (step === undefined || event.altKey || event.ctrlKey || event.metaKey) return
    event.preventDefault()
    // The page has keys of its own with the same names.
    event.stopPropagation()
    const to = Math.max(0, Math.min(count - 1, reached + step))
    setMoved(to)
    event.currentTarget.querySelectorAll<HTMLElement>('button')[to]?.focus()
  }
  return { reached, onKeyDown }
}
