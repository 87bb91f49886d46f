/** The chain of causes of a fact, newest first, down to what had no cause: an edit, the script, or the start. */
import { useState } from 'react'
import type { Explanation, NamedFact } from '../../sim'
import { hasText } from '../../i18n/text'
import { useFrame, useInterest, useStore } from '../hooks/useApp'
import { useFormats, useText } from '../hooks/useText'
import { FactSentence } from './Sentence'
import styles from './WhyPanel.module.css'

/** Causes before the whole chain is asked for. */
const shortChain = 3
const tracks = { tracks: true } as const

export function Chain({ why }: { readonly why: Explanation }) {
  const t = useText()
  const formats = useFormats()
  const [whole, setWhole] = useState(false)
  const links = [why.fact, ...why.causes]
  const shown = whole ? links : links.slice(0, shortChain)
  const hidden = links.length - shown.length
  const root = links[links.length - 1] ?? why.fact
  return (
    <div>
      <ol className={styles['chain']}>
        {shown.map((fact, at) => (
          <li key={fact.ordinal}>
            <span className={styles['number']} aria-hidden="true">
              {at + 1}
            </span>
            <span className={styles['time']}>{formats.clock(fact.at)}</span>
            <span>
              <FactSentence fact={fact} />
              {at + 1 < links.length && (
                <span className={styles['because']}> {t('why.caused-by', { n: at + 2 })}</span>
              )}
            </span>
          </li>
        ))}
      </ol>
      {hidden > 0 ? (
        <button type="button" className="button button-quiet" onClick={() => setWhole(true)}>
          {t('why.whole-chain', { n: hidden })}
        </button>
      ) : (
        <p className={styles['root']}>
          <Origin root={root} />
        </p>
      )}
    </div>
  )
}

/** Facts that a scenario begins with, and those that only the clock brings: no command states them first. */
const ofTheStart = /^placement\.|\.started$/
const ofTheClock = /^demand\.sampled$/

/** Why the last fact of the chain has no cause among the facts. */
function Origin({ root }: { readonly root: NamedFact }) {
  const t = useText()
  useInterest('why', tracks)
  const started = root.at === 0 && ofTheStart.test(root.name)
  const commanded = !started && !ofTheClock.test(root.name)
  const scripted = useStore(
    (state) => state.run.opened?.scenario?.script?.some((entry) => entry.at === root.at) ?? false,
  )
  const edit = useFrame((frame) => {
    const marks = frame.tracks.find((track) => track.branch === frame.branch)?.marks ?? []
    const edits = marks.filter((mark) => mark.tone === 'edit' && mark.at === root.at)
    // Of several edits at one moment, the one that speaks of the same kind of thing.
    return (edits.find((mark) => topic(mark.name) === topic(root.name)) ?? edits[0])?.name ?? null
  })
  if (root.cause !== -1) return t('why.root.not-kept')
  if (commanded && edit !== null) {
    return t('why.root.edit', { command: hasText(`command.${edit}`) ? t(`command.${edit}`) : edit })
  }
  if (commanded && scripted) return t('why.root.script')
  return t(root.at === 0 ? 'why.root.start' : 'why.root.itself')
}

/** 'host' of 'host.fail' and of 'host.failed'. */
function topic(name: string): string {
  return name.slice(0, name.indexOf('.'))
}
