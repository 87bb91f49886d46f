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

/** Largest whole percent of a group that goes when one host goes: `here` of its `total` running workloads are there. */
export function exposurePercent(here: number, total: number): number {
  return total === 0 ? 0 : Math.floor((here * 100) / total)
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
  defineEquation({
    id: 'placement.exposure',
    tex: 'e = \\left\\lfloor 100 \\cdot \\max_h n_h / \\textstyle\\sum_h n_h \\right\\rfloor',
    input: v.object({ runningByHost: v.array(whole) }),
    output: v.object({ percent: whole }),
    sources: ['derived'],
    examples: [
      // All on one host: losing it loses the whole group. Spread evenly over four, a quarter. Two of three: 66.
      { input: { runningByHost: [5] }, output: { percent: 100 } },
      { input: { runningByHost: [2, 2, 2, 2] }, output: { percent: 25 } },
      { input: { runningByHost: [1, 2] }, output: { percent: 66 } },
      { input: { runningByHost: [] }, output: { percent: 0 } },
    ],
    evaluate: ({ runningByHost }) => {
      let most = 0
      let total = 0
      for (const here of runningByHost) {
        most = Math.max(most, here)
        total += here
      }
      return { percent: exposurePercent(most, total) }
    },
  }),
]
