/** Numbers, sizes and virtual time as people read them, in both languages. */
import type { Locale } from './locale'

// Narrow and unbreakable: a number never falls apart at the end of a line.
const thinSpace = '\u202f'
const formatters = new Map<string, Intl.NumberFormat>()

export interface NumberShape {
  /** Most digits after the decimal point; 0 when left out. */
  readonly digits?: number
  /** Write all of these digits, also zeros. */
  readonly fixed?: boolean
}

/** The formats of one language, as components take them. */
export interface Formats {
  readonly number: (value: number, shape?: NumberShape) => string
  /** MiB in, '448 MiB' or '8 GiB' out. */
  readonly mib: (value: number) => string
  /** A share between 0 and 1. */
  readonly percent: (share: number) => string
  readonly ratio: (ratio: number) => string
  /** Virtual µs with tenths of seconds. */
  readonly clock: (micros: number) => string
  readonly clockShort: (micros: number) => string
}

export function formatsOf(locale: Locale): Formats {
  return {
    number: (value, shape) => formatNumber(locale, value, shape),
    mib: (value) => formatMiB(locale, value),
    percent: (share) => formatPercent(locale, share),
    ratio: (ratio) => formatRatio(locale, ratio),
    clock: formatClock,
    clockShort: formatClockShort,
  }
}

/** 1472 → '1 472' with a thin space between thousands. */
export function formatNumber(
  locale: Locale,
  value: number,
  { digits = 0, fixed = false }: NumberShape = {},
): string {
  const options = { maximumFractionDigits: digits, minimumFractionDigits: fixed ? digits : 0 }
  return withThinSpaces(formatter(locale, options), value)
}

/** MiB → '448 MiB'; whole GiB and TiB in their own unit: 8192 → '8 GiB'. Large odd ones keep a digit: '150.5 GiB'. */
export function formatMiB(locale: Locale, mebibytes: number): string {
  const { value, unit, digits } = sizeOf(mebibytes)
  return `${formatNumber(locale, value, { digits })} ${unit}`
}

/** A share between 0 and 1 → '88%'. Below one percent one digit is kept. */
export function formatPercent(locale: Locale, share: number): string {
  const digits = share !== 0 && Math.abs(share) < 0.01 ? 1 : 0
  return withThinSpaces(formatter(locale, { style: 'percent', maximumFractionDigits: digits }), share)
}

/** 1.439 → '1.4×'; always one digit, so that "1.0×" reads as a measured ratio. */
export function formatRatio(locale: Locale, ratio: number): string {
  return `${formatNumber(locale, ratio, { digits: 1, fixed: true })}×`
}

/** Virtual µs → '00:15.0' (minutes, seconds, tenths); hours and days stand before it when there are any. */
export function formatClock(micros: number): string {
  const tenths = Math.floor(micros / 100_000)
  const seconds = Math.floor(tenths / 10)
  return `${clockOf(seconds)}.${tenths % 10}`
}

/** Virtual µs → '00:32', without tenths: ends of runs and ticks. */
export function formatClockShort(micros: number): string {
  return clockOf(Math.floor(micros / 1_000_000))
}

function clockOf(seconds: number): string {
  const hours = Math.floor(seconds / 3600)
  const rest = `${pad(Math.floor(seconds / 60) % 60)}:${pad(seconds % 60)}`
  return hours === 0 ? rest : `${pad(hours)}:${rest}`
}

function pad(value: number): string {
  return String(value).padStart(2, '0')
}

function sizeOf(mebibytes: number): { value: number; unit: string; digits: number } {
  const tebibyte = 1024 * 1024
  if (mebibytes >= tebibyte && mebibytes % tebibyte === 0)
    return { value: mebibytes / tebibyte, unit: 'TiB', digits: 0 }
  if (mebibytes >= 1024 && mebibytes % 1024 === 0) return { value: mebibytes / 1024, unit: 'GiB', digits: 0 }
  if (mebibytes >= 100 * 1024) return { value: mebibytes / 1024, unit: 'GiB', digits: 1 }
  return { value: mebibytes, unit: 'MiB', digits: 0 }
}

function formatter(locale: Locale, options: Intl.NumberFormatOptions): Intl.NumberFormat {
  const key = `${locale} ${JSON.stringify(options)}`
  const known = formatters.get(key)
  if (known !== undefined) return known
  const made = new Intl.NumberFormat(locale, options)
  formatters.set(key, made)
  return made
}

function withThinSpaces(format: Intl.NumberFormat, value: number): string {
  return format
    .formatToParts(value)
    .map((part) => (part.type === 'group' ? thinSpace : part.value))
    .join('')
}
