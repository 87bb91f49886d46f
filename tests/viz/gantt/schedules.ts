// Schedules made up for the tests of what is drawn of them.
import fc from 'fast-check'
import type { ScheduleView } from '../../../src/sim'

interface Piece {
  readonly vcpu: number
  readonly from: number
  readonly to: number
  readonly doing: number
  readonly pcpu?: number
}

export function scheduleOf(pieces: readonly Piece[], values: Partial<ScheduleView> = {}): ScheduleView {
  const windowMicros = Math.max(0, ...pieces.map(({ to }) => to))
  const count = Math.max(0, ...pieces.map(({ vcpu }) => vcpu + 1))
  return {
    scheduler: 'eevdf',
    pcpus: 1,
    windowMicros,
    vcpus: Array.from({ length: count }, (_, at) => ({ name: `web-${at + 1}`, entity: at, index: 0 })),
    segments: {
      vcpu: Uint16Array.from(pieces, ({ vcpu }) => vcpu),
      from: Float64Array.from(pieces, ({ from }) => from),
      to: Float64Array.from(pieces, ({ to }) => to),
      doing: Uint8Array.from(pieces, ({ doing }) => doing),
      pcpu: Int16Array.from(pieces, ({ pcpu }) => pcpu ?? -1),
    },
    readings: {
      unit: 'deadline',
      at: Float64Array.of(0, windowMicros / 2),
      vcpu: Uint16Array.of(0, 0),
      value: Float64Array.of(0, 40),
    },
    queue: { at: Float64Array.of(0), length: Uint16Array.of(1) },
    measured: Float64Array.from({ length: count }, () => 500),
    fluid: Float64Array.from({ length: count }, () => 500),
    utilisationPermille: 1000,
    ...values,
  }
}

/** One lane of spans without gaps, each with a kind and a length of its own. */
export const spans = fc
  .array(fc.record({ kind: fc.integer({ min: 0, max: 5 }), length: fc.integer({ min: 1, max: 3000 }) }), {
    minLength: 1,
    maxLength: 200,
  })
  .map((parts) => {
    let at = 0
    return parts.map(({ kind, length }) => ({ kind, vcpu: 0, pcpu: 0, from: at, to: (at += length) }))
  })
