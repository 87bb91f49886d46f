/** Laws of choosing a host: what each policy scores. The highest score wins; ties go to the host that comes first. */
import * as v from 'valibot'
import { defineEquation } from '../../core'
import { PlacementPolicy, policyNames } from './tables'

/**
 * Score of a host that passed every filter. `freeAfterMiB` is what would be left there, `units` what it holds
 * already.
 * block and first-fit score every host alike, so the first one wins.
 */
export function policyScore(policy: number, freeAfterMiB: number, units: number): number {
  switch (policy) {
    case PlacementPolicy.bestFit:
      return -freeAfterMiB
    case PlacementPolicy.worstFit:
      return freeAfterMiB
    case PlacementPolicy.spread:
      return -units
    case PlacementPolicy.pack:
      return units
    default:
      return 0
  }
}

const whole = v.pipe(v.number(), v.safeInteger(), v.minValue(0))

export const placementEquations = [
  defineEquation({
    id: 'placement.score',
    tex: 'best: -free,\\; worst: free,\\; spread: -units,\\; pack: units,\\; first: 0',
    input: v.object({ policy: v.picklist(policyNames), freeAfterMiB: whole, units: whole }),
    output: v.object({ score: v.number() }),
    sources: ['derived'],
    examples: [
      { input: { policy: 'best-fit', freeAfterMiB: 300, units: 4 }, output: { score: -300 } },
      { input: { policy: 'worst-fit', freeAfterMiB: 300, units: 4 }, output: { score: 300 } },
      { input: { policy: 'spread', freeAfterMiB: 300, units: 4 }, output: { score: -4 } },
      { input: { policy: 'pack', freeAfterMiB: 300, units: 4 }, output: { score: 4 } },
    ],
    evaluate: (i) => ({ score: policyScore(policyNames.indexOf(i.policy), i.freeAfterMiB, i.units) }),
  }),
]
