/** The worlds of the experiments against common misconceptions, by id. */
import type { Scenario } from '../../scenario'
import { bootTimes } from './boot-times'
import { coldImage } from './cold-image'
import { countingExits } from './counting-exits'
import { downtimeOfAMove } from './downtime-of-a-move'
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

export const experimentWorlds: Readonly<Record<string, Scenario>> = {
  'boot-times': bootTimes,
  'cold-image': coldImage,
  'whose-kernel': whoseKernel,
  'counting-exits': countingExits,
  'what-exits': whatExits,
  'three-generations': threeGenerations,
  'price-of-a-walk': priceOfAWalk,
  'type-one-type-two': typeOneTypeTwo,
  'vcpus-in-line': vcpusInLine,
  'weight-and-cap': weightAndCap,
  'frozen-by-quota': frozenByQuota,
  'memory-ramp': memoryRamp,
  'sharing-takes-time': sharingTakesTime,
  'downtime-of-a-move': downtimeOfAMove,
  'walls-and-windows': wallsAndWindows,
  'more-vms-fewer-failures': moreVmsFewerFailures,
  'maintaining-the-database': maintainingTheDatabase,
}
