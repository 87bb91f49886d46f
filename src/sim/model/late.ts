/** The late parts of the mechanisms: what the first lessons do without. */
import type { LateParts } from '../core'
import { cgroupLate } from './cgroup/late'
import { neighboursLate } from './neighbours/late'
import { operationsLate } from './operations/late'
import { poolLate } from './pool/late'
import { reclaimLate } from './reclaim/late'
import { responseLate } from './response/late'
import { techniqueLate } from './technique/late'

export const lateParts: Readonly<Record<string, LateParts>> = {
  technique: techniqueLate,
  cgroup: cgroupLate,
  reclaim: reclaimLate,
  neighbours: neighboursLate,
  pool: poolLate,
  response: responseLate,
  operations: operationsLate,
}
