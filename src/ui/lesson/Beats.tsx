/** How far the reader has come: see, touch, predict, reveal, why. */
import { useText } from '../hooks/useText'
import { beats } from './beat'
import styles from './Beats.module.css'
import { useBeat } from './useBeat'

/** `small` shows marks without words, for the header of a phone. */
export function Beats({ small = false }: { readonly small?: boolean }) {
  const t = useText()
  const beat = useBeat()
  const reached = beats.indexOf(beat)
  return (
    <ol className={small ? styles['small'] : styles['beats']} aria-label={t('beats.label')}>
      {beats.map((one, at) => (
        <li
          key={one}
          className={styles['beat']}
          data-reached={at <= reached}
          aria-current={one === beat ? 'step' : undefined}
        >
          <span className={small ? 'visually-hidden' : undefined}>{t(`beats.${one}`)}</span>
        </li>
      ))}
    </ol>
  )
}
