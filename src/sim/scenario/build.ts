/** Scenario + catalogue → a world at t = 0 with every mechanism started. */
import * as v from 'valibot'
import { createEngine, performInstant, type Engine, type FactSink, type Model } from '../core'
import { failed, type Failed } from './errors'
import { planOf } from './plan'
import { setupFor } from './setup'
import type { Scenario } from './scenario'

/**
 * Builds the engine for a scenario, or says which part of it cannot be built. The build is an instant of its
 * own at t = 0;
 * `prepare` is called on the empty engine before it.
 */
export function buildEngine(
  scenario: Scenario,
  model: Model,
  sink?: FactSink,
  prepare?: (engine: Engine) => void,
): { readonly engine: Engine } | Failed {
  const planned = planOf(scenario)
  if ('problem' in planned) return planned
  const rules = readRules(scenario, model)
  if ('problem' in rules) return rules
  const engine = createEngine(model, scenario.seed, sink, setupFor(scenario))
  prepare?.(engine)
  performInstant(
    engine,
    () => {
      for (const mechanism of model.mechanisms)
        mechanism.start?.(engine.sim, planned.plan, rules.sections[mechanism.name] ?? {})
    },
    true,
  )
  return { engine }
}

/** Every section of the rules belongs to a mechanism and passes its schema. */
function readRules(
  scenario: Scenario,
  model: Model,
): { readonly sections: Readonly<Record<string, unknown>> } | Failed {
  const sections: Record<string, unknown> = {}
  for (const [name, section] of Object.entries(scenario.rules ?? {})) {
    const mechanism = model.mechanisms.find((candidate) => candidate.name === name)
    if (mechanism?.rules === undefined) return failed('unknown-id', { id: name }, `rules.${name}`)
    const parsed = v.safeParse(mechanism.rules, section)
    if (!parsed.success) {
      const path = parsed.issues[0].path?.map((item) => String(item.key)).join('.') ?? ''
      return failed('rules-refused', { detail: parsed.issues[0].message }, `rules.${name}.${path}`)
    }
    sections[name] = parsed.output
  }
  return { sections }
}
