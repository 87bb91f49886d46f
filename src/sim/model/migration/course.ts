/** How a migration goes, as pure functions: what a round leaves, which one is the last, and what techniques change. */
import { exp } from '../../core'
import { StopRule } from './tables'

export const pageBytes = 4096

/** Of `size` bytes those that were written at least once by `written` bytes of writes, spread over them by chance. */
export function dirtiedOf(size: number, written: number): number {
  return size === 0 ? 0 : size * (1 - exp(-written / size))
}

/**
 * The skip rule: of pages that are each written `writes` times while a round lasts, the share whose turn comes before
 * the first of these. The others are left to a later round.
 */
export function sentShare(writes: number): number {
  // Below, the difference would lose its digits.
  return writes < 0.00001 ? 1 - writes / 2 : (1 - exp(-writes)) / writes
}

/** Fewer pages than these are not worth another round to Xen; newer versions stop after five rounds, too. */
export const fewPages = 50
export const xenRounds = 5
/** Xen gives up when so many times the memory has been sent. */
export const mostTimesSent = 3

/** Clark's rates, Mbit/s: the least, the most, and what is added to what was written; and bytes at which to stop. */
export const clark = { least: 100, most: 500, more: 50, stopBytes: 256 * 1024 } as const

const bytesPerMegabit = 125000

/** Rate of the next round by Clark's rule, bytes per second; 0 when it would be beyond the most. */
export function adaptedRate(dirtyBytesPerSecond: number): number {
  const wanted = dirtyBytesPerSecond / bytesPerMegabit + clark.more
  return wanted > clark.most ? 0 : Math.max(clark.least, wanted) * bytesPerMegabit
}

/** Where a migration stands after a round. */
export interface Standing {
  readonly rule: number
  readonly adapts: boolean
  /** Rounds done, and how many there may be. */
  readonly rounds: number
  readonly maxRounds: number
  /** What would be sent next, what has been sent, and the memory. */
  readonly nextBytes: number
  readonly sentBytes: number
  readonly memoryBytes: number
  /** Measured in the round. */
  readonly bytesPerSecond: number
  readonly dirtyBytesPerSecond: number
  readonly downtimeMicros: number
}

export type Stop = 'none' | 'threshold' | 'max-rounds' | 'max-sent' | 'rate'

/** Why the round that was done is the last; 'none' when another follows. */
export function stopAfter(now: Standing): Stop {
  if (isLittle(now)) return 'threshold'
  if (now.adapts && adaptedRate(now.dirtyBytesPerSecond) === 0) return 'rate'
  const xen = now.rule === StopRule.xen ? xenRounds : Infinity
  if (now.rounds >= Math.min(now.maxRounds, xen)) return 'max-rounds'
  const most = now.rule === StopRule.xenClassic ? mostTimesSent * now.memoryBytes : Infinity
  return now.sentBytes > most ? 'max-sent' : 'none'
}

function isLittle({ adapts, rule, nextBytes, bytesPerSecond, downtimeMicros }: Standing): boolean {
  if (adapts) return nextBytes < clark.stopBytes
  if (rule !== StopRule.qemu) return nextBytes < fewPages * pageBytes
  return nextBytes * 1000000 <= bytesPerSecond * downtimeMicros
}

/** Rounds of pre-copy with everything constant: bytes and bytes per second. */
export interface Steady {
  readonly memory: number
  readonly dirty: number
  readonly bandwidth: number
  /** The most that is ever written anew. */
  readonly workingSet: number
  /** The last part may take this long, seconds. */
  readonly threshold: number
  readonly maxRounds: number
}

export interface Course {
  readonly rounds: readonly number[]
  readonly last: number
  readonly stop: 'threshold' | 'max-rounds'
}

/** Bytes of each round, and what stop-and-copy sends. */
export function steadyCourse(given: Steady): Course {
  const { memory, dirty, bandwidth, workingSet, threshold, maxRounds } = given
  const rounds: number[] = []
  let next = memory
  for (;;) {
    rounds.push(next)
    next = Math.min((dirty * next) / bandwidth, workingSet)
    if (next <= threshold * bandwidth) return { rounds, last: next, stop: 'threshold' }
    if (rounds.length >= maxRounds) return { rounds, last: next, stop: 'max-rounds' }
  }
}

/** Auto-converge as QEMU does it: percent of the vCPUs' time kept from the guest, step by step. */
export const throttle = { first: 20, more: 10, most: 99, unproductive: 2 } as const

export function nextThrottle(percent: number): number {
  return percent === 0 ? throttle.first : Math.min(throttle.most, percent + throttle.more)
}

/** XBZRLE: of `bytes` what goes over the link when this share of the pages is found in the cache. */
export function encodedBytes(bytes: number, cache: number, touched: number, encodedShare: number): number {
  const hits = touched === 0 ? 1 : Math.min(1, cache / touched)
  return bytes * (1 - hits * (1 - encodedShare))
}

/** Pages that the guest asks for over the network after post-copy has begun. */
export function networkFaults(workingSetBytes: number, faultPermille: number): number {
  return Math.round((workingSetBytes / pageBytes) * (faultPermille / 1000))
}

/** Of the vCPUs' time what waiting costs, thousandths: so much waiting per time in which the guest runs. */
export function brakeOf(waitPerRun: number): number {
  return Math.min(990, Math.round((1000 * waitPerRun) / (1 + waitPerRun)))
}

/** What a page of zeroes costs on the link: a header. */
export const zeroPageBytes = 9
