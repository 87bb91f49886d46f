/**
 * Transfer: bytes on their way over a host's network card or its disk. What moves at the same time shares; every byte
 * that is sent arrives or is counted as given up.
 */
import * as v from 'valibot'
import { defineMechanism, notYet, type FactArgument } from '../../core'
import { inventory } from '../inventory'
import { purposeNames, transferTables } from './tables'
import type { TransferSim } from './verbs'

export { Purpose, purposeNames, TransferState, transferTables } from './tables'
export {
  addChore,
  cancelTransfer,
  failTransfers,
  setRegistryRate,
  setTransferLimit,
  startTransfer,
  transferLeft,
} from './verbs'
export type { TransferRequest, TransferSim } from './verbs'

/** A disk nobody has measured, MB/s; assumed: a SATA SSD. */
const usualDisk = 500

const rulesSchema = v.strictObject({
  /** What a host's disk copies, MB/s. */
  diskMBps: v.optional(v.pipe(v.number(), v.safeInteger(), v.minValue(1), v.maxValue(1000000))),
})
type Rules = v.InferOutput<typeof rulesSchema>

function start(sim: TransferSim, _scenario: unknown, { diskMBps = usualDisk }: Rules): void {
  const row = sim.addRow('transferRules')
  for (const _ of purposeNames) sim.addRow('transferTotals')
  sim.tables.transferRules.diskBytes[row] = diskMBps * 1000000
}

const moved: readonly FactArgument[] = [
  { name: 'transfer', unit: 'count' },
  { name: 'host', table: 'hosts' },
  { name: 'amount', unit: 'MiB' },
]

export const transfer = defineMechanism<TransferSim['tables'], Rules>({
  name: 'transfer',
  needs: [inventory],
  tables: transferTables,
  rules: rulesSchema,
  start,
  events: { 'transfer.end': notYet },
  facts: { 'transfer.ended': moved, 'transfer.failed': moved },
})
