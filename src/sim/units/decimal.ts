/** Exact decimal numbers as whole digits and a power of ten: quantities, byte sizes and CPU counts are read so. */

/** The number digits · 10^power; never negative. */
export interface Decimal {
  readonly digits: bigint
  readonly power: number
}

/** Longer numbers are no amount of anything; the limit keeps exact arithmetic cheap. */
const decimalLengthLimit = 1000

/** Reads digits with at most one point ('1.', '.5', '0.25'); null for anything else. */
export function parseDecimal(text: string): Decimal | null {
  if (text.length > decimalLengthLimit) return null
  const found = /^([0-9]*)\.?([0-9]*)$/.exec(text)
  if (found === null) return null
  const [, before, after] = found
  if (before === '' && after === '') return null
  return { digits: BigInt(before + after), power: -after.length }
}

/** digits · factor · 10^power as a quotient of whole numbers. */
export function scaled(
  { digits, power }: Decimal,
  factor: bigint,
): readonly [numerator: bigint, denominator: bigint] {
  const numerator = digits * factor
  return power < 0 ? [numerator, powerOfTen(-power)] : [numerator * powerOfTen(power), 1n]
}

export function powerOfTen(exponent: number): bigint {
  return BigInt('1' + '0'.repeat(exponent))
}

/** The quotient of two whole numbers rounded up, for numerator ≥ 0 and denominator > 0. */
export function divideUp(numerator: bigint, denominator: bigint): bigint {
  return (numerator + denominator - 1n) / denominator
}

/** The nearest whole number to the quotient, halves up, for numerator ≥ 0 and denominator > 0. */
export function divideNearest(numerator: bigint, denominator: bigint): bigint {
  return (2n * numerator + denominator) / (2n * denominator)
}
