/** The one way to write a value of a schema: keys in the schema's order, free maps by name, defaults left out. */

/** What is read of a schema; the library's own types do not say it for schemas in general. */
export interface SchemaShape {
  readonly type: string
  readonly entries?: Readonly<Record<string, SchemaShape>>
  readonly item?: SchemaShape
  readonly value?: unknown
  readonly wrapped?: SchemaShape
  readonly default?: unknown
  readonly key?: string
  readonly options?: readonly SchemaShape[]
  readonly literal?: unknown
}

interface Task {
  readonly shape: SchemaShape
  readonly value: unknown
  readonly into: Record<string, unknown> | unknown[]
  readonly at: string | number
}

/**
 * A copy of `value` in canonical order, for JSON.stringify. The value is taken to fit the schema: fields the schema
 * does not know are dropped, nothing is checked.
 */
export function canonical(schema: SchemaShape, value: unknown): unknown {
  const root: unknown[] = [null]
  const tasks: Task[] = [{ shape: schema, value, into: root, at: 0 }]
  for (let task = tasks.pop(); task !== undefined; task = tasks.pop()) {
    const shape = shapeFor(task.shape, task.value)
    const copy = emptyCopy(shape, task.value)
    ;(task.into as Record<string | number, unknown>)[task.at] = copy
    if (copy !== task.value) tasks.push(...children(shape, task.value as object, copy as Task['into']))
  }
  return root[0]
}

/** Sees through what is optional, and picks the case of a variant. */
function shapeFor(shape: SchemaShape, value: unknown): SchemaShape {
  if (shape.type === 'optional' && shape.wrapped !== undefined) return shape.wrapped
  if (shape.type !== 'variant') return shape
  const key = shape.key ?? ''
  const found = shape.options?.find((option) => option.entries?.[key]?.literal === fieldOf(value, key))
  return found ?? shape
}

/** A new container for objects and arrays, the value itself for everything else. */
function emptyCopy(shape: SchemaShape, value: unknown): unknown {
  if (shape.type === 'array') return []
  return shape.type === 'strict_object' || shape.type === 'record' ? {} : value
}

function children(shape: SchemaShape, value: object, into: Task['into']): Task[] {
  if (Array.isArray(value)) {
    const item = shape.item
    return item === undefined
      ? []
      : value.map((child: unknown, at) => ({ shape: item, value: child, into, at }))
  }
  const keys = shape.entries === undefined ? Object.keys(value).sort() : Object.keys(shape.entries)
  return keys.flatMap((at) => {
    const field = shape.entries === undefined ? (shape.value as SchemaShape) : shape.entries[at]
    const child = fieldOf(value, at)
    if (child === undefined || (field.type === 'optional' && field.default === child)) return []
    // The place is taken now, so that the order holds although tasks are worked off from the end.
    Object.assign(into, { [at]: null })
    return [{ shape: field, value: child, into, at }]
  })
}

function fieldOf(value: unknown, key: string): unknown {
  return (value as Readonly<Record<string, unknown>>)[key]
}
