/**
 * A card that floats beside its anchor: above it where there is room, otherwise to its right or below, and
 * always inside the window.
 */
import { useLayoutEffect, useRef, type ReactNode, type RefObject } from 'react'
import styles from './Figure.module.css'

export interface FloatingCardProps {
  readonly id: string
  readonly anchor: RefObject<HTMLElement | null>
  readonly children: ReactNode
  readonly onEnter: () => void
  readonly onLeave: () => void
}

/** px between card and anchor, and between card and the edge of the window. */
const distance = 8

export function FloatingCard({ id, anchor, children, onEnter, onLeave }: FloatingCardProps) {
  const card = useRef<HTMLDivElement>(null)
  useLayoutEffect(() => {
    const place = () => {
      const node = card.current
      const target = anchor.current
      if (node === null || target === null) return
      const { left, top } = placeBeside(target.getBoundingClientRect(), node.getBoundingClientRect())
      node.style.left = `${left}px`
      node.style.top = `${top}px`
    }
    place()
    window.addEventListener('scroll', place, true)
    window.addEventListener('resize', place)
    return () => {
      window.removeEventListener('scroll', place, true)
      window.removeEventListener('resize', place)
    }
  })
  return (
    <div
      ref={card}
      id={id}
      role="tooltip"
      className={styles['floating']}
      style={{ left: 0, top: 0 }}
      onPointerEnter={onEnter}
      onPointerLeave={onLeave}
    >
      {children}
    </div>
  )
}

function placeBeside(target: DOMRect, card: DOMRect): { left: number; top: number } {
  const most = window.innerWidth - distance - card.width
  const lowest = window.innerHeight - distance - card.height
  const left = Math.round(Math.max(distance, Math.min(most, target.left)))
  const above = target.top - distance - card.height
  if (above >= distance) return { left, top: Math.round(above) }
  // Below a number lies the picture that it explains.
  const beside = target.right + distance
  if (beside <= most) {
    return { left: Math.round(beside), top: Math.round(Math.max(distance, target.bottom - card.height)) }
  }
  const below = target.bottom + distance
  return { left, top: Math.round(Math.max(distance, Math.min(lowest, below))) }
}
