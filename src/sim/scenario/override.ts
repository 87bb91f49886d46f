/** Overrides: single values of a scenario changed at t = 0, by a lesson's knob or where two branches differ. */
import * as v from 'valibot'
import { failed, failedSchema, quote, type Failed } from './errors'
import { isReservedName } from './json'
import type { Override } from './link'
import { scenarioSchema, type Scenario } from './scenario'

type Container = Record<string, unknown> | unknown[]

/**
 * A copy of the scenario with each value set at its path ('workloads.0.wrap.0.per'), checked as a whole afterwards.
 * Everything on the way to the last name must exist, but for what a scenario may leave out with all that is in it
 * (`sections`); the last one may be new where the schema has a place for it.
 * Problems: 'no-such-path', 'reserved-name', and those of the schema.
 */
export function applyOverrides(
  scenario: Scenario,
  set: readonly Override[],
): { readonly scenario: Scenario } | Failed {
  if (set.length === 0) return { scenario }
  let changed = scenario
  for (const override of set) {
    const next = withValue(changed, override)
    if ('problem' in next) return next
    changed = next.copy
  }
  const result = v.safeParse(scenarioSchema, changed, { abortEarly: true })
  return result.success ? { scenario: result.output } : failedSchema(result.issues[0])
}

/** Rules, definitions and controls of a group: empty where a scenario leaves them out. */
const sections = /^(rules(\.[^.]+)?|define(\.[^.]+){0,2}|workloads\.\d+\.(place|memory|cgroup))$/

/** Copies only the containers along the path: the rest is shared, and nobody writes to it. */
function withValue(scenario: Scenario, { path, value }: Override): { readonly copy: Scenario } | Failed {
  const names = path.split('.')
  const copy = { ...scenario }
  let container: Container = copy
  for (const [at, name] of names.entries()) {
    if (isReservedName(name)) return failed('reserved-name', { name }, quote(path))
    const last = at === names.length - 1
    const opened = !last && sections.test(names.slice(0, at + 1).join('.'))
    if (!hasPlace(container, name, last || opened))
      return failed('no-such-path', { name: quote(name) }, quote(path))
    const fields = container as Record<string, unknown>
    const old = opened ? (fields[name] ?? {}) : fields[name]
    if (last) {
      fields[name] = value
      break
    }
    if (typeof old !== 'object' || old === null)
      return failed('no-such-path', { name: quote(name) }, quote(path))
    const inner: Container = Array.isArray(old)
      ? [...(old as unknown[])]
      : { ...(old as Record<string, unknown>) }
    fields[name] = inner
    container = inner
  }
  return { copy }
}

function hasPlace(container: Container, name: string, last: boolean): boolean {
  if (Array.isArray(container)) return /^(0|[1-9][0-9]{0,8})$/.test(name) && Number(name) < container.length
  return last || Object.prototype.hasOwnProperty.call(container, name)
}
