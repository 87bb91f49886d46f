/** Reads Kubernetes resource quantities ('500m', '1.5Gi', '12e6') exactly and writes them in their canonical form. */
import { divideUp, powerOfTen } from './decimal'

export interface Quantity {
  /** Decimal value without exponent and trailing zeros; finer than 10^-9 is rounded up in magnitude. */
  readonly exact: string
  /** The form Kubernetes prints. */
  readonly canonical: string
  /** `exact` rounded up in magnitude to an integer; absent beyond ±(2^63-1). */
  readonly value?: string
  /** 1000 times `exact`, likewise. */
  readonly milliValue?: string
}

type Family = 'decimal' | 'exponent' | 'binary'

interface Parts {
  readonly text: string
  readonly negative: boolean
  /** Digits before and after the point, joined. */
  readonly digits: string
  readonly fractionLength: number
  readonly family: Family
  /** Power of ten of the suffix, or of two for the binary family. */
  readonly power: number
}

const form = /^([+-]?)([0-9]*)\.?([0-9]*)(?:([numkMGTPE]|[KMGTPE]i)|[eE]([+-]?[0-9]+))?$/

const decimalSuffixes: readonly (readonly [suffix: string, power: number])[] = [
  ['n', -9],
  ['u', -6],
  ['m', -3],
  ['', 0],
  ['k', 3],
  ['M', 6],
  ['G', 9],
  ['T', 12],
  ['P', 15],
  ['E', 18],
]
const binarySuffixes = ['', 'Ki', 'Mi', 'Gi', 'Ti', 'Pi', 'Ei']
const largestDecimalPower = 18

/** Quantities are held in billionths, the finest part that counts. */
const nano = -9
const nanosPerUnit = 1000000000n
const nanosPerMilli = 1000000n
const int64Max = 9223372036854775807n

/** Longer texts and larger powers of ten are no amount of anything; the limits keep exact arithmetic cheap. */
const textLimit = 1000
const powerLimit = 10000

/** The quantity, or in words why the text is none. */
export function readQuantity(text: string): Quantity | string {
  const parts = readParts(text)
  if (typeof parts === 'string') return parts
  if (!hasValue(parts.digits)) return { exact: '0', canonical: '0', value: '0', milliValue: '0' }
  if (parts.power - parts.fractionLength > powerLimit) return `the power of ten must be at most ${powerLimit}`
  const nanos = nanosOf(parts)
  const sign = parts.negative ? '-' : ''
  const value = divideUp(nanos, nanosPerUnit)
  const milliValue = divideUp(nanos, nanosPerMilli)
  return {
    exact: sign + exactText(nanos),
    canonical: isCanonical(parts) ? text : sign + canonicalText(nanos, parts.family),
    ...(value <= int64Max ? { value: `${sign}${value}` } : {}),
    ...(milliValue <= int64Max ? { milliValue: `${sign}${milliValue}` } : {}),
  }
}

function readParts(text: string): Parts | string {
  if (text.length > textLimit) return `is longer than ${textLimit} characters`
  const found = form.exec(text)
  if (found === null)
    return 'must be a number with one of the suffixes n u m k M G T P E Ki Mi Gi Ti Pi Ei, or e and a power of ten'
  const [, sign, before, after, suffix, exponent] = found
  const digits = before + after
  if (digits === '') return 'has no digits'
  const common = { text, negative: sign === '-', digits, fractionLength: after.length }
  if (exponent !== undefined) return { ...common, family: 'exponent', power: Number(exponent) }
  const step = binarySuffixes.indexOf(suffix ?? '')
  if (step > 0) return { ...common, family: 'binary', power: 10 * step }
  const [, power] = decimalSuffixes.find(([name]) => name === (suffix ?? '')) ?? ['', 0]
  return { ...common, family: 'decimal', power }
}

function hasValue(digits: string): boolean {
  return /[1-9]/.test(digits)
}

/** Magnitude in billionths, rounded up; binary values are capped at 2^63-1. */
function nanosOf({ digits, fractionLength, family, power }: Parts): bigint {
  const mantissa = BigInt(digits)
  if (family === 'binary') {
    const nanos = divideUp((mantissa << BigInt(power)) * nanosPerUnit, powerOfTen(fractionLength))
    const cap = int64Max * nanosPerUnit
    return nanos > cap ? cap : nanos
  }
  const shift = power - fractionLength - nano
  if (shift >= 0) return mantissa * powerOfTen(shift)
  // So far below a billionth that only "not zero" is left of it.
  if (-shift > digits.length) return 1n
  return divideUp(mantissa, powerOfTen(-shift))
}

function exactText(nanos: bigint): string {
  const fraction = String(nanos % nanosPerUnit)
    .padStart(-nano, '0')
    .replace(/0+$/, '')
  return `${nanos / nanosPerUnit}${fraction === '' ? '' : '.'}${fraction}`
}

/** Texts that Kubernetes keeps as they were written, a plus sign included. */
function isCanonical({ digits, fractionLength, family, power }: Parts): boolean {
  if (family === 'binary') {
    const significant = digits.replace(/^0+/, '')
    const digitLimit = 14 - Math.floor((3 * power) / 10)
    return fractionLength === 0 && significant.length <= digitLimit && BigInt(digits) % 8n !== 0n
  }
  if (digits.length > 18 || digits.startsWith('0') || digits.endsWith('000')) return false
  const scale = power - fractionLength
  return scale >= nano && scale % 3 === 0
}

/** An integer with the largest suffix of its family that leaves it one. */
function canonicalText(nanos: bigint, family: Family): string {
  if (family === 'binary' && nanos % nanosPerUnit === 0n && nanos >= 1024n * nanosPerUnit) {
    return withBinarySuffix(nanos / nanosPerUnit)
  }
  const powerCap = family === 'exponent' ? Infinity : largestDecimalPower
  let mantissa = nanos
  let power = nano
  while (power < powerCap && mantissa % 1000n === 0n) {
    mantissa /= 1000n
    power += 3
  }
  if (family === 'exponent') return power === 0 ? `${mantissa}` : `${mantissa}e${power}`
  const [suffix] = decimalSuffixes.find(([, known]) => known === power) ?? ['']
  return `${mantissa}${suffix}`
}

function withBinarySuffix(whole: bigint): string {
  let mantissa = whole
  let step = 0
  while (step < binarySuffixes.length - 1 && mantissa % 1024n === 0n) {
    mantissa /= 1024n
    step++
  }
  return `${mantissa}${binarySuffixes[step]}`
}
