/** The late parts of the mechanisms: what the first lessons do without. */
import type { LateParts } from '../core'
import { cgroupLate } from './cgroup/late'
import { imageLate } from './image/late'
import { isolationLate } from './isolation/late'
import { migrationLate } from './migration/late'
import { neighboursLate } from './neighbours/late'
import { operationsLate } from './operations/late'
import { poolLate } from './pool/late'
import { reclaimLate } from './reclaim/late'
import { responseLate } from './response/late'
import { restartLate } from './restart/late'
import { startLate } from './start/late'
import { savesLate } from './saves/late'
import { techniqueLate } from './technique/late'
import { transferLate } from './transfer/late'

export const lateParts: Readonly<Record<string, LateParts>> = {
  technique: techniqueLate,
  cgroup: cgroupLate,
  reclaim: reclaimLate,
  neighbours: neighboursLate,
  pool: poolLate,
  transfer: transferLate,
  image: imageLate,
  response: responseLate,
  start: startLate,
  restart: restartLate,
  saves: savesLate,
  isolation: isolationLate,
  migration: migrationLate,
  operations: operationsLate,
}
