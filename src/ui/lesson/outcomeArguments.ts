/** The numbers of an outcome as its sentences take them: values of the knob where the question was from where on. */
import type { TextArguments } from '../../i18n/text'
import type { Lesson } from '../../lessons/lesson'
import type { Formats } from '../hooks/useText'
import { valueOf } from '../knob/ticks'

interface Numbers {
  readonly A: number
  readonly B: number
  readonly value: number
}

export function outcomeArguments(
  { gates, knob }: Pick<Lesson, 'gates' | 'knob'>,
  { A, B, value }: Numbers,
  formats: Formats,
): TextArguments {
  if (gates[0]?.outcome.doubles !== true) return { A, B, outcome: value }
  const print = (one: number) => valueOf(knob, one, formats)
  return { A: print(A), B: print(B), outcome: print(value) }
}
