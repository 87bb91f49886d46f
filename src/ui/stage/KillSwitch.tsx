/** The kill switch of a side: pointing at it previews its victims, pressing it says how many it stopped. */
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
  /** Moves the caption to the right, px: where the magnified copy comes down beside it. */
  readonly indent?: number
}

export function KillSwitch({ panic, use, indent = 0 }: KillSwitchProps) {
  const t = useText()
  const captionId = useId()
  const { preview, done, total } = panic
  const caption =
    preview !== null
      ? t('stage.would-stop', { n: preview, total })
      : done !== null
        ? t('stage.stopped', { n: done, total })
        : ''
  return (
    <div className={styles['switch']}>
      <span id={captionId} role="status" className={styles['caption']} style={{ paddingLeft: indent }}>
        {caption !== '' && <Figure use={preview === null ? use : null}>{caption}</Figure>}
      </span>
      <button
        type="button"
        className="button button-danger"
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
