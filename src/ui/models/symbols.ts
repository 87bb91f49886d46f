/** What a law asks for, read from its schema and its examples: each value with its unit and a range to try. */
import type { AnyEquation } from '../../sim'

export interface LawSymbol {
  readonly name: string
  readonly unit: string
  readonly kind: 'number' | 'choice' | 'text' | 'numbers' | 'other'
  /** What may be chosen; empty for all but a choice. */
  readonly choices: readonly string[]
  readonly least: number
  readonly most: number
  readonly whole: boolean
}

/** The parts of a schema that are read here. */
interface Shape {
  readonly type: string
  readonly entries?: Readonly<Record<string, Shape>>
  readonly wrapped?: Shape
  readonly item?: Shape
  readonly pipe?: readonly { readonly type: string; readonly requirement?: unknown }[]
  readonly options?: readonly unknown[]
}

/** Units by the end of a name, longest first: names of the simulator say their unit. */
const units: readonly (readonly [ending: RegExp, unit: string])[] = [
  [/millicoreseconds$/i, 'millicore·s'],
  [/millicores$/i, 'millicores'],
  [/mib$/i, 'MiB'],
  [/bytes?$/i, 'B'],
  [/micros$|^(at|period|peakAt|cadence)$/i, 'µs'],
  [/seconds$/i, 's'],
  [/watts$/i, 'W'],
  [/percents?$/i, '%'],
  [/permille$/i, '‰'],
]

/** Everything the law's input holds, in the order of its schema. */
export function symbolsOf(law: AnyEquation): readonly LawSymbol[] {
  const { entries } = law.input as unknown as Shape
  return Object.entries(entries ?? {}).map(([name, shape]) => symbolOf(law, name, unwrapped(shape)))
}

function unwrapped(shape: Shape): Shape {
  return shape.wrapped === undefined ? shape : unwrapped(shape.wrapped)
}

function symbolOf(law: AnyEquation, name: string, shape: Shape): LawSymbol {
  const unit = units.find(([ending]) => ending.test(name))?.[1] ?? ''
  const plain = { name, unit, choices: [], least: 0, most: 0, whole: true } as const
  if (shape.type === 'picklist') {
    const choices = (shape.options ?? []).filter((one): one is string => typeof one === 'string')
    return { ...plain, kind: 'choice', unit: '', choices }
  }
  // A text or a number of bytes: what is written is what is read.
  if (shape.type === 'string' || shape.type === 'union') return { ...plain, kind: 'text' }
  const item = shape.item === undefined ? undefined : unwrapped(shape.item)
  if (item?.type === 'number') return { ...rangeOf(law, name, item), unit, kind: 'numbers' }
  if (shape.type !== 'number') return { ...plain, kind: 'other' }
  return { ...rangeOf(law, name, shape), unit, kind: 'number' }
}

/** From the least that is allowed to four times what the examples hold. */
function rangeOf(law: AnyEquation, name: string, shape: Shape): Omit<LawSymbol, 'kind' | 'unit'> {
  const bound = (type: string): number | null => {
    const found = shape.pipe?.find((action) => action.type === type)?.requirement
    return typeof found === 'number' ? found : null
  }
  const tried = law.examples.flatMap(({ input }) => numbersAt(input, name))
  const most = Math.max(1, ...tried) * 4
  return {
    name,
    choices: [],
    least: bound('min_value') ?? Math.min(0, ...tried),
    most: Math.min(most, bound('max_value') ?? most),
    whole: shape.pipe?.some(({ type }) => type === 'safe_integer' || type === 'integer') ?? false,
  }
}

export function valueAt(input: unknown, name: string): unknown {
  return typeof input === 'object' && input !== null ? (input as Record<string, unknown>)[name] : undefined
}

export function numberAt(input: unknown, name: string): number {
  const found = valueAt(input, name)
  return typeof found === 'number' ? found : 0
}

/** A number, or those of a list. */
export function numbersAt(input: unknown, name: string): readonly number[] {
  return [valueAt(input, name)].flat().filter((one): one is number => typeof one === 'number')
}

/** The first number of an output, by the name it has there. */
export function firstNumber(output: unknown): { readonly name: string; readonly value: number } | null {
  if (typeof output !== 'object' || output === null) return null
  const found = Object.entries(output).find(([, value]) => typeof value === 'number')
  return found === undefined ? null : { name: found[0], value: found[1] as number }
}
