/** The experiments against common misconceptions, in the order in which the model book counts these. */
import { bootTimes } from './boot-times'
import { coldImage } from './cold-image'
import { countingExits } from './counting-exits'
import { downtimeOfAMove } from './downtime-of-a-move'
import type { Experiment } from './experiment'
import { frozenByQuota } from './frozen-by-quota'
import { maintainingTheDatabase } from './maintaining-the-database'
import { memoryRamp } from './memory-ramp'
import { moreVmsFewerFailures } from './more-vms-fewer-failures'
import { priceOfAWalk } from './price-of-a-walk'
import { sharingTakesTime } from './sharing-takes-time'
import { threeGenerations } from './three-generations'
import { typeOneTypeTwo } from './type-one-type-two'
import { vcpusInLine } from './vcpus-in-line'
import { wallsAndWindows } from './walls-and-windows'
import { weightAndCap } from './weight-and-cap'
import { whatExits } from './what-exits'
import { whoseKernel } from './whose-kernel'

export const experiments: readonly Experiment[] = [
  bootTimes,
  coldImage,
  whoseKernel,
  countingExits,
  whatExits,
  threeGenerations,
  priceOfAWalk,
  typeOneTypeTwo,
  vcpusInLine,
  weightAndCap,
  frozenByQuota,
  memoryRamp,
  sharingTakesTime,
  downtimeOfAMove,
  wallsAndWindows,
  moreVmsFewerFailures,
  maintainingTheDatabase,
]

/** The experiment of a scenario by its title, which is its id in words; null for any other scenario. */
export function experimentTitled(title: string): Experiment | null {
  const id = title.toLowerCase().replace(/ /g, '-')
  return experiments.find((one) => one.id === id) ?? null
}

export { argumentsFor, looksOf, readAll } from './measure'
export { predictions, type Action, type Experiment, type Measure, type Prediction } from './experiment'
