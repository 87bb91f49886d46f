/** Availability of parts that fail independently, in series, in parallel, or at least k of n: exact quotients. */
import { inputError, isInputError, type InputError, type Rational } from '../../core'

/** More than this is a mistake: parts of one structure, levels, equal parts, digits, and bits of a quotient. */
const most = { parts: 1000, depth: 30, equal: 1000, digits: 30, bits: 60000 } as const

/** A part of a structure where it is written, and how many levels up the whole begins. */
interface Part {
  readonly value: unknown
  readonly path: string
}

/** Values of its parts, put together when all are known. */
interface Level {
  readonly parts: readonly Part[]
  readonly path: string
  readonly known: Rational[]
  readonly together: (values: readonly Rational[]) => Rational
}

const one: Rational = { top: 1n, bottom: 1n }

/** The availability of a structure, or what is wrong with it and where. */
export function availabilityOf(structure: unknown): Rational | InputError {
  const whole: Level = {
    parts: [{ value: structure, path: 'structure' }],
    path: '',
    known: [],
    together: first,
  }
  const levels: Level[] = [whole]
  let count = 0
  while (true) {
    const level = levels[levels.length - 1]
    const part = level.parts[level.known.length]
    if (part === undefined) {
      const value = level.together(level.known)
      if (value.bottom.toString(16).length * 4 > most.bits)
        return inputError(level.path, 'has more digits than can be worked out')
      if (levels.length === 1) return value
      levels.pop()
      levels[levels.length - 1].known.push(value)
      continue
    }
    if (++count > most.parts)
      return inputError(part.path, `is part number ${most.parts + 1}, and one too many`)
    if (levels.length > most.depth) return inputError(part.path, 'is nested too deeply')
    const read = readPart(part)
    if (isInputError(read)) return read
    if ('top' in read) level.known.push(read)
    else levels.push(read)
  }
}

const first = ([value]: readonly Rational[]): Rational => value

/** A number, a level of parts, or what is wrong. */
function readPart({ value, path }: Part): Rational | Level | InputError {
  if (typeof value === 'string') return readDecimal(value, path)
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    return inputError(
      path,
      'must be a decimal in quotes, such as "0.995", or one of component, series, parallel, kOfN',
    )
  const named = forms.filter(
    (form) => (value as Fields)[form] !== undefined && (value as Fields)[form] !== null,
  )
  if (named.length !== 1)
    return inputError(path, 'must have exactly one of component, series, parallel, kOfN')
  const [form] = named
  const inner = (value as Fields)[form]
  const at = `${path}.${form}`
  switch (form) {
    case 'component':
      return { parts: [{ value: inner, path: at }], path: at, known: [], together: first }
    case 'series':
      return readList(inner, at, inSeries)
    case 'parallel':
      return readList(inner, at, inParallel)
    case 'kOfN':
      return readEqual(inner, at)
  }
}

const forms = ['component', 'series', 'parallel', 'kOfN'] as const
type Fields = Readonly<Record<string, unknown>>

function readList(list: unknown, path: string, together: Level['together']): Level | InputError {
  if (!Array.isArray(list) || list.length === 0)
    return inputError(path, 'must be a list with at least one part')
  const parts = list.map((value: unknown, at) => ({ value, path: `${path}[${at}]` }))
  return { parts, path, known: [], together }
}

function readEqual(given: unknown, path: string): Level | InputError {
  if (typeof given !== 'object' || given === null || Array.isArray(given))
    return inputError(path, 'must be an object with k, n and a')
  const { k, n, a } = given as Fields
  if (!isCount(n, 1, most.equal))
    return inputError(`${path}.n`, `must be a whole number from 1 to ${most.equal}`)
  if (!isCount(k, 1, n)) return inputError(`${path}.k`, `must be a whole number from 1 to ${n}`)
  return {
    parts: [{ value: a, path: `${path}.a` }],
    path,
    known: [],
    together: ([value]) => atLeast(k, n, value),
  }
}

function isCount(value: unknown, least: number, limit: number): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= least && value <= limit
}

/** A decimal from 0 to 1 as it is written, without exponent. */
function readDecimal(text: string, path: string): Rational | InputError {
  const found = /^([0-9]+)(?:\.([0-9]+))?$/.exec(text)
  if (found === null || text.length > most.digits)
    return inputError(path, 'must be a decimal number, such as "0.995"')
  const [, whole, decimals = ''] = found
  const bottom = BigInt('1' + '0'.repeat(decimals.length))
  const top = BigInt(whole + decimals)
  return top <= bottom ? { top, bottom } : inputError(path, 'must be from 0 to 1')
}

const inSeries = (values: readonly Rational[]): Rational =>
  values.reduce((a, b) => ({ top: a.top * b.top, bottom: a.bottom * b.bottom }), one)

export const complement = ({ top, bottom }: Rational): Rational => ({ top: bottom - top, bottom })

/** Not all of them are down. */
const inParallel = (values: readonly Rational[]): Rational => complement(inSeries(values.map(complement)))

/** At least k of n equal parts: the sum of C(n, i) a^i (1 - a)^(n - i), from the terms of a Pascal step per part. */
function atLeast(k: number, n: number, { top, bottom }: Rational): Rational {
  // Beyond what can be told: the caller looks at the divisor, and the sum is not worked out.
  const bits = bottom.toString(16).length * 4 * n
  if (bits > most.bits) return { top: 0n, bottom: 1n << BigInt(most.bits + 1) }
  const down = bottom - top
  let choose = 1n
  let sum = 0n
  // From i = n downwards: top^i falls and down^(n - i) rises, each by one factor.
  const powers: bigint[] = [1n]
  for (let i = 1; i <= n; i++) powers.push(powers[i - 1] * top)
  let rest = 1n
  for (let i = n; i >= k; i--) {
    sum += choose * powers[i] * rest
    rest *= down
    choose = (choose * BigInt(i)) / BigInt(n - i + 1)
  }
  let all = 1n
  for (let i = 0; i < n; i++) all *= bottom
  return { top: sum, bottom: all }
}
