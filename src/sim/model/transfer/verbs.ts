/** Beginning, ending and giving up transfers. Their rates are worked out when the instant ends (late.ts). */
import {
  assert,
  Domain,
  join,
  leave,
  none,
  type ListColumns,
  type Own,
  type Row,
  type Seen,
  type Sim,
} from '../../core'
import type { inventoryTables } from '../inventory'
import { TransferState, type transferTables } from './tables'

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

/** What has to be shared anew when the instant ends, and what is over: both empty between instants. */
export interface Unsettled {
  readonly hosts: Row[]
  outside: boolean
  readonly over: Row[]
}

export function unsettled(sim: Sim): Unsettled {
  return sim.scratch('transfer', () => ({ hosts: [], outside: false, over: [] }))
}

/**
 * Begins a transfer. Its owner hears of its end by reacting to the fact 'transfer.ended' (a = its row, still readable),
 * after looking at `transfers.purpose` and `transfers.subject`; or of 'transfer.failed', when a host went down.
 */
export function startTransfer(sim: Sim, request: TransferRequest): Row {
  const mine = sim as TransferSim
  assert(request.from !== none || request.to !== none, 'a transfer needs a host')
  assert(request.onDisk === 0 || request.to !== none, 'a copy on disk needs its host')
  const row = sim.addRow('transfers')
  const { transfers, transferTotals } = mine.tables
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
  transfers.cause[row] = sim.cause
  transferTotals.begun[request.purpose] += request.bytes
  if (isSent(mine, row)) join(outOf(mine, request.from), ownerOf(request.from), row)
  if (request.to !== none) join(into(mine), request.to, row)
  shareAnew(mine, row)
  return row
}

/** Bytes that are still to be sent now. */
export function transferLeft(sim: Sim, row: Row): number {
  const { transfers } = (sim as TransferSim).tables
  const sent = (transfers.rate[row] * (sim.now - transfers.since[row])) / 1000000
  return Math.max(0, transfers.left[row] - sent)
}

/** Gives a transfer up and forgets it; the bytes that were sent until now. */
export function cancelTransfer(sim: Sim, row: Row): number {
  const mine = sim as TransferSim
  const { transfers } = mine.tables
  // It has ended or failed in this instant, and leaves when the instant ends.
  if (transfers.state[row] !== TransferState.moving) return transfers.bytes[row] - transfers.left[row]
  const sent = giveUp(mine, row)
  sim.dropRow('transfers', row)
  return sent
}

/** Changes how fast a transfer may be at most; 0 for no limit of its own. */
export function setTransferLimit(sim: Sim, row: Row, limit: number): void {
  const mine = sim as TransferSim
  if (mine.tables.transfers.limit[row] === limit) return
  mine.tables.transfers.limit[row] = limit
  shareAnew(mine, row)
}

/** What all transfers from outside the fleet share, bytes per second; 0 for no limit. */
export function setRegistryRate(sim: Sim, bytes: number): void {
  const mine = sim as TransferSim
  mine.tables.transferRules.registryBytes[0] = bytes
  unsettled(sim).outside = true
  sim.touch(Domain.fabric, 0)
}

/** All transfers of a host that goes down or leaves fail: their owners react to the fact, or are gone. */
export function failTransfers(sim: Sim, host: Row): void {
  const mine = sim as TransferSim
  const { firstIn, firstOut } = mine.tables.hostTransfers
  const { cause } = sim
  for (let row = firstIn[host]; row !== none; row = firstIn[host]) failOne(mine, row, host, cause)
  for (let row = firstOut[host]; row !== none; row = firstOut[host]) failOne(mine, row, host, cause)
}

function failOne(sim: TransferSim, row: Row, host: Row, cause: number): void {
  const { transfers } = sim.tables
  giveUp(sim, row)
  transfers.state[row] = TransferState.failed
  unsettled(sim).over.push(row)
  sim.because(cause)
  sim.emit('transfer.failed', row, host, inMiB(transfers.left[row]))
}

/** Its place in the lists is free, and what it had is shared among the others. */
function giveUp(sim: TransferSim, row: Row): number {
  const { transfers, transferTotals } = sim.tables
  transfers.left[row] = transferLeft(sim, row)
  const sent = transfers.bytes[row] - transfers.left[row]
  transferTotals.givenUp[transfers.purpose[row]] += transfers.bytes[row]
  transferTotals.inVain[transfers.purpose[row]] += sent
  takeOut(sim, row)
  return sent
}

/** The event of its end. */
export function endTransfer(sim: TransferSim, row: Row): void {
  const { transfers, transferTotals } = sim.tables
  transfers.timer[row] = none
  transfers.left[row] = 0
  transferTotals.arrived[transfers.purpose[row]] += transfers.bytes[row]
  takeOut(sim, row)
  transfers.state[row] = TransferState.ended
  unsettled(sim).over.push(row)
  const host = transfers.to[row] === none ? transfers.from[row] : transfers.to[row]
  sim.because(transfers.cause[row])
  sim.emit('transfer.ended', row, host, inMiB(transfers.bytes[row]))
}

function takeOut(sim: TransferSim, row: Row): void {
  const { transfers } = sim.tables
  sim.cancel(transfers.timer[row])
  transfers.timer[row] = none
  transfers.rate[row] = 0
  transfers.since[row] = sim.now
  transfers.due[row] = none
  shareAnew(sim, row)
  if (isSent(sim, row)) leave(outOf(sim, transfers.from[row]), ownerOf(transfers.from[row]), row)
  if (transfers.to[row] !== none) leave(into(sim), transfers.to[row], row)
}

/** A copy on disk is sent by nobody. */
function isSent(sim: TransferSim, row: Row): boolean {
  return sim.tables.transfers.onDisk[row] === 0
}

function shareAnew(sim: TransferSim, row: Row): void {
  const { transfers } = sim.tables
  const { hosts } = unsettled(sim)
  if (transfers.to[row] !== none) hosts.push(transfers.to[row])
  if (transfers.from[row] !== none) hosts.push(transfers.from[row])
  else if (transfers.onDisk[row] === 0) unsettled(sim).outside = true
  sim.touch(Domain.fabric, 0)
}

/** Adds to (or takes from) what a host's own daemons use of its CPU, millicores. */
export function addChore(sim: Sim, host: Row, millicores: number): void {
  const { hostChores } = (sim as TransferSim).tables
  hostChores.millicores[host] = Math.max(0, hostChores.millicores[host] + millicores)
  sim.touch(Domain.host, host)
}

const inMiB = (bytes: number): number => Math.ceil(bytes / 1048576)

/** What comes from outside the fleet stands in a list of the rules' only row. */
const ownerOf = (from: Row): Row => (from === none ? 0 : from)

function outOf({ tables }: TransferSim, from: Row): ListColumns {
  const { transfers, hostTransfers, transferRules } = tables
  const owner = from === none ? transferRules : hostTransfers
  return {
    first: owner.firstOut,
    last: owner.lastOut,
    next: transfers.nextOut,
    previous: transfers.previousOut,
  }
}

function into({ tables: { transfers, hostTransfers } }: TransferSim): ListColumns {
  return {
    first: hostTransfers.firstIn,
    last: hostTransfers.lastIn,
    next: transfers.nextIn,
    previous: transfers.previousIn,
  }
}
