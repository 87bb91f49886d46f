/** Quotients of whole numbers, exact: what decides ties and halves that a rounded quotient would decide by chance. */

/** top / bottom, bottom > 0; in lowest terms. */
export interface Rational {
  readonly top: bigint
  readonly bottom: bigint
}

const gcd = (a: bigint, b: bigint): bigint => {
  let [x, y] = [a < 0n ? -a : a, b]
  while (y > 0n) [x, y] = [y, x % y]
  return x
}

/** top / bottom in lowest terms, for bottom ≠ 0. */
export function ratio(top: bigint, bottom: bigint): Rational {
  if (bottom < 0n) return ratio(-top, -bottom)
  const common = gcd(top, bottom)
  return { top: top / common, bottom: bottom / common }
}

/** A finite number as it is written: 0.1 is one tenth, not the double next to it. */
export function rationalOf(value: number): Rational {
  const [mantissa, exponent = '0'] = String(value).split('e')
  const [whole, decimals = ''] = mantissa.split('.')
  const power = Number(exponent) - decimals.length
  const digits = BigInt(whole + decimals)
  return power >= 0 ? { top: digits * tenTo(power), bottom: 1n } : ratio(digits, tenTo(-power))
}

const tenTo = (power: number): bigint => BigInt('1' + '0'.repeat(power))

export const add = (a: Rational, b: Rational): Rational =>
  ratio(a.top * b.bottom + b.top * a.bottom, a.bottom * b.bottom)
export const subtract = (a: Rational, b: Rational): Rational =>
  ratio(a.top * b.bottom - b.top * a.bottom, a.bottom * b.bottom)
export const times = (a: Rational, b: Rational): Rational => ratio(a.top * b.top, a.bottom * b.bottom)
/** a / b for b ≠ 0. */
export const over = (a: Rational, b: Rational): Rational => ratio(a.top * b.bottom, a.bottom * b.top)

/** Negative, 0 or positive as a is below, at or above b. */
export function compareRational(a: Rational, b: Rational): number {
  const [left, right] = [a.top * b.bottom, b.top * a.bottom]
  return left < right ? -1 : left > right ? 1 : 0
}

/** The nearest double, but for the last bit. */
export function numberOf({ top, bottom }: Rational): number {
  // 64 bits more than the divisor has, so that the quotient has all the bits of a double.
  const shift = Math.max(0, 64 + bitsOf(bottom) - bitsOf(top))
  let value = Number((top << BigInt(shift)) / bottom)
  for (let left = shift; left > 0; left -= 32) value /= left >= 32 ? 4294967296 : (1 << left) >>> 0
  return value
}

const bitsOf = (value: bigint): number => value.toString(16).length * 4

/** To so many decimals, halves up; for numbers that are not negative. */
export function roundedTo(value: Rational, decimals: number): number {
  const scale = tenTo(decimals)
  return Number((2n * value.top * scale + value.bottom) / (2n * value.bottom)) / Number(scale)
}
