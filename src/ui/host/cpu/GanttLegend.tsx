/** What the patterns and shades of the lanes stand for. */
import { vcpuDoings } from '../../../sim'
import { pcpuKinds } from '../../../viz/gantt'
import { Terms } from '../../glossary/Terms'
import { useText } from '../../hooks/useText'
import type { DoingFills } from './doings'
import styles from './Gantt.module.css'
import type { Laning } from './sentence'

export function GanttLegend({ by, fills }: { readonly by: Laning; readonly fills: DoingFills }) {
  const t = useText()
  const kinds = by === 'vcpu' ? vcpuDoings : pcpuKinds
  return (
    <ul className={styles['legend']} aria-label={t('cpu-view.legend')}>
      {kinds.map((kind, at) => {
        // One shade stands for all four.
        if (kind.startsWith('shade-') && kind !== 'shade-1') return null
        const words = kind === 'shade-1' ? t('cpu-view.doing.someone') : t(`cpu-view.doing.${kind}`)
        return (
          <li key={kind}>
            <svg width={18} height={14} aria-hidden="true">
              <rect
                className={styles['swatch']}
                x={0.5}
                y={0.5}
                width={17}
                height={13}
                fill={fills.of(by, at) ?? 'none'}
              />
            </svg>
            <Terms>{words}</Terms>
          </li>
        )
      })}
      <li className={styles['hint']}>{t('cpu-view.keys')}</li>
    </ul>
  )
}
