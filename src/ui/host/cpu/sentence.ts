/** What a lane does at the cursor, in a sentence: said by the cursor itself and shown below the lanes. */
import { vcpuDoings, type ScheduleView } from '../../../sim'
import { momentOf, pcpuKinds, type Lane } from '../../../viz/gantt'
import type { Formats, TextFunction } from '../../hooks/useText'

export const lanings = ['vcpu', 'pcpu'] as const
export type Laning = (typeof lanings)[number]

/** CPUs and vCPUs are counted from 0, as the tools of an operating system count them. */
export function vcpuName(t: TextFunction, { vcpus }: ScheduleView, at: number): string {
  const vcpu = vcpus[at]
  if (vcpu === undefined) return ''
  const alone = vcpus[at - 1]?.entity !== vcpu.entity && vcpus[at + 1]?.entity !== vcpu.entity
  return alone ? vcpu.name : t('cpu-view.vcpu', { name: vcpu.name, index: vcpu.index })
}

/** The name in so many letters: shortened where it must be, with the number of the vCPU kept. */
export function shortName(t: TextFunction, view: ScheduleView, at: number, letters: number): string {
  const whole = vcpuName(t, view, at)
  if (whole.length <= letters) return whole
  const { name = '', index = 0 } = view.vcpus[at] ?? {}
  const tail = whole === name ? '' : `/${index}`
  const room = letters - tail.length
  // Names of one group differ at their end.
  return (name.length <= room ? name : `…${name.slice(-Math.max(1, room - 1))}`) + tail
}

export function millis(formats: Formats, micros: number): string {
  return formats.number(micros / 1000, { digits: micros % 1000 === 0 ? 0 : 2 })
}

interface Cursor {
  readonly lane: number
  readonly time: number
}

export function momentInWords(
  { t, formats }: { readonly t: TextFunction; readonly formats: Formats },
  view: ScheduleView,
  { by, lanes }: { readonly by: Laning; readonly lanes: readonly Lane[] },
  { lane, time }: Cursor,
): string {
  const moment = momentOf(lanes, lane, time)
  if (moment === null) return ''
  const { span, others } = moment
  const args = {
    at: millis(formats, time),
    from: millis(formats, span.from),
    to: millis(formats, span.to),
    name: vcpuName(t, view, span.vcpu),
    cpu: span.pcpu,
    n: others,
  }
  if (by === 'vcpu') {
    const doing = vcpuDoings[span.kind] ?? 'idle'
    return t(doing === 'ready' && others > 0 ? 'cpu-view.at.ready-others' : `cpu-view.at.${doing}`, args)
  }
  const kind = pcpuKinds[span.kind] ?? 'idle'
  return t(`cpu-view.on.${kind === 'idle' || kind === 'spinning' ? kind : 'running'}`, args)
}
