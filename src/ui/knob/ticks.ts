/** The words under a knob's stops. */
import type { Knob, KnobInfo } from '../../lessons/lesson'
import type { Formats } from '../hooks/useText'

/** A stop's value in the knob's unit: '64 MiB', or '10'. */
export function valueOf(knob: KnobInfo, value: number, formats: Formats): string {
  switch (knob.unit) {
    case 'MiB':
      return formats.mib(value)
    case 'count':
      return formats.number(value)
    case 'percent':
      return formats.percent(value / 100)
    case 'ratio':
      return formats.number(value / 100, { digits: 2, fixed: true })
  }
}

interface Tick {
  readonly index: number
  readonly label: string
}

/** Labels of the printed stops; a unit is named where it begins and at the last stop, like a ruler's. */
export function ticksOf(knob: Knob & KnobInfo, formats: Formats): readonly Tick[] {
  let unitBefore = ''
  return knob.ticks.map((index, at) => {
    const label = valueOf(knob, knob.stops[index]?.value ?? 0, formats)
    const [amount = label, unit = ''] = label.split(' ')
    const plain = unit === unitBefore && at < knob.ticks.length - 1
    unitBefore = unit
    return { index, label: plain ? amount : label }
  })
}
