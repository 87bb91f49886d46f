/** Where the branches differ most, in words; said aloud when the clock rests. */
import { useEffect, useState } from 'react'
import type { SideView } from '../../sim'
import { gapsOf, measures, valueOf } from '../../viz/compare'
import { useFrame } from '../hooks/useApp'
import { useFormats, useText } from '../hooks/useText'
import { Badge } from './Badge'
import styles from './Gaps.module.css'
import { gapSentence, looks, piecesOf, spoken } from './words'

export function Gaps({ sides }: { readonly sides: readonly SideView[] }) {
  const t = useText()
  const formats = useFormats()
  const values = sides.map((side) => Object.fromEntries(measures.map((one) => [one, valueOf(one, side)])))
  const sentences = gapsOf(values).map((gap) => ({ gap, words: gapSentence(gap, t, formats) }))
  const said = useRestingWords(sentences.map(({ words }) => spoken(words)).join(t('compare.gap.stop')))
  return (
    <section className={styles['gaps']} aria-label={t('compare.gaps')}>
      <h2>{t('compare.gaps')}</h2>
      {sentences.length === 0 ? (
        <p>{t('compare.no-gaps')}</p>
      ) : (
        <ul>
          {sentences.map(({ gap, words }) => (
            <li key={gap.measure}>
              <Sentence words={words} />
            </li>
          ))}
        </ul>
      )}
      <p className="visually-hidden" aria-live="polite">
        {said}
      </p>
    </section>
  )
}

function Sentence({ words }: { readonly words: string }) {
  return (
    <p>
      {piecesOf(words).map(({ kind, words: part }, at) => {
        const look = looks.find((one) => one === part)
        if (kind === 'badge' && look !== undefined) return <Badge key={at} look={look} />
        return kind === 'bold' ? <strong key={at}>{part}</strong> : <span key={at}>{part}</span>
      })}
    </p>
  )
}

/** ms that the clock must rest, so that a voice is not talked over by the next moment. */
const rest = 1500

/** The words as they were when the clock last stood still. */
function useRestingWords(words: string): string {
  const still = useFrame(({ status }) => status !== 'running' && status !== 'seeking')
  const [said, setSaid] = useState('')
  useEffect(() => {
    if (!still) return
    const timer = window.setTimeout(() => setSaid(words), rest)
    return () => window.clearTimeout(timer)
  }, [still, words])
  return said
}
