/** One stop of the tab key for a row of buttons; the arrow keys move among them. */
import { useState, type KeyboardEvent } from 'react'

export function useRoving(count: number): {
  readonly focused: number
  readonly onKeyDown: (event: KeyboardEvent<HTMLElement>) => void
} {
  const [focused, setFocused] = useState(0)
  return {
    focused: Math.min(focused, Math.max(0, count - 1)),
    onKeyDown(event) {
      const step = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0
      if (step === 0 || count === 0) return
      event.preventDefault()
      event.stopPropagation()
      const next = Math.max(0, Math.min(count - 1, focused + step))
      setFocused(next)
      event.currentTarget.querySelectorAll('button')[next]?.focus()
    },
  }
}
