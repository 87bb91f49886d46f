/** The numbers of an outcome as its sentences take them: values of the knob where the question was from where on. */
import type { TextArguments } from '../../i18n/text'
import type { Lesson } from '../../lessons/lesson'
import type { Formats } from '../hooks/useText'
import { valueOf } from '../knob/ticks'
import { hasUnit, measured } from './measured'

interface Numbers {
  readonly A: number
  readonly B: number
  readonly value: number
}

export function outcomeArguments(
  { gates, knob, metric }: Pick<Lesson, 'gates' | 'knob' | 'metric'>,
  { A, B, value }: Numbers,
  formats: Formats,
): TextArguments {
  const isStop = gates[0]?.outcome.doubles === true
  if (!isStop && !hasUnit(metric)) return { A, B, outcome: value }
  const print = (one: number) => (isStop ? valueOf(knob, one, formats) : measured(formats, metric, one))
  return { A: print(A), B: print(B), outcome: print(value) }
}
