/** What the reader claimed, in words: an answer without a guess has neither a value nor a confidence. */
import type { Lesson } from '../../lessons/lesson'
import type { Claim } from '../../sim'
import type { TextFunction } from '../hooks/useText'

export interface ClaimWords {
  /** 'You said: 3×, certain'. */
  readonly said: string
  /** The same at the gate on the strip of time. */
  readonly gate: string
}

/** `short` stands for the choice's own words where there is room for a number only. */
export function claimWords(
  lesson: Pick<Lesson, 'id' | 'gates'>,
  claim: Claim,
  t: TextFunction,
  short: string | null = null,
): ClaimWords {
  if (claimedValue(lesson, claim) === null) {
    return { said: t('reveal.said-nothing'), gate: t('timeline.gate-nothing') }
  }
  const words = t(`lesson.${lesson.id}.choice.${claim.choice}`)
  return {
    said: t('reveal.said', { said: short ?? words, sure: t(`confidence.${claim.confidence}.lower`) }),
    gate: t('timeline.gate', { words }),
  }
}

/** The number of the claimed choice; null for "I have no idea". */
export function claimedValue({ gates }: Pick<Lesson, 'gates'>, claim: Claim): number | null {
  const gate = gates.find((one) => one.id === claim.gate)
  return gate?.choices.find((choice) => choice.id === claim.choice)?.value ?? null
}
