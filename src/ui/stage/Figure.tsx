/** A printed number that shows where it comes from when it is pointed at, focused or tapped. */
import { Suspense, useEffect, useId, useRef, useState, type ReactNode } from 'react'
import { createPortal } from 'react-dom'
import type { EquationUse } from '../../sim'
import { later } from '../later'
import styles from './Figure.module.css'

const FigureCard = later(() => import('./FigureCard').then((module) => module.FigureCard))

export interface FigureProps {
  /** null for a number without an equation: it is then printed as it is. */
  readonly use: EquationUse | null | undefined
  readonly children: ReactNode
  readonly className?: string | undefined
}

/** The pointer may cross the gap between number and card for this long, ms. */
const grace = 160

export function Figure({ use, children, className = '' }: FigureProps) {
  const anchor = useRef<HTMLButtonElement>(null)
  const { open, show, hide, hideSoon } = useOpen()
  const cardId = useId()
  if (use === null || use === undefined) return <span className={className}>{children}</span>
  return (
    <>
      <button
        ref={anchor}
        type="button"
        className={`${styles['figure'] ?? ''} ${className}`}
        aria-describedby={open ? cardId : undefined}
        onPointerEnter={show}
        onPointerLeave={hideSoon}
        onFocus={show}
        onBlur={hide}
        onClick={show}
        onKeyDown={(event) => {
          if (event.key === 'Escape' && open) {
            event.stopPropagation()
            hide()
          }
        }}
      >
        {children}
      </button>
      {open &&
        createPortal(
          <Suspense fallback={null}>
            <FigureCard id={cardId} anchor={anchor} onEnter={show} onLeave={hideSoon} use={use} />
          </Suspense>,
          // Within the presenter skin when there is one, so that the card is set in its type.
          anchor.current?.closest('[data-skin]') ?? document.body,
        )}
    </>
  )
}

function useOpen() {
  const [open, setOpen] = useState(false)
  const timer = useRef<number | undefined>(undefined)
  const cancel = () => window.clearTimeout(timer.current)
  useEffect(() => cancel, [])
  return {
    open,
    show: () => {
      cancel()
      setOpen(true)
    },
    hide: () => {
      cancel()
      setOpen(false)
    },
    hideSoon: () => {
      cancel()
      timer.current = window.setTimeout(() => setOpen(false), grace)
    },
  }
}
