/** One law with one JSON text: what `eval` prints for a line. */
import { evaluateLaw, isInputError, type AnyEquation } from '../sim'
import { pathStep, readJson, writeJson } from './json'

export interface Evaluated {
  /** One line of JSON. */
  readonly text: string
  readonly outcome: 'value' | 'input-error' | 'program-error'
}

/** The output, or `{"error":{"path","message"}}`. Never throws. */
export function evaluateText(law: AnyEquation, text: string): Evaluated {
  const read = readJson(text)
  if ('unreadable' in read) return { text: writeJson({ error: read.unreadable }), outcome: 'input-error' }
  try {
    const result = evaluateForgiving(law, read.value, read.exact)
    return { text: writeJson(result), outcome: isInputError(result) ? 'input-error' : 'value' }
  } catch (error) {
    // The stack is exhausted: nobody's table looks like this.
    if (error instanceof RangeError) return refusedWhole('is nested too deeply, or too large')
    const message = `the program failed: ${error instanceof Error ? error.message : String(error)}`
    return { text: writeJson({ error: { path: '', message } }), outcome: 'program-error' }
  }
}

function refusedWhole(message: string): Evaluated {
  return { text: writeJson({ error: { path: '', message } }), outcome: 'input-error' }
}

/** More corrections than this and the input is not worth another look. */
const correctionLimit = 1000

/**
 * `null` means "missing" wherever a field may be missing, and a law that takes exact whole numbers gets them: a field
 * that is refused is corrected in one of these two ways, and the law is asked again.
 */
export function evaluateForgiving(
  law: AnyEquation,
  input: unknown,
  exact: ReadonlyMap<string, bigint>,
): unknown {
  const first = evaluateLaw(law, input)
  let result = first
  let last = ''
  for (let round = 0; isInputError(result) && round < correctionLimit; round++) {
    const { path } = result.error
    if (path === last || !correct(input, path, exact)) break
    last = path
    result = evaluateLaw(law, input)
  }
  if (!isInputError(result)) return result
  // Where alternatives are refused as a whole, the field to blame has no path of its own.
  if (!hasNull(input)) return result
  const bare = evaluateLaw(law, withoutNulls(input))
  return isInputError(bare) ? result : bare
}

/** Changes the field of a path in place: leaves it out if it is null, makes it exact if it was not. */
function correct(input: unknown, path: string, exact: ReadonlyMap<string, bigint>): boolean {
  let holder: unknown = null
  let key: string | number = ''
  let part = input
  let walked = ''
  while (walked !== path) {
    if (typeof part !== 'object' || part === null) return false
    const next: string | number | undefined = stepTowards(part, walked, path)
    if (next === undefined) return false
    holder = part
    key = next
    walked = pathStep(walked, next)
    part = (part as Record<string | number, unknown>)[next]
  }
  if (typeof holder !== 'object' || holder === null) return false
  const whole = exact.get(path)
  if (whole !== undefined) {
    Object.defineProperty(holder, key, { value: whole, enumerable: true, configurable: true, writable: true })
    return true
  }
  if (part !== null || Array.isArray(holder)) return false
  return Reflect.deleteProperty(holder, key)
}

function stepTowards(part: object, walked: string, path: string): string | number | undefined {
  const rest = path.slice(walked.length)
  const index = /^\[([0-9]+)\]/.exec(rest)?.[1]
  if (index !== undefined && Array.isArray(part))
    return Number(index) < part.length ? Number(index) : undefined
  return Object.keys(part).find((name) => {
    const step = pathStep(walked, name)
    return path.startsWith(step) && /^($|[.[])/.test(path.slice(step.length))
  })
}

function hasNull(input: unknown): boolean {
  return JSON.stringify(input, (_, part: unknown) => (typeof part === 'bigint' ? 0 : part)).includes('null')
}

/** A copy without fields that are null, at every depth; lists keep theirs, because positions count there. */
function withoutNulls(input: unknown): unknown {
  if (Array.isArray(input)) return input.map(withoutNulls)
  if (typeof input !== 'object' || input === null) return input
  return Object.fromEntries(
    Object.entries(input)
      .filter(([, value]) => value !== null)
      .map(([name, value]) => [name, withoutNulls(value)]),
  )
}
