/** What a beat says: its own words, or what happened at that moment of the run. */
import { useRef } from 'react'
import type { NamedFact } from '../../sim'
import { isProblem } from '../../app/client'
import type { TalkBeat } from '../../app/talk'
import { useAnswered, type Answered } from '../hooks/useAnswered'
import { useApp, useStore } from '../hooks/useApp'
import { useText } from '../hooks/useText'

export function useBeatWords(beat: TalkBeat | undefined): string {
  const t = useText()
  const mark = beat?.origin.type === 'mark' ? beat.origin : null
  const fact = useFact(mark?.fact ?? -1, mark?.name ?? '')
  if (beat === undefined) return t('present.ready')
  const { origin } = beat
  if (origin.type === 'written') return beat.text ?? ''
  if (origin.type !== 'mark') return t(`present.${origin.type}`)
  if (origin.fact < 0) return t(`command.${origin.name}`)
  return fact === null ? '' : t(`fact.${fact.name}`, fact.args)
}

/** A fact of the run by its ordinal; null until the clock has come to it, and when it is not kept. */
function useFact(ordinal: number, name: string): NamedFact | null {
  const { client } = useApp()
  const epoch = useStore((state) => state.run.epoch)
  const known = useRef<Answered<string, NamedFact> | null>(null)
  // After edits the same number is another fact, mostly of another name.
  const about = ordinal < 0 ? null : `${epoch} ${ordinal} ${name}`
  const held = useAnswered<string, NamedFact>(about, async (asked) => {
    if (known.current?.about === asked) return known.current.answer
    const answer = await client.explain(ordinal)
    if (isProblem(answer)) return answer
    known.current = { about: asked, answer: answer.fact }
    return answer.fact
  })
  return held !== null && held.about === about ? held.answer : null
}
