/** A | B on a narrow screen: one side is shown, but both counts stay in sight. */
import type { KeyboardEvent } from 'react'
import { useText } from '../hooks/useText'
import type { StageSide } from './props'
import { Badge } from './SideHeader'
import styles from './SideTabs.module.css'

export interface SideTab {
  readonly id: StageSide['id']
  readonly title: string
  /** As it is printed. */
  readonly count: string
  /** Workloads that a failure has stopped there. */
  readonly stopped: number
}

export interface SideTabsProps {
  readonly sides: readonly SideTab[]
  readonly at: number
  readonly panelId: string
  readonly onChange: (at: number) => void
}

export function SideTabs({ sides, at, panelId, onChange }: SideTabsProps) {
  const t = useText()
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
      {sides.map(({ id, title, count, stopped }, index) => (
        <button
          key={id}
          id={`${panelId}-${id}`}
          type="button"
          role="tab"
          aria-selected={index === at}
          aria-controls={panelId}
          tabIndex={index === at ? 0 : -1}
          className={styles['tab']}
          onClick={() => onChange(index)}
        >
          <Badge id={id} />
          <span className={styles['tab-title']}>{title}</span>
          <strong>{count}</strong>
          {stopped > 0 && (
            <span className={styles['tab-stopped']}>{t('stage.tab-stopped', { n: stopped })}</span>
          )}
        </button>
      ))}
    </div>
  )
}
