/** Which facts somebody decided or would want to stop at: marks of the timeline, and where "next decision" leads. */
import type { Model } from '../core'
import { factSlot, type FactLog } from './facts'
import type { TrackMark } from './fleet-views'

export type Tone = TrackMark['tone']

const tonesOf = new WeakMap<Model, readonly (Tone | null)[]>()

/** Only what has consequences of its own: the victims of a failure stand behind its mark. */
const warning = /^(placement\.failed|process\.crashed|command\.refused)$/
const critical = /\.(failed|panicked|overrun)$/
const decision = /^(placement|host|group)\.|^workload\.(resized|moved|removed)$|^kernel\.rebooted$/

function toneOf(name: string): Tone | null {
  if (warning.test(name)) return 'warn'
  if (critical.test(name)) return 'critical'
  return decision.test(name) ? 'decision' : null
}

/** The tone of every kind of fact; null for those that are no decision. */
export function tonesFor(model: Model): readonly (Tone | null)[] {
  const known = tonesOf.get(model)
  if (known !== undefined) return known
  const tones = model.facts.map(({ name }) => toneOf(name))
  tonesOf.set(model, tones)
  return tones
}

/** Whether a decision was among the facts from an ordinal on. */
export function decidedSince(log: FactLog, model: Model, from: number): boolean {
  const tones = tonesFor(model)
  for (let ordinal = Math.max(from, log.first); ordinal < log.next; ordinal++)
    if (tones[log.code[factSlot(ordinal)]] !== null) return true
  return false
}
