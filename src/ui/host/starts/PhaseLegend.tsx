/** What each colour and pattern of the chart stands for. */
import { useText } from '../../hooks/useText'
import type { BarKind } from '../../../viz/starts'
import { useBarFills } from './fills'
import styles from './Starts.module.css'

export function PhaseLegend({ kinds }: { readonly kinds: readonly BarKind[] }) {
  const t = useText()
  return (
    <ul className={styles['legend']} aria-label={t('starts-view.legend')}>
      {kinds.map((kind) => (
        <li key={kind}>
          <Swatch kind={kind} />
          <span>{t(`starts-view.phase.${kind}`)}</span>
        </li>
      ))}
    </ul>
  )
}

function Swatch({ kind }: { readonly kind: BarKind }) {
  const { fillOf, definitions } = useBarFills([kind])
  return (
    <svg className={styles['swatch']} width={22} height={14} aria-hidden="true">
      {definitions}
      <rect x={0.5} y={0.5} width={21} height={13} fill={fillOf(kind)} className={styles['outline']} />
    </svg>
  )
}
