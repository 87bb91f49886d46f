/** What a beat says: its own words, or what happened at that moment of the run. */
import { useEffect, useState } from 'react'
import type { NamedFact } from '../../sim'
import { isProblem } from '../../app/client'
import type { TalkBeat } from '../../app/talk'
import { useApp } from '../hooks/useApp'
import { useText } from '../hooks/useText'

export function useBeatWords(beat: TalkBeat | undefined): string {
  const t = useText()
  const ordinal = beat?.origin.type === 'mark' ? beat.origin.fact : -1
  const fact = useFact(ordinal)
  if (beat === undefined) return t('present.ready')
  const { origin } = beat
  if (origin.type === 'written') return beat.text ?? ''
  if (origin.type !== 'mark') return t(`present.${origin.type}`)
  if (origin.fact < 0) return t(`command.${origin.name}`)
  return fact === null ? '' : t(`fact.${fact.name}`, fact.args)
}

/** A fact of the run by its ordinal; null until it is known, and when it is not kept. */
function useFact(ordinal: number): NamedFact | null {
  const { client } = useApp()
  const [known, setKnown] = useState<NamedFact | null>(null)
  useEffect(() => {
    if (ordinal < 0) return
    let wanted = true
    client.explain(ordinal).then(
      (answer) => wanted && setKnown(isProblem(answer) ? null : answer.fact),
      () => undefined,
    )
    return () => {
      wanted = false
    }
  }, [client, ordinal])
  return known !== null && known.ordinal === ordinal ? known : null
}
