/** A sideways swipe of a finger: calls back with +1 for the next thing and -1 for the one before. */
import { useRef, type PointerEvent } from 'react'

/** px a finger must travel, and how much more sideways than up or down. */
const least = 48
const steepness = 1.5

export function useSwipe(onSwipe: (step: 1 | -1) => void) {
  const start = useRef<{ readonly x: number; readonly y: number } | null>(null)
  return {
    onPointerDown: (event: PointerEvent) => {
      start.current = event.pointerType === 'mouse' ? null : { x: event.clientX, y: event.clientY }
    },
    onPointerUp: (event: PointerEvent) => {
      if (start.current === null) return
      const across = event.clientX - start.current.x
      const along = event.clientY - start.current.y
      start.current = null
      if (Math.abs(across) >= least && Math.abs(across) > Math.abs(along) * steepness)
        onSwipe(across < 0 ? 1 : -1)
    },
    onPointerCancel: () => {
      start.current = null
    },
  }
}
