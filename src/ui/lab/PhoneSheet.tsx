/** On a phone: what is selected, in a sheet of three heights in reach of the thumb. It changes nothing in the run. */
import { ChevronDown, ChevronUp } from 'lucide-react'
import { useRef, useState, type PointerEvent } from 'react'
import { useRunTitle } from '../header/useRunTitle'
import { useStore } from '../hooks/useApp'
import { useText } from '../hooks/useText'
import { Inspected } from './inspect/InspectorPanel'
import styles from './LabPage.module.css'

const heights = ['peek', 'half', 'full'] as const

/** px a finger must travel to change the height. */
const least = 24

export function PhoneSheet() {
  const t = useText()
  const selected = useStore((state) => state.selection.selected[0])
  const title = useRunTitle()
  const hidden = useStore((state) => state.skin.hide.includes('inspector'))
  const [at, setAt] = useState(0)
  const drag = useDrag((step) => setAt(Math.max(0, Math.min(heights.length - 1, at + step))))
  if (hidden) return null
  const Icon = at === heights.length - 1 ? ChevronDown : ChevronUp
  return (
    <section className={styles['sheet']} data-height={heights[at]} aria-label={t('lab.inspector')}>
      <button
        type="button"
        className={styles['handle']}
        aria-expanded={at > 0}
        onClick={() => setAt((at + 1) % heights.length)}
        {...drag}
      >
        <span>{selected ?? title}</span>
        <Icon size={20} aria-hidden="true" />
      </button>
      {at > 0 && (
        <div className={styles['inside']}>
          <Inspected readOnly />
        </div>
      )}
    </section>
  )
}

/** A finger that pulls the sheet up or down; a tap is a click. */
function useDrag(onDrag: (step: 1 | -1) => void) {
  const from = useRef<number | null>(null)
  return {
    onPointerDown: (event: PointerEvent) => {
      from.current = event.clientY
    },
    onPointerUp: (event: PointerEvent) => {
      const start = from.current
      from.current = null
      if (start === null || Math.abs(event.clientY - start) < least) return
      onDrag(event.clientY < start ? 1 : -1)
      // The click that follows belongs to the pull.
      event.currentTarget.addEventListener('click', swallow, { capture: true, once: true })
    },
    onPointerCancel: () => {
      from.current = null
    },
  }
}

function swallow(event: Event): void {
  event.stopPropagation()
  event.preventDefault()
}
