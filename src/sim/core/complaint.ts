/**
 * What can be wrong with the input of a law, as sentences with holes: one list, so that a page can say the same in
 * other languages. Schemas made here give these sentences with the path of the field.
 */
import * as v from 'valibot'
import { inputError, type InputError } from './equation'

export const complaints = {
  missing: 'is missing',
  object: 'must be an object',
  list: 'must be a list of {low} to {high} entries',
  whole: 'must be a whole number from {low} to {high}',
  number: 'must be a number from {low} to {high}',
  above: 'must be a number above {low} and at most {high}',
  flag: 'must be true or false',
  text: 'must be a text',
  choice: 'must be one of {choices}',
  count: 'must have exactly {count} entries',
  same: 'can only be {value}',
  decimals: 'must have at most {count} decimals',
  'used-twice': 'the number {number} is used twice',
  'in-use': 'allocation {number} is still in use',
  'not-allocated': 'no allocation in use has the number {number}',
  'too-long': 'takes more than {limit} units of time',
  'too-many-slices': 'takes more than {limit} slices',
  'too-many-tasks': 'gives more than {limit} tasks',
  'too-much-listed': 'lists more than {limit} holes over all steps',
  'too-many-frames': 'needs more than {limit} steps through the frames',
  nothing: 'must ask for something',
  unstable: 'must be below {limit}, or the queue grows without end',
  hexadecimal: 'must be {count} bytes in hexadecimal',
  'no-such-page': 'leads to physical page {page}, which is not there',
  'no-such-frame': 'names frame {frame} of {count}',
  'no-such-guest': 'names guest {guest} of {count}',
  overlap: 'overlaps block {number}',
  outside: 'reaches beyond the memory',
} as const

export type ComplaintName = keyof typeof complaints
export type ComplaintArgs = Readonly<Record<string, string | number>>

/** The sentence with its holes filled. */
export function complaint(name: ComplaintName, args: ComplaintArgs = {}): string {
  return complaints[name].replace(/\{(\w+)\}/g, (_, hole: string) => String(args[hole]))
}

/** A complaint about one field. */
export function complain(path: string, name: ComplaintName, args: ComplaintArgs = {}): InputError {
  return inputError(path, complaint(name, args))
}

/** Which complaint a sentence is, with what filled its holes; null for any other sentence. */
export function readComplaint(
  message: string,
): { readonly name: ComplaintName; readonly args: ComplaintArgs } | null {
  for (const name of Object.keys(complaints) as ComplaintName[]) {
    const holes: string[] = []
    const pattern = complaints[name].replace(/\{(\w+)\}/g, (_, hole: string) => {
      holes.push(hole)
      return '(.+)'
    })
    const found = new RegExp(`^${pattern}$`).exec(message)
    if (found === null) continue
    return { name, args: Object.fromEntries(holes.map((hole, at) => [hole, found[at + 1]])) }
  }
  return null
}

/** What a schema says: that the value is not there, or what it must be. */
const says =
  (name: ComplaintName, args: ComplaintArgs = {}) =>
  (issue: { readonly input: unknown }): string =>
    issue.input === undefined ? complaint('missing') : complaint(name, args)

/** A whole number; both bounds belong to it. */
/* @__NO_SIDE_EFFECTS__ */
export function wholeNumber(low: number, high: number) {
  const message = says('whole', { low, high })
  return v.pipe(
    v.number(message),
    v.safeInteger(message),
    v.minValue(low, message),
    v.maxValue(high, message),
  )
}

/** A number; both bounds belong to it. */
/* @__NO_SIDE_EFFECTS__ */
export function realNumber(low: number, high: number) {
  const message = says('number', { low, high })
  return v.pipe(v.number(message), v.minValue(low, message), v.maxValue(high, message))
}

/** A number above `low`, which does not belong to it. */
/* @__NO_SIDE_EFFECTS__ */
export function numberAbove(low: number, high: number) {
  const message = says('above', { low, high })
  return v.pipe(v.number(message), v.gtValue(low, message), v.maxValue(high, message))
}

/** This value and no other. */
/* @__NO_SIDE_EFFECTS__ */
export function exactly<const T extends string | number>(value: T) {
  return v.literal(value, says('same', { value }))
}

/* @__NO_SIDE_EFFECTS__ */
export function textValue() {
  return v.string(says('text'))
}

/* @__NO_SIDE_EFFECTS__ */
export function flag() {
  return v.boolean(says('flag'))
}

/* @__NO_SIDE_EFFECTS__ */
export function oneOf<const C extends readonly string[]>(choices: C) {
  return v.picklist(choices, says('choice', { choices: choices.join(', ') }))
}

/** A list with so many entries. */
/* @__NO_SIDE_EFFECTS__ */
export function listOf<S extends v.GenericSchema>(item: S, low: number, high: number) {
  const message = says('list', { low, high })
  // The length comes first: an endless list is not read to its end.
  return v.pipe(
    v.array(v.unknown(), message),
    v.minLength(low, message),
    v.maxLength(high, message),
    v.array(item),
  )
}

/** An object; fields that are not named here are left out. */
/* @__NO_SIDE_EFFECTS__ */
export function objectOf<E extends v.ObjectEntries>(entries: E) {
  return v.object(entries, (issue) =>
    issue.expected.startsWith('"') ? complaint('missing') : complaint('object'),
  )
}

/**
 * An object whose fields depend on one of them, the key: `entries` names all fields that any choice reads, `shapes`
 * has the schema of each choice. What a choice does not read is ignored there.
 */
/* @__NO_SIDE_EFFECTS__ */
export function objectByChoice<
  K extends string,
  E extends v.ObjectEntries,
  const S extends Readonly<Record<string, v.GenericSchema>>,
>(key: K, shapes: S, entries: E): v.GenericSchema<unknown, v.InferOutput<S[keyof S]>> {
  const choices = Object.keys(shapes) as (keyof S & string)[]
  const all = { [key]: oneOf(choices), ...entries } as unknown as Record<
    K,
    v.GenericSchema<keyof S & string>
  > &
    E
  return v.pipe(
    objectOf(all),
    v.rawTransform(({ dataset, addIssue, NEVER }) => {
      const given = dataset.value as Readonly<Record<string, unknown>>
      const shape = shapes[given[key] as string]
      const read = v.safeParse(shape, given)
      if (read.success) return read.output
      const [issue] = read.issues
      addIssue({ message: issue.message, ...(issue.path === undefined ? {} : { path: issue.path }) })
      return NEVER
    }),
  )
}

/** A field that only some choices read: looked at when its choice is known. */
/* @__NO_SIDE_EFFECTS__ */
export function sometimes() {
  return v.optional(v.unknown())
}
