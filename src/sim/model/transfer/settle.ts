/**
 * When an instant ends: whatever shares a card, a disk or the registry with something that came, went or was given
 * another limit shares anew. What has nothing to do with it is left alone.
 */
import { none, type Row } from '../../core'
import { addFlow, addResource, clearFilling, createFilling, fill, type Filling } from './share'
import { unsettled, type TransferSim } from './verbs'

/** Arrays to work in, grown on demand and kept. */
interface Work {
  /** Number of the round in which a host, or a transfer, was last looked at. */
  round: number
  seenHost: Int32Array
  seenTransfer: Int32Array
  seenOutside: number
  rows: Int32Array
  count: number
  readonly hosts: Row[]
  readonly filling: Filling
  /** Resources of each host of the group: out, in, disk. */
  resourceOf: Int32Array
}

const createWork = (): Work => ({
  round: 0,
  seenHost: new Int32Array(16),
  seenTransfer: new Int32Array(16),
  seenOutside: 0,
  rows: new Int32Array(16),
  count: 0,
  hosts: [],
  filling: createFilling(),
  resourceOf: new Int32Array(48),
})

export function settleTransfers(sim: TransferSim): void {
  const todo = unsettled(sim)
  for (const row of todo.over) sim.dropRow('transfers', row)
  todo.over.length = 0
  const work = sim.scratch('transfer-work', createWork)
  prepare(sim, work)
  if (todo.outside && sim.tables.transferRules.registryBytes[0] > 0) shareFrom(sim, work, none)
  for (const host of todo.hosts)
    if (sim.tables.hosts.rows.alive[host] === 1 && work.seenHost[host] !== work.round)
      shareFrom(sim, work, host)
  todo.hosts.length = 0
  todo.outside = false
}

function prepare({ tables: { hosts, transfers } }: TransferSim, work: Work): void {
  work.round++
  if (hosts.rows.size > work.seenHost.length) {
    work.seenHost = new Int32Array(hosts.rows.size * 2)
    work.resourceOf = new Int32Array(hosts.rows.size * 6)
  }
  if (transfers.rows.size > work.seenTransfer.length) {
    work.seenTransfer = new Int32Array(transfers.rows.size * 2)
    work.rows = new Int32Array(transfers.rows.size * 2)
  }
}

/** Shares anew among all that is bound to a host, or to the registry, however far away. */
function shareFrom(sim: TransferSim, work: Work, start: Row): void {
  collect(sim, work, start)
  if (work.count === 0) return
  // By row, so that the same transfers always come to the same rates, wherever the search began.
  const rows = work.rows.subarray(0, work.count).sort()
  sim.worked(work.count / 20)
  describe(sim, work, rows)
  fill(work.filling)
  let first = Infinity
  for (let at = 0; at < rows.length; at++) {
    setRate(sim, rows[at], work.filling.rate[at])
    first = Math.min(first, sim.tables.transfers.due[rows[at]])
  }
  for (const row of rows) plan(sim, row, first)
}

function collect(sim: TransferSim, work: Work, start: Row): void {
  const { transfers, transferRules } = sim.tables
  const { hosts } = work
  work.count = 0
  hosts.length = 0
  if (start === none) follow(work, transfers, transferRules.firstOut[0], transfers.nextOut)
  else meet(work, start)
  work.seenOutside = start === none ? work.round : work.seenOutside
  for (let at = 0; at < hosts.length; at++) {
    const { firstOut, firstIn } = sim.tables.hostTransfers
    follow(work, transfers, firstOut[hosts[at]], transfers.nextOut)
    const outside = follow(work, transfers, firstIn[hosts[at]], transfers.nextIn)
    if (!outside || transferRules.registryBytes[0] === 0 || work.seenOutside === work.round) continue
    work.seenOutside = work.round
    follow(work, transfers, transferRules.firstOut[0], transfers.nextOut)
  }
}

function meet(work: Work, host: Row): void {
  if (host === none || work.seenHost[host] === work.round) return
  work.seenHost[host] = work.round
  work.hosts.push(host)
}

/** Takes in a list of transfers and the hosts at their ends; whether one comes from outside the fleet. */
function follow(
  work: Work,
  transfers: TransferSim['tables']['transfers'],
  first: Row,
  next: { readonly [row: number]: number },
): boolean {
  let outside = false
  for (let row = first; row !== none; row = next[row]) {
    if (transfers.onDisk[row] === 0) {
      outside ||= transfers.from[row] === none
      meet(work, transfers.from[row])
    }
    meet(work, transfers.to[row])
    if (work.seenTransfer[row] === work.round) continue
    work.seenTransfer[row] = work.round
    work.rows[work.count++] = row
  }
  return outside
}

/** Bytes per second of a card of so many Mbit/s; nobody knows a limit of one with 0. */
export function cardBytes(mbps: number): number {
  return mbps === 0 ? Infinity : mbps * 125000
}

function describe({ tables }: TransferSim, work: Work, rows: Int32Array): void {
  const { hosts, transfers, transferRules } = tables
  const { filling, resourceOf } = work
  clearFilling(filling, rows.length, work.hosts.length * 3 + 1)
  for (const host of work.hosts) {
    resourceOf[3 * host] = addResource(filling, cardBytes(hosts.nicMbps[host]))
    resourceOf[3 * host + 1] = addResource(filling, cardBytes(hosts.nicMbps[host]))
    resourceOf[3 * host + 2] = addResource(filling, transferRules.diskBytes[0])
  }
  const registry =
    transferRules.registryBytes[0] > 0 ? addResource(filling, transferRules.registryBytes[0]) : none
  for (const row of rows) {
    const { from, to } = { from: transfers.from[row], to: transfers.to[row] }
    const limit = transfers.limit[row]
    if (transfers.onDisk[row] === 1) addFlow(filling, resourceOf[3 * to + 2], none, limit)
    else {
      const source = from === none ? registry : resourceOf[3 * from]
      addFlow(filling, source, to === none ? none : resourceOf[3 * to + 1], limit)
    }
  }
}

/** Books what was sent at the old rate; the end moves only when the rate does. */
function setRate(sim: TransferSim, row: Row, rate: number): void {
  const { transfers } = sim.tables
  const { now } = sim
  if (rate === transfers.rate[row] && transfers.due[row] !== none) return
  const sent = (transfers.rate[row] * (now - transfers.since[row])) / 1000000
  transfers.left[row] = Math.max(0, transfers.left[row] - sent)
  transfers.since[row] = now
  transfers.rate[row] = rate
  transfers.due[row] = now + Math.max(1, Math.ceil((transfers.left[row] * 1000000) / rate))
  sim.cancel(transfers.timer[row])
  transfers.timer[row] = none
}

/** Only those that end first need a timer: when they end, the others share anew. */
function plan(sim: TransferSim, row: Row, first: number): void {
  const { transfers } = sim.tables
  const isFirst = transfers.due[row] === first
  if (isFirst === (transfers.timer[row] !== none)) return
  sim.cancel(transfers.timer[row])
  transfers.timer[row] = isFirst ? sim.after(Math.max(1, first - sim.now), 'transfer.end', row) : none
}
