/** What a law asks for, read from its schema and its examples: each number with its unit and a range to try. */
import type { AnyEquation } from '../../sim'

export interface LawSymbol {
  readonly name: string
  readonly unit: string
  /** The text of a choice; null for a number. */
  readonly choices: readonly string[] | null
  readonly least: number
  readonly most: number
  readonly whole: boolean
}

/** The parts of a schema that are read here. */
interface Shape {
  readonly type: string
  readonly entries?: Readonly<Record<string, Shape>>
  readonly wrapped?: Shape
  readonly pipe?: readonly { readonly type: string; readonly requirement?: unknown }[]
  readonly options?: readonly unknown[]
}

/** Units by the end of a name, longest first: names of the simulator say their unit. */
const units: readonly (readonly [ending: RegExp, unit: string])[] = [
  [/millicores$/i, 'millicores'],
  [/mib$/i, 'MiB'],
  [/gib$/i, 'GiB'],
  [/bytes?$/i, 'B'],
  [/micros|^(at|period|peakAt|cadence)$/, 'µs'],
  [/seconds$/i, 's'],
  [/hours$/i, 'h'],
  [/watts$/i, 'W'],
  [/percent$/i, '%'],
  [/permille$/i, '‰'],
]

/** Numbers and choices of the law's input, in the order of its schema; lists and texts have no slider. */
export function symbolsOf(law: AnyEquation): readonly LawSymbol[] {
  const { entries } = law.input as unknown as Shape
  return Object.entries(entries ?? {}).flatMap(([name, shape]) => symbolOf(law, name, unwrapped(shape)))
}

function unwrapped(shape: Shape): Shape {
  return shape.wrapped === undefined ? shape : unwrapped(shape.wrapped)
}

function symbolOf(law: AnyEquation, name: string, shape: Shape): readonly LawSymbol[] {
  const unit = units.find(([ending]) => ending.test(name))?.[1] ?? ''
  if (shape.type === 'picklist') {
    const choices = (shape.options ?? []).filter((one): one is string => typeof one === 'string')
    return [{ name, unit: '', choices, least: 0, most: 0, whole: true }]
  }
  if (shape.type !== 'number') return []
  const bound = (type: string): number | null => {
    const found = shape.pipe?.find((action) => action.type === type)?.requirement
    return typeof found === 'number' ? found : null
  }
  const tried = law.examples.map(({ input }) => numberAt(input, name))
  const largest = Math.max(1, ...tried)
  const most = bound('max_value')
  const whole = shape.pipe?.some(({ type }) => type === 'safe_integer' || type === 'integer') ?? false
  const least = bound('min_value') ?? Math.min(0, ...tried)
  return [
    {
      name,
      unit,
      choices: null,
      least,
      most: most === null ? largest * 4 : Math.min(most, largest * 4),
      whole,
    },
  ]
}

export function numberAt(value: unknown, name: string): number {
  const found =
    typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[name] : undefined
  return typeof found === 'number' ? found : 0
}

/** The first number of an output, by the name it has there. */
export function firstNumber(output: unknown): { readonly name: string; readonly value: number } | null {
  if (typeof output !== 'object' || output === null) return null
  const found = Object.entries(output).find(([, value]) => typeof value === 'number')
  return found === undefined ? null : { name: found[0], value: found[1] as number }
}
