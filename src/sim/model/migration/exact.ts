/** Rounds of pre-copy on whole numbers of any length: no tie is decided by a rounded quotient. */
import { rationalOf, type Rational } from '../../core'

export interface PreCopyInput {
  readonly memoryMiB: number
  readonly bandwidthMiBps: number
  readonly dirtyRateMiBps: number
  readonly writableWorkingSetMiB?: number | undefined
  readonly stopThresholdMiB: number
  readonly maxPrecopyRounds: number
  readonly switchoverSeconds: number
}

export interface PreCopyOutput {
  readonly precopyRounds: number
  readonly stopReason: 'threshold' | 'maxRounds'
  readonly roundMiB: readonly number[]
  readonly precopySeconds: number
  readonly stopAndCopyMiB: number
  readonly downtimeSeconds: number
  readonly totalSeconds: number
  readonly totalTransferredMiB: number
}

const million = 1000000n

/** top / bottom to six decimals, halves up. */
function six(top: bigint, bottom: bigint): number {
  return Number((2n * top * million + bottom) / (2n * bottom)) / 1000000
}

/** Amounts in units that make all of them whole: 1 / the product of their divisors. */
function whole(values: readonly Rational[]): { readonly unit: bigint; readonly amounts: readonly bigint[] } {
  const unit = values.reduce((product, { bottom }) => product * bottom, 1n)
  return { unit, amounts: values.map(({ top, bottom }) => top * (unit / bottom)) }
}

/**
 * After k rounds every amount is a whole number over unit * q^k, where D / B = p / q: nothing has to be reduced, and
 * the numbers grow by the length of q only.
 */
export function exactCourse(input: PreCopyInput): PreCopyOutput {
  const workingSet = input.writableWorkingSetMiB ?? input.memoryMiB
  const { unit, amounts } = whole([input.memoryMiB, workingSet, input.stopThresholdMiB].map(rationalOf))
  const [memory, most, threshold] = amounts
  const bandwidth = rationalOf(input.bandwidthMiBps)
  const dirty = rationalOf(input.dirtyRateMiBps)
  const p = dirty.top * bandwidth.bottom
  const q = dirty.bottom * bandwidth.top
  const roundMiB: number[] = []
  let scale = 1n
  let next = memory
  let sum = 0n
  let stopReason: PreCopyOutput['stopReason'] | null = null
  while (stopReason === null) {
    roundMiB.push(six(next, unit * scale))
    sum += next
    scale *= q
    sum *= q
    next = smaller(next * p, most * scale)
    if (next <= threshold * scale) stopReason = 'threshold'
    else if (roundMiB.length >= input.maxPrecopyRounds) stopReason = 'maxRounds'
  }
  const bottom = unit * scale
  const switchover = rationalOf(input.switchoverSeconds)
  /** `amount` over the link, with the switch-over when it is part of it; over one divisor. */
  const seconds = (amount: bigint, withSwitch: boolean): number => {
    const top = amount * bandwidth.bottom * switchover.bottom
    const divisor = bottom * bandwidth.top
    return six(top + (withSwitch ? switchover.top * divisor : 0n), divisor * switchover.bottom)
  }
  return {
    precopyRounds: roundMiB.length,
    stopReason,
    roundMiB,
    precopySeconds: seconds(sum, false),
    stopAndCopyMiB: six(next, bottom),
    downtimeSeconds: seconds(next, true),
    totalSeconds: seconds(sum + next, true),
    totalTransferredMiB: six(sum + next, bottom),
  }
}

const smaller = (a: bigint, b: bigint): bigint => (a < b ? a : b)
