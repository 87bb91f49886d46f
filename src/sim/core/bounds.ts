/** What a schema of valibot allows at one place: its bounds and its choices, for whoever refuses a value there. */

/** The fields of schemas and of their actions that say what is allowed. */
interface Part {
  readonly type?: unknown
  readonly requirement?: unknown
  readonly options?: readonly unknown[]
  readonly pipe?: readonly Part[]
  readonly wrapped?: Part
  readonly item?: Part
  readonly entries?: Readonly<Record<string, Part>>
}

/** Bounds of a number, both inclusive; infinite where there is none. */
export interface Bounds {
  readonly least: number
  readonly most: number
}

/** The part of a schema at a path of keys; null where the path leads into something else than objects and lists. */
export function schemaAt(schema: object, keys: readonly unknown[]): object | null {
  let part: Part | undefined = schema
  for (const key of keys) {
    const holder: Part | undefined = unwrapped(part)
    part = typeof key === 'number' ? holder?.item : holder?.entries?.[String(key)]
  }
  return unwrapped(part) ?? null
}

/** What stands inside optional and nullable. */
function unwrapped(part: Part | undefined): Part | undefined {
  let inner = part
  while (inner?.wrapped !== undefined) inner = inner.wrapped
  return inner
}

export function boundsOf(schema: object): Bounds {
  let least = -Infinity
  let most = Infinity
  const parts: Part[] = [schema]
  for (let part = parts.pop(); part !== undefined; part = parts.pop()) {
    const { type, requirement, pipe = [] } = part
    // A piped schema repeats itself as the first of its pipe.
    for (const step of pipe) if (step !== part) parts.push(step)
    if (typeof requirement !== 'number') continue
    if (type === 'min_value') least = Math.max(least, requirement)
    if (type === 'max_value') most = Math.min(most, requirement)
  }
  return { least, most }
}

/** The values that a choice of names, or of yes and no, allows; empty for anything else. */
export function choicesOf(schema: object): readonly (string | boolean)[] {
  const { type, options = [] }: Part = schema
  if (type === 'boolean') return [true, false]
  return type === 'picklist' ? options.filter((option) => typeof option === 'string') : []
}

/** The whole number within the bounds that is nearest to a value; the lower bound, or 0, where the value is none. */
export function nearestWhole({ least, most }: Bounds, value: unknown): number {
  const wanted = typeof value === 'number' && !Number.isNaN(value) ? Math.round(value) : 0
  return Math.min(most, Math.max(least, wanted))
}
