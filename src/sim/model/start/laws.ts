/** How long a start takes: the functions behind the laws of equations.ts. */
import { exp, pow } from '../../core'
import { normalQuantile } from './quantile'

/** Median with `count` starting at once, between that of one alone and that measured with 100. */
export function concurrentMicros(alone: number, hundred: number, count: number): number {
  if (hundred === 0 || count <= 1) return alone
  return alone + ((hundred - alone) * count) / 100
}

/** σ that was measured where many microVMs started at once (models/host.md §3.1 and §4.3). */
export const crowdedSigma = 0.12

/** Spread with `count` starting at once: it grows with the median where that was measured; none stays none. */
export function concurrentSigma(alone: number, hundred: number, count: number): number {
  if (alone === 0 || hundred === 0 || count <= 1) return alone
  return alone + (Math.max(0, crowdedSigma - alone) * Math.min(count, 100)) / 100
}

/** What a start takes longer because `there` instances are there already. */
export function growthMicros(atThousand: number, exponent: number, there: number): number {
  return there === 0 || atThousand === 0 ? 0 : atThousand * pow(there / 1000, exponent)
}

/** A log-normal sample by its quantile: median · e^(σ z). */
export function logNormal(median: number, sigma: number, probability: number): number {
  return sigma === 0 ? median : median * exp(sigma * normalQuantile(probability))
}
