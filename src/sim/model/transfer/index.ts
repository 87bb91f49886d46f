/**
 * Transfer: bytes on their way over a host's network card or its disk. What moves at the same time shares; every byte
 * that is sent arrives or is counted as cancelled.
 */
import { defineMechanism, Domain, type Own, type Row, type Seen, type Sim } from '../../core'
import { inventory, type inventoryTables } from '../inventory'
import { transferTables } from './tables'

export { Purpose, purposeNames, transferTables } from './tables'

export type TransferSim = Sim<Own<typeof transferTables> & Seen<typeof inventoryTables>>

/** What is to be moved. Without `from` it comes from outside the fleet (a registry), without `to` it leaves it. */
export interface TransferRequest {
  readonly from: Row
  readonly to: Row
  /** 1: it is read from and written to the disk of `to`, and meets no network. */
  readonly onDisk: 0 | 1
  readonly bytes: number
  /** Bytes per second it may take at most; 0 for no limit of its own. */
  readonly limit: number
  /** One of `Purpose`; with `subject` it tells its owner what has ended. */
  readonly purpose: number
  readonly subject: Row
}

/**
 * Begins a transfer. Its owner hears of its end by reacting to the fact 'transfer.ended' (a = its row, still readable),
 * after looking at `transfers.purpose` and `transfers.subject`.
 */
export function startTransfer(sim: Sim, request: TransferRequest): Row {
  const row = sim.addRow('transfers')
  const { transfers } = (sim as TransferSim).tables
  transfers.from[row] = request.from
  transfers.to[row] = request.to
  transfers.onDisk[row] = request.onDisk
  transfers.bytes[row] = request.bytes
  transfers.left[row] = request.bytes
  transfers.limit[row] = request.limit
  transfers.purpose[row] = request.purpose
  transfers.subject[row] = request.subject
  transfers.since[row] = sim.now
  transfers.begun[row] = sim.now
  sim.touch(Domain.fabric, 0)
  return row
}

/** Adds to (or takes from) what a host's own daemons use of its CPU, millicores. */
export function addChore(sim: Sim, host: Row, millicores: number): void {
  const { hostChores } = (sim as TransferSim).tables
  hostChores.millicores[host] += millicores
  sim.touch(Domain.host, host)
}

export const transfer = defineMechanism<TransferSim['tables']>({
  name: 'transfer',
  needs: [inventory],
  tables: transferTables,
  facts: {},
})
