/** A glyph with hidden words beside a number. */
import { useText } from '../hooks/useText'
import styles from './Catalogue.module.css'
import type { Figure } from './profiles'

/** Says without colour how much the number is to be trusted. */
export function Mark({ figure: { trust, original } }: { readonly figure: Figure }) {
  const t = useText()
  const state = original !== null ? 'edited' : trust
  const glyph = { edited: '✎', assumed: '≈', recalled: '†', published: '' }[state]
  if (glyph === '') return null
  return (
    <span className={styles['mark']}>
      <span aria-hidden="true">{glyph}</span>
      <span className="visually-hidden">{t(`catalogue.trust.${state}`)}</span>{' '}
    </span>
  )
}
