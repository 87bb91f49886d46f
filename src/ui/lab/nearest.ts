/** The nearest number that would not be refused, as far as the refusal names one. */
import type { Refusal } from '../../sim'

export interface Nearest {
  readonly value: number
  /** What was asked for instead; null where the refusal does not say. */
  readonly received: number | null
}

export function nearestIn({ args }: Refusal): Nearest | null {
  const { nearest: value, received } = args
  if (typeof value !== 'number') return null
  return { value, received: typeof received === 'number' ? received : null }
}

/** Puts the nearest allowed number in the field that held the refused one. */
export function withNearest<F extends object>(form: F, nearest: Nearest, otherwise: keyof F): F {
  const names = Object.keys(form) as (keyof F)[]
  const refused = names.find((name) => nearest.received !== null && form[name] === String(nearest.received))
  return { ...form, [refused ?? otherwise]: String(nearest.value) }
}
