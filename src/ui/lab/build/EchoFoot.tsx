/**
 * The latest command that holds on this branch, as one could have typed it; a click copies it, and the earlier ones
 * are a click away.
 */
import { useEffect, useState } from 'react'
import type { Link } from '../../../sim'
import { commandText } from '../../../app/command-text'
import { useApp, useFrame, useStore } from '../../hooks/useApp'
import { useText } from '../../hooks/useText'
import styles from './Build.module.css'

export function EchoFoot() {
  const t = useText()
  const lines = useStore((state) => state.view.echo)
  const [all, setAll] = useState(false)
  const [said, setSaid] = useState('')
  const latest = lines[lines.length - 1]
  const inEffect = useLastInEffect(latest?.id ?? 0)
  if (latest === undefined) return null
  const last = inEffect === undefined ? latest.text : inEffect
  const shown = all ? [...lines].reverse() : last === null ? [] : [{ id: latest.id, text: last }]
  const title = last === null ? t('lab.nothing-in-effect') : t('lab.last-command')
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
        <span role="status">{said === '' ? title : said}</span>
        {(lines.length > 1 || last === null) && (
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

/**
 * The last command of the present branch that nobody took back; null when there is none, undefined while the journal
 * is not known.
 */
function useLastInEffect(echoed: number): string | null | undefined {
  const { client } = useApp()
  const journal = useFrame(({ branch, branches, canUndo, canRedo }) => {
    const edits = branches.map((one) => one.edits).join(' ')
    return `${branch} ${edits} ${canUndo} ${canRedo}`
  })
  const [last, setLast] = useState<string | null | undefined>(undefined)
  useEffect(() => {
    if (echoed === 0) return
    let asked = true
    client
      .link(undefined)
      .then((link) => {
        if (asked && 'branches' in link) setLast(lastOf(link))
      })
      // A session that is lost says so by itself.
      .catch(() => undefined)
    return () => {
      asked = false
    }
  }, [client, echoed, journal])
  return last
}

/** Of the branch itself, or of what it inherits from before it left. */
function lastOf({ branches, branch }: Link): string | null {
  let until = Infinity
  for (let at = branch; at >= 0;) {
    const data = branches[at]
    if (data === undefined) return null
    const before = until
    const entry = data.journal.filter((one) => one.at <= before).at(-1)
    if (entry !== undefined) return commandText(entry.command)
    until = Math.min(until, data.at)
    at = data.parent
  }
  return null
}
