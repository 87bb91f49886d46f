/** A | B on a narrow screen: one side is shown, but both counts stay in sight. */
import type { KeyboardEvent } from 'react'
import { useFormats, useText } from '../hooks/useText'
import type { StageSide } from './props'
import { Badge } from './SideHeader'
import styles from './StackStage.module.css'

export interface SideTabsProps {
  readonly sides: readonly StageSide[]
  readonly at: number
  readonly panelId: string
  readonly onChange: (at: number) => void
}

export function SideTabs({ sides, at, panelId, onChange }: SideTabsProps) {
  const t = useText()
  const formats = useFormats()
  const onKeyDown = (event: KeyboardEvent<HTMLDivElement>) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key] ?? 0
    if (step === 0) return
    event.preventDefault()
    const next = (at + step + sides.length) % sides.length
    onChange(next)
    event.currentTarget.querySelectorAll<HTMLElement>('[role="tab"]')[next]?.focus()
  }
  return (
    <div
      role="tablist"
      tabIndex={-1}
      aria-label={t('stage.tabs')}
      className={`segment ${styles['tabs'] ?? ''}`}
      onKeyDown={onKeyDown}
    >
      {sides.map((side, index) => (
        <button
          key={side.id}
          id={`${panelId}-${side.id}`}
          type="button"
          role="tab"
          aria-selected={index === at}
          aria-controls={panelId}
          tabIndex={index === at ? 0 : -1}
          className={styles['tab']}
          onClick={() => onChange(index)}
        >
          <Badge id={side.id} />
          <span className={styles['tab-title']}>{side.title}</span>
          <strong>{formats.number(side.count.value)}</strong>
          {stoppedOn(side) > 0 && (
            <span className={styles['tab-stopped']}>{t('stage.tab-stopped', { n: stoppedOn(side) })}</span>
          )}
        </button>
      ))}
    </div>
  )
}

function stoppedOn({ panic }: StageSide): number {
  return panic === null ? 0 : (panic.done ?? panic.lost ?? 0)
}
