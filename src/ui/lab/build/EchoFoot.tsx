/** The latest command as one could have typed it; a click copies it, and the earlier ones are a click away. */
import { useState } from 'react'
import { useStore } from '../../hooks/useApp'
import { useText } from '../../hooks/useText'
import styles from './Build.module.css'

export function EchoFoot() {
  const t = useText()
  const lines = useStore((state) => state.view.echo)
  const [all, setAll] = useState(false)
  const [said, setSaid] = useState('')
  const latest = lines[lines.length - 1]
  if (latest === undefined) return null
  const shown = all ? [...lines].reverse() : [latest]
  const copy = (text: string) => {
    navigator.clipboard.writeText(text).then(
      () => setSaid(t('lab.copied')),
      // Forbidden in some frames.
      () => setSaid(t('lab.not-copied')),
    )
  }
  return (
    <section className={styles['foot']} aria-label={t('lab.commands')}>
      <div className={styles['foot-head']}>
        <span role="status">{said === '' ? t('lab.last-command') : said}</span>
        {lines.length > 1 && (
          <button type="button" aria-expanded={all} onClick={() => setAll(!all)}>
            {all ? t('lab.only-last') : t('lab.all-commands', { n: lines.length })}
          </button>
        )}
      </div>
      <ol className={styles['echoes']}>
        {shown.map(({ id, text }) => (
          <li key={id}>
            <button type="button" className={styles['echo']} title={t('lab.copy')} onClick={() => copy(text)}>
              {text}
            </button>
          </li>
        ))}
      </ol>
    </section>
  )
}
