/**
 * Every law of the simulated world by its id: what `strata eval`, `strata models` and the Models page list and
 * evaluate.
 */
import * as v from 'valibot'
import { inputError, type AnyEquation } from './core'
import { importEquations } from './import/equations'
import { modelEquations } from './model/laws'
import { pathText } from './scenario/errors'
import { unitsEquations } from './units'

export const laws: ReadonlyMap<string, AnyEquation> = new Map(
  [...unitsEquations, ...modelEquations, ...importEquations].map((law) => [law.id, law]),
)

/**
 * One law with one JSON value put in: its output, or `{error: {path, message}}` with the path as written in
 * JavaScript.
 * `null` and "missing" mean the same; unknown fields are ignored.
 */
export function evaluateLaw(law: AnyEquation, input: unknown): unknown {
  const parsed = v.safeParse(law.input, withoutNulls(input))
  if (parsed.success) return law.evaluate(parsed.output)
  const [issue] = parsed.issues
  return inputError(pathText(issue.path?.map((item) => item.key) ?? []), issue.message)
}

/** A copy in which fields that are null are left out; lists keep theirs, because positions count there. */
function withoutNulls(input: unknown): unknown {
  if (typeof input !== 'object' || input === null || Array.isArray(input)) return input
  return Object.fromEntries(Object.entries(input).filter(([, value]) => value !== null))
}
