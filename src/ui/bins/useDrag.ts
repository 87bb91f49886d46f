/** Dragging with a pointer: it begins after a few px, so that a click stays a click. */
import { useEffect, useRef, useState, type PointerEvent } from 'react'
import type { Unit } from './carried'
import type { Move } from './useMove'

/** px that a pointer must go before it drags. */
const threshold = 5

interface Held {
  readonly unit: Unit
  readonly x: number
  readonly y: number
  readonly pointer: number
}

export interface Drag {
  /** Where the pointer is while it carries something; in px of the window. */
  readonly at: { readonly x: number; readonly y: number } | null
  readonly onPointerDown: (event: PointerEvent<HTMLElement>) => void
  readonly onPointerMove: (event: PointerEvent<HTMLElement>) => void
  readonly onPointerUp: (event: PointerEvent<HTMLElement>) => void
  readonly onPointerCancel: () => void
  /** Whether the click that follows belongs to a drag. */
  readonly dragged: () => boolean
}

interface Carrier {
  readonly move: Move
  readonly take: (unit: Unit) => void
  /** Names the host below a point of the window. */
  readonly hostAt: (x: number) => string | null
}

export function useDrag({ move, take, hostAt }: Carrier): Drag {
  const held = useRef<Held | null>(null)
  const far = useRef(false)
  const [at, setAt] = useState<Drag['at']>(null)
  const { cancel } = move
  const end = () => {
    held.current = null
    setAt(null)
  }
  useEffect(() => {
    if (at === null) return
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.key !== 'Escape') return
      event.preventDefault()
      held.current = null
      setAt(null)
      cancel()
    }
    window.addEventListener('keydown', onKeyDown, true)
    return () => window.removeEventListener('keydown', onKeyDown, true)
  }, [at, cancel])
  return {
    at,
    dragged: () => far.current,
    onPointerDown(event) {
      far.current = false
      const unit = event.target instanceof Element ? event.target.closest<HTMLElement>('[data-unit]') : null
      const { unit: name = '', group = '', host = '' } = unit?.dataset ?? {}
      if (name === '' || event.button !== 0 || (!move.free && !event.altKey)) return
      const { clientX: x, clientY: y, pointerId: pointer } = event
      held.current = { unit: { name, group, host }, x, y, pointer }
    },
    onPointerMove(event) {
      const { current } = held
      if (current === null || event.pointerId !== current.pointer) return
      const { clientX: x, clientY: y } = event
      if (!far.current && Math.hypot(x - current.x, y - current.y) < threshold) return
      if (!far.current) {
        far.current = true
        event.currentTarget.setPointerCapture(event.pointerId)
        take(current.unit)
      }
      setAt({ x, y })
      move.carryTo(hostAt(x))
    },
    onPointerUp() {
      const { current } = held
      if (current !== null && far.current) move.drop(current.unit.host)
      end()
    },
    onPointerCancel() {
      if (held.current !== null && far.current) cancel()
      end()
    },
  }
}
