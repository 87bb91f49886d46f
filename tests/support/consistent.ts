// Drawn scenarios without contradictions: each value that is refused becomes the nearest one that the refusal names.
import type { Scenario } from '../../src/sim'
import { planOf } from '../../src/sim/scenario/plan'

/** More contradictions than a drawn scenario can hold. */
const most = 200

/** The scenario itself when nothing in it contradicts anything else. Throws when a nearest value is refused again. */
export function consistent(scenario: Scenario): Scenario {
  let mended = scenario
  for (let round = 0; round < most; round++) {
    const planned = planOf(mended)
    if (!('problem' in planned)) return mended
    const { path = '', args } = planned.problem
    const nearest = args['nearest']
    // What is refused for another reason is the test's own business.
    if (nearest === undefined) return mended
    mended = withValue(
      mended,
      path,
      path.endsWith('.cpus') && typeof nearest === 'number' ? `0-${nearest}` : nearest,
    )
  }
  throw new Error(`the nearest values are refused again: ${JSON.stringify(planOf(mended))}`)
}

function withValue(scenario: Scenario, path: string, value: string | number): Scenario {
  const copy = structuredClone(scenario)
  const keys = path.split(/[.[\]]+/).filter((key) => key !== '')
  let at: Record<string, unknown> = copy
  for (const key of keys.slice(0, -1)) at = at[key] as Record<string, unknown>
  at[keys[keys.length - 1] ?? ''] = value
  return copy
}
