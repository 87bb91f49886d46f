/** The experiments against common misconceptions, in the order in which the model book counts these. */
import { countingExits } from './counting-exits'
import type { Experiment } from './experiment'
import { frozenByQuota } from './frozen-by-quota'
import { memoryRamp } from './memory-ramp'
import { priceOfAWalk } from './price-of-a-walk'
import { sharingTakesTime } from './sharing-takes-time'
import { threeGenerations } from './three-generations'
import { vcpusInLine } from './vcpus-in-line'
import { weightAndCap } from './weight-and-cap'
import { whatExits } from './what-exits'
import { whoseKernel } from './whose-kernel'

export const experiments: readonly Experiment[] = [
  whoseKernel,
  countingExits,
  whatExits,
  threeGenerations,
  priceOfAWalk,
  vcpusInLine,
  weightAndCap,
  frozenByQuota,
  memoryRamp,
  sharingTakesTime,
]

/** The experiment of a scenario by its title, which is its id in words; null for any other scenario. */
export function experimentTitled(title: string): Experiment | null {
  const id = title.toLowerCase().replace(/ /g, '-')
  return experiments.find((one) => one.id === id) ?? null
}

export { argumentsFor, looksOf, readAll } from './measure'
export { predictions, type Action, type Experiment, type Measure, type Prediction } from './experiment'
