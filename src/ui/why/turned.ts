/** A turned knob in words: 'overcommit ≤ 162 %', 'one more host'. */
import type { Turned } from '../../sim'
import { hasText } from '../../i18n/text'
import type { Formats, TextFunction } from '../hooks/useText'
import { coresBare, gibibytes } from '../pools/amounts'

export function changeWords(t: TextFunction, formats: Formats, turned: Turned): string {
  const { knob, direction, subject, argument, at, present, value } = turned
  const number = typeof value === 'number' ? value : 0
  const more = typeof present === 'number' ? Math.abs(number - present) : 0
  const command = hasText(`command.${subject}`) ? t(`command.${subject}`) : subject
  return t(`why.would.${knob}`, {
    subject,
    sign: direction === 'more' ? '≥' : '≤',
    n: knob === 'hosts' ? more : number,
    value: number,
    amount: gibibytes(formats, number),
    cores: coresBare(formats, number),
    policy: knob === 'policy' ? t(`why.policy.${value}`) : '',
    command,
    argument: argument === '' ? '' : t(`why.would.argument.${argument}`),
    at: formats.clock(at),
  })
}
