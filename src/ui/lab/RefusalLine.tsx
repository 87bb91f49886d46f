/** Why a command would be refused, and the nearest value that would not be. */
import type { Refusal } from '../../sim'
import { useText, type TextFunction } from '../hooks/useText'
import styles from './Controls.module.css'
import { nearestIn, type Nearest } from './nearest'

interface RefusalLineProps {
  readonly refusal: Refusal | null | undefined
  /** Takes the nearest allowed value, where there is one. */
  readonly onNearest?: ((nearest: Nearest) => void) | undefined
}

export function RefusalLine({ refusal, onNearest }: RefusalLineProps) {
  const t = useText()
  if (refusal === null || refusal === undefined) return null
  const nearest = nearestIn(refusal)
  return (
    <div className={styles['refusal']} role="status">
      <p>{refusalWords(t, refusal)}</p>
      {nearest !== null && onNearest !== undefined && (
        <button type="button" className="button" onClick={() => onNearest(nearest)}>
          {t('lab.use-nearest', { value: nearest.value })}
        </button>
      )}
    </div>
  )
}

/** What, why and what to do, as one paragraph. */
export function refusalWords(t: TextFunction, { reason, args }: Refusal): string {
  return ['what', 'why', 'do'].map((part) => t(`refusal.${reason}.${part}`, args)).join(' ')
}
