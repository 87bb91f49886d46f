/**
 * The kill switch of a side: it says how many it would stop, outlines them when pointed at, and says once
 * pressed how many it stopped.
 */
import { Zap } from 'lucide-react'
import { useId } from 'react'
import type { EquationUse } from '../../sim'
import { useText } from '../hooks/useText'
import { Figure } from './Figure'
import type { StagePanic } from './props'
import styles from './KillSwitch.module.css'

export interface KillSwitchProps {
  readonly panic: StagePanic
  /** Where the number of victims comes from. */
  readonly use: EquationUse | undefined
  /** Moves the last line of the caption, and the lines above it, to the right, px: past the magnified copy. */
  readonly indent?: number
  readonly indentAbove?: number
}

export function KillSwitch({ panic, use, indent = 0, indentAbove = 0 }: KillSwitchProps) {
  const t = useText()
  const captionId = useId()
  const { preview, done, total } = panic
  // What the run has stopped by itself; once the switch is used, the number after it counts everything.
  const before = done === null ? (panic.lost ?? 0) : 0
  const caption =
    preview !== null
      ? t('stage.would-stop', { n: preview, total })
      : done !== null
        ? t('stage.stopped', { n: done, total })
        : ''
  return (
    <div className={styles['switch']}>
      <span id={captionId} role="status" className={styles['caption']}>
        {before > 0 && (
          <span style={{ paddingLeft: indentAbove }}>
            <Figure use={use}>{t('stage.stopped', { n: before, total })}</Figure>
          </span>
        )}
        {caption !== '' && (
          <span style={{ paddingLeft: indent }}>
            <Figure use={preview === null ? use : null}>{caption}</Figure>
          </span>
        )}
      </span>
      <button
        type="button"
        className={`button button-danger ${styles['button'] ?? ''}`}
        disabled={panic.disabled === true}
        aria-describedby={captionId}
        onClick={panic.onPanic}
        onPointerEnter={() => panic.onPreview(true)}
        onPointerLeave={() => panic.onPreview(false)}
        onFocus={() => panic.onPreview(true)}
        onBlur={() => panic.onPreview(false)}
      >
        <Zap size="1.25em" strokeWidth={2} aria-hidden="true" />
        <span>{panic.label}</span>
      </button>
    </div>
  )
}
