/** A law's schema as a short text: `{ capacity: number ≥ 0, limit?: number }`. */

/** What the schema library's objects are made of, seen from outside. */
interface Shape {
  readonly kind?: string
  readonly type: string
  readonly entries?: Readonly<Record<string, Shape>>
  readonly item?: Shape
  readonly items?: readonly Shape[]
  readonly rest?: Shape
  readonly key?: Shape
  readonly value?: Shape
  readonly wrapped?: Shape
  readonly default?: unknown
  readonly options?: readonly (Shape | string | number)[]
  readonly literal?: unknown
  readonly pipe?: readonly Shape[]
  readonly requirement?: unknown
}

/** Deeper than this only '…' is shown; also the end of schemas that contain themselves. */
const depthLimit = 8

export function shapeText(schema: unknown): string {
  return write(schema as Shape, 0)
}

function write(shape: Shape, depth: number): string {
  if (depth > depthLimit) return '…'
  const inner = (part: Shape | undefined): string => (part === undefined ? 'any' : write(part, depth + 1))
  switch (shape.type) {
    case 'object':
    case 'strict_object':
    case 'loose_object':
      return `{ ${Object.entries(shape.entries ?? {})
        .map(([name, part]) => entry(name, part, depth + 1))
        .join(', ')} }`
    case 'array':
      return `${enclosed(inner(shape.item))}[]`
    case 'tuple':
    case 'strict_tuple':
    case 'loose_tuple':
      return `[${(shape.items ?? []).map(inner).join(', ')}]`
    case 'tuple_with_rest':
      return `[${[...(shape.items ?? []).map(inner), `...${enclosed(inner(shape.rest))}[]`].join(', ')}]`
    case 'record':
      return `{ [name]: ${inner(shape.value)} }`
    case 'nullable':
    case 'nullish':
      return `${inner(shape.wrapped)} | null`
    case 'optional':
    case 'exact_optional':
    case 'undefinedable':
    case 'non_optional':
    case 'non_nullable':
      return inner(shape.wrapped)
    case 'union':
    case 'variant':
    case 'picklist':
    case 'enum':
      return (shape.options ?? []).map((one) => (isShape(one) ? inner(one) : JSON.stringify(one))).join(' | ')
    case 'intersect':
      return (shape.options ?? []).map((one) => (isShape(one) ? inner(one) : '')).join(' & ')
    case 'literal':
      return JSON.stringify(shape.literal)
    case 'number':
      return numberText(shape.pipe ?? [])
    case 'unknown':
    case 'any':
    case 'lazy':
      return 'any'
    default:
      return shape.type
  }
}

function isShape(value: Shape | string | number): value is Shape {
  return typeof value === 'object'
}

function entry(name: string, part: Shape, depth: number): string {
  const mayBeMissing = ['optional', 'exact_optional', 'nullish', 'undefinedable'].includes(part.type)
  const usual = mayBeMissing && part.default !== undefined && typeof part.default !== 'function'
  return `${name}${mayBeMissing ? '?' : ''}: ${write(part, depth)}${usual ? ` = ${JSON.stringify(part.default)}` : ''}`
}

function enclosed(text: string): string {
  return / [|&] /.test(text) && !text.startsWith('{') ? `(${text})` : text
}

/** The kind of number and its bounds. */
function numberText(pipe: readonly Shape[]): string {
  const actions = flattened(pipe)
  const types = actions.map(({ type }) => type)
  const words = [types.includes('integer') || types.includes('safe_integer') ? 'integer' : 'number']
  const signs: Readonly<Record<string, string>> = {
    min_value: '≥',
    max_value: '≤',
    gt_value: '>',
    lt_value: '<',
  }
  for (const { type, requirement } of actions) {
    const sign = signs[type]
    if (sign !== undefined) words.push(`${sign} ${String(requirement)}`)
  }
  return words.join(' ')
}

/** A piped schema may begin with another one that is piped. */
function flattened(pipe: readonly Shape[]): readonly Shape[] {
  return pipe.flatMap((part) => (part.pipe === undefined ? [part] : flattened(part.pipe)))
}
