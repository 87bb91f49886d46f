/** Laws of EEVDF: average virtual time, eligibility, deadlines, and the lag that is kept while somebody sleeps. */
import { virtualSpan } from './weights'

/** Whoever is less than this ahead of the average still counts as not ahead: sums of fractions are not exact. */
const tolerance = 2

/** May it run now? Only who has not had more than its part. Virtual times in ns. */
export function isEligible(vruntime: number, average: number): boolean {
  return vruntime <= average + tolerance
}

/** The virtual time by which a request of `slice` should have been served. */
export function deadlineOf(vruntime: number, slice: number, weight: number): number {
  return vruntime + virtualSpan(slice, weight)
}

/** What is kept when somebody goes to sleep: how far behind the average it was, at most two slices either way. */
export function keptLag(average: number, vruntime: number, slice: number, weight: number): number {
  const most = 2 * virtualSpan(slice, weight)
  return Math.max(-most, Math.min(most, average - vruntime))
}

/**
 * Where somebody with a kept lag comes back among others of weight `queued` in sum: its own weight moves the average,
 * so the lag is stretched to be the same afterwards. Alone it simply comes back at the average.
 */
export function placedAt(average: number, lag: number, weight: number, queued: number): number {
  return queued === 0 ? average : average - (lag * (queued + weight)) / queued
}
