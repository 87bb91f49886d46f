/** The worlds of the experiments against common misconceptions, by id. */
import type { Scenario } from '../../scenario'
import { countingExits } from './counting-exits'
import { frozenByQuota } from './frozen-by-quota'
import { memoryRamp } from './memory-ramp'
import { priceOfAWalk } from './price-of-a-walk'
import { sharingTakesTime } from './sharing-takes-time'
import { threeGenerations } from './three-generations'
import { vcpusInLine } from './vcpus-in-line'
import { weightAndCap } from './weight-and-cap'
import { whatExits } from './what-exits'
import { whoseKernel } from './whose-kernel'

export const experimentWorlds: Readonly<Record<string, Scenario>> = {
  'whose-kernel': whoseKernel,
  'counting-exits': countingExits,
  'what-exits': whatExits,
  'three-generations': threeGenerations,
  'price-of-a-walk': priceOfAWalk,
  'vcpus-in-line': vcpusInLine,
  'weight-and-cap': weightAndCap,
  'frozen-by-quota': frozenByQuota,
  'memory-ramp': memoryRamp,
  'sharing-takes-time': sharingTakesTime,
}
