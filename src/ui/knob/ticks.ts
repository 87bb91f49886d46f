/** The words under a knob's stops. */
import type { Knob, KnobInfo, Lesson } from '../../lessons/lesson'
import type { Formats, TextFunction } from '../hooks/useText'

/** A stop's value in the knob's unit: '64 MiB', or '10'. Stops that are words are numbered here; see `stopWords`. */
export function valueOf(knob: KnobInfo, value: number, formats: Formats): string {
  switch (knob.unit) {
    case 'MiB':
      return formats.mib(value)
    case 'count':
    case 'words':
      return formats.number(value)
    case 'percent':
      return formats.percent(value / 100)
    case 'ratio':
      return formats.number(value / 100, { digits: 2, fixed: true })
  }
}

/** How the stops of a lesson's knob are printed: in its unit, or in the lesson's own words. */
export function stopWords({ id, knob }: Pick<Lesson, 'id' | 'knob'>, t: TextFunction, formats: Formats) {
  return (value: number): string =>
    knob.unit === 'words' ? t(`lesson.${id}.stop.${value}`) : valueOf(knob, value, formats)
}

interface Tick {
  readonly index: number
  readonly label: string
}

/** Labels of the printed stops; a unit is named where it begins and at the last stop, like a ruler's. */
export function ticksOf(knob: Knob & KnobInfo, print: (value: number) => string): readonly Tick[] {
  let unitBefore = ''
  return knob.ticks.map((index, at) => {
    const label = print(knob.stops[index]?.value ?? 0)
    if (knob.unit === 'words') return { index, label }
    const [amount = label, unit = ''] = label.split(' ')
    const plain = unit === unitBefore && at < knob.ticks.length - 1
    unitBefore = unit
    return { index, label: plain ? amount : label }
  })
}
