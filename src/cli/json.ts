/** JSON in and out without a lost digit: whole numbers that a double cannot hold are kept beside the value, exactly. */

interface ExactJson {
  readonly value: unknown
  /** Exact whole numbers by the path of their field, where the value holds them only nearly. */
  readonly exact: ReadonlyMap<string, bigint>
}

interface Unreadable {
  readonly path: string
  readonly message: string
}

/** Longer than any whole number that is certainly safe; shorter ones need no second look. */
const longNumber = /[0-9]{16}/
/** An exponent of three digits, or as many digits: what may be no finite number. */
const hugeNumber = /[0-9][eE]\+?[0-9]{3}|[0-9]{300}/
/** A text no JSON of a person holds, in front of the digits that are kept. */
const mark = '\u0000whole:'

/** The value of a JSON text, or why there is none. */
export function readJson(text: string): ExactJson | { readonly unreadable: Unreadable } {
  const marks = longNumber.test(text)
  let value: unknown
  try {
    value = JSON.parse(marks ? withMarks(text) : text)
  } catch (error) {
    return { unreadable: { path: '', message: `is not JSON: ${messageOf(error, marks)}` } }
  }
  if (!marks && !hugeNumber.test(text)) return { value, exact: new Map() }
  return unmarked(value)
}

/** JSON text of a value; whole numbers of any length are written in full. */
export function writeJson(value: unknown, indent?: number): string {
  let marks = false
  const text = JSON.stringify(
    value,
    (_, part: unknown) => {
      if (typeof part !== 'bigint') return part
      marks = true
      return `${mark}${part}`
    },
    indent,
  )
  return marks ? text.replace(/"\\u0000whole:(-?[0-9]+)"/g, '$1') : text
}

/** A step of a path as JavaScript writes it: `a.b[2]["odd name"]`. */
export function pathStep(path: string, key: string | number): string {
  if (typeof key === 'number') return `${path}[${key}]`
  if (!/^[a-zA-Z_$][\w$]*$/.test(key)) return `${path}[${JSON.stringify(key)}]`
  return path === '' ? key : `${path}.${key}`
}

/** Long whole numbers become marked texts; texts are passed over whole. */
function withMarks(text: string): string {
  return text.replace(/"[^"\\]*(?:\\[^][^"\\]*)*"|-?[0-9]+(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?/g, (token) => {
    const isLong = /^-?[1-9][0-9]{15,}$/.test(token)
    return isLong && !Number.isSafeInteger(Number(token)) ? `${JSON.stringify(mark + token)}` : token
  })
}

function messageOf(error: unknown, marks: boolean): string {
  // The parser's own words quote the text, which would show the marks.
  return marks || !(error instanceof Error)
    ? 'a bracket, quote or comma is missing or misplaced'
    : error.message
}

interface Place {
  readonly holder: Record<string | number, unknown>
  readonly key: string | number
  readonly path: string
}

/** Puts numbers back in place of the marks; a list of places instead of recursion, for inputs of any depth. */
function unmarked(value: unknown): ExactJson | { readonly unreadable: Unreadable } {
  const exact = new Map<string, bigint>()
  const root: Record<string, unknown> = { value }
  const places: Place[] = [{ holder: root, key: 'value', path: '' }]
  for (let place = places.pop(); place !== undefined; place = places.pop()) {
    const { holder, key, path } = place
    const part = holder[key]
    if (typeof part === 'number' && !Number.isFinite(part)) {
      return { unreadable: { path, message: 'is too large a number' } }
    }
    if (typeof part === 'string' && part.startsWith(mark)) {
      const whole = BigInt(part.slice(mark.length))
      if (!Number.isFinite(Number(whole))) return { unreadable: { path, message: 'is too large a number' } }
      holder[key] = Number(whole)
      exact.set(path, whole)
    }
    if (typeof part !== 'object' || part === null) continue
    const inner = part as Record<string | number, unknown>
    const keys = Array.isArray(part) ? part.keys() : Object.keys(part)
    for (const name of keys) places.push({ holder: inner, key: name, path: pathStep(path, name) })
  }
  return { value: root['value'], exact }
}
