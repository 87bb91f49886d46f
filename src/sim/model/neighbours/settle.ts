/** What the units of a host lose to each other: settled before the CPU is shared, from what they ask for. */
import { createDivider, none, type Divider, type Own, type Row, type Seen, type Sim } from '../../core'
import { Power, type inventoryTables } from '../inventory'
import type { techniqueTables } from '../technique'
import { WorkloadState, type workloadTables } from '../workload'
import {
  cyclesPerInstruction,
  lockStretch,
  missRatioAt,
  shareBandwidth,
  shareCache,
  type CacheUsers,
} from './equations'
import { partitionModes, type neighboursTables } from './tables'

export type NeighboursSim = Sim<
  Own<typeof neighboursTables> &
    Seen<typeof workloadTables> &
    Seen<typeof inventoryTables> &
    Seen<typeof techniqueTables>
>
export type Crowd = Seen<typeof neighboursTables> & Seen<typeof workloadTables> & Seen<typeof inventoryTables>

/** Nobody loses more than this, 50 times its native time: where the laws lead beyond it, they no longer hold. */
const mostPpm = 50000000

/** The units of one host that use what all share, side by side; grown on demand and kept. */
interface Work extends CacheUsers {
  readonly divider: Divider
  readonly unit: Int32Array
  /** Native millicores that the unit asks for, and its running workloads. */
  readonly millicores: Float64Array
  readonly members: Float64Array
  readonly accesses: Float64Array
  readonly missRatio: Float64Array
  readonly knownMiB: Float64Array
  readonly holds: Float64Array
  readonly weight: Float64Array
  readonly lower: Float64Array
  readonly upper: Float64Array
  readonly wanted: Float64Array
  readonly granted: Float64Array
  /** Result: parts of native time lost. */
  readonly lost: Float64Array
}

export function createWork(capacity: number): Work {
  const reals = (): Float64Array => new Float64Array(capacity)
  return {
    count: 0,
    divider: createDivider(),
    unit: new Int32Array(capacity),
    millicores: reals(),
    members: reals(),
    accesses: reals(),
    missRatio: reals(),
    knownMiB: reals(),
    holds: reals(),
    weight: reals(),
    lower: reals(),
    upper: reals(),
    wanted: reals(),
    granted: reals(),
    lost: reals(),
  }
}

/** Units that are looked at in the time of one event; each takes some rounds of the fixed point. */
const unitsPerWork = 20

/** Settles one host; where nobody uses what is shared, nothing is looked at. */
// Hot: runs for every touched host.
export function settleCrowd(sim: NeighboursSim, host: Row): void {
  const { crowding, hosts, hostUnits, units, groupCache, unitCrowding } = sim.tables
  if (crowding.seen[0] === 0 || hosts.rows.alive[host] === 0) return
  const key = 'neighbours'
  const held = sim.scratch(key, () => ({ work: createWork(64) }))
  if (held.work.unit.length < hostUnits.count[host]) held.work = createWork(hostUnits.count[host] * 2)
  const { work } = held
  crowdOf(sim.tables, host, work)
  sim.worked(work.count / unitsPerWork)
  let entry = 0
  for (let unit = hostUnits.first[host]; unit !== none; unit = units.nextOnHost[unit]) {
    const listed = entry < work.count && work.unit[entry] === unit
    const ppm = listed ? ppmOf(work.lost[entry]) : 0
    if (listed) entry++
    if (ppm !== unitCrowding.ppm[unit] && (groupCache.crowds[units.groupRow[unit]] === 1 || ppm === 0))
      unitCrowding.ppm[unit] = ppm
  }
}

export function ppmOf(lost: number): number {
  return Math.min(mostPpm, Math.round(lost * 1000000))
}

/** Fills `work` with the units that crowd this host, in the order of its list, and with what each of them loses. */
export function crowdOf(tables: Crowd, host: Row, work: Work): void {
  const { hosts, crowding } = tables
  const asked = listUsers(tables, host, work)
  work.lost.fill(0, 0, work.count)
  let running = 0
  for (let at = 0; at < work.count; at++) running += work.members[at]
  if (running < 2) return
  const mode = partitionModes[crowding.partition[0]]
  const capacity = hosts.cores[host] * 1000
  const scale = asked > capacity ? capacity / asked : 1
  if (work.count > 1) {
    loseCache(tables, work, mode === 'cache' || mode === 'even')
    loseBandwidth(tables, work, scale, mode === 'bandwidth' || mode === 'even')
  }
  loseToLocks(tables, work, scale)
}

/** Lists the running units that use what is shared; returns the millicores that all units of the host ask for. */
function listUsers(
  { hosts, hostUnits, units, workloads, groupCache: g }: Crowd,
  host: Row,
  work: Work,
): number {
  work.count = 0
  if (hosts.power[host] !== Power.on) return 0
  let asked = 0
  for (let unit = hostUnits.first[host]; unit !== none; unit = units.nextOnHost[unit]) {
    let millicores = 0
    let members = 0
    for (let member = units.firstMember[unit]; member !== none; member = workloads.nextInUnit[member]) {
      if (workloads.state[member] !== WorkloadState.running) continue
      millicores += usableBy(workloads, member)
      members++
    }
    asked += millicores
    const group = units.groupRow[unit]
    if (g.crowds[group] === 0 || millicores === 0) continue
    const at = work.count++
    work.unit[at] = unit
    work.millicores[at] = millicores
    work.members[at] = members
    work.accesses[at] = g.kiloAccesses[group] * millicores
    work.missRatio[at] = g.missPermille[group] / 1000
    work.knownMiB[at] = g.cacheMiB[group]
  }
  return asked
}

/** Its demand, as far as its vCPUs and its limit let it: native, without what virtualization adds. */
function usableBy(workloads: Crowd['workloads'], member: Row): number {
  const threads = workloads.vcpus[member] * 1000
  const limit = workloads.limitMillicores[member]
  return Math.min(workloads.demandMillicores[member], limit > 0 && limit < threads ? limit : threads)
}

/** Misses beyond those of having the whole cache for itself, each waiting for memory. */
function loseCache({ crowding: rules, groupCache: g, units }: Crowd, work: Work, split: boolean): void {
  const { count, accesses, missRatio, knownMiB, holds, lost } = work
  const total = rules.llcMiB[0]
  const floor = rules.missFloorPermille[0] / 1000
  if (split) splitCache(work, total)
  else shareCache(work, total, floor, holds)
  for (let at = 0; at < count; at++) {
    if (accesses[at] === 0) continue
    // Accesses per cycle of native time: thousands per second over millions per second.
    const each = g.kiloAccesses[units.groupRow[work.unit[at]]] / (rules.megahertz[0] * 1000)
    const here = missRatioAt(missRatio[at], knownMiB[at], holds[at], floor)
    const alone = missRatioAt(missRatio[at], knownMiB[at], total, floor)
    const latency = rules.memoryCycles[0]
    lost[at] += cyclesPerInstruction(0, each * here, latency) - cyclesPerInstruction(0, each * alone, latency)
  }
}

/** As with cache allocation technology: every user has the same part, whatever it does with it. */
function splitCache({ count, accesses, holds }: Work, total: number): void {
  let users = 0
  for (let at = 0; at < count; at++) if (accesses[at] > 0) users++
  for (let at = 0; at < count; at++) holds[at] = accesses[at] > 0 ? total / users : 0
}

/** Time that memory traffic takes longer than with the machine's bandwidth for itself. */
function loseBandwidth(
  { crowding: rules, groupCache: g, units }: Crowd,
  work: Work,
  scale: number,
  split: boolean,
): void {
  const { count, unit, millicores, wanted, weight, upper, lower, granted, lost } = work
  const total = rules.memoryMBps[0]
  let users = 0
  for (let at = 0; at < count; at++) {
    wanted[at] = (g.bandwidthMBps[units.groupRow[unit[at]]] * millicores[at] * scale) / 1000
    if (wanted[at] > 0) users++
  }
  for (let at = 0; at < count; at++) {
    // Unasked, every core is served alike; a cap gives every unit the same.
    weight[at] = split ? 1 : millicores[at]
    upper[at] = split ? Math.min(wanted[at], total / users) : wanted[at]
  }
  shareBandwidth(work.divider, work, lower, total, granted)
  for (let at = 0; at < count; at++) {
    if (wanted[at] === 0) continue
    lost[at] += wanted[at] / granted[at] - Math.max(1, wanted[at] / total)
  }
}

/** Waiting for locks of the same kernel that workloads of its own size alone would not meet. */
function loseToLocks({ groupCache: g, units }: Crowd, work: Work, scale: number): void {
  const { count, unit, millicores, members, lost } = work
  let shared = 0
  for (let at = 0; at < count; at++) {
    const group = units.groupRow[unit[at]]
    const locks = g.serialPpm[group] + g.crosstalkPpm[group] > 0
    if (locks && units.kernel[unit[at]] === none) shared += millicores[at]
  }
  for (let at = 0; at < count; at++) {
    const group = units.groupRow[unit[at]]
    const serial = g.serialPpm[group] / 1000000
    const crosstalk = g.crosstalkPpm[group] / 1000000
    // What has a kernel of its own meets only what is in there with it.
    const under = units.kernel[unit[at]] === none ? shared : millicores[at]
    const own = millicores[at] / members[at]
    lost[at] +=
      lockStretch((under * scale) / 1000, serial, crosstalk) -
      lockStretch((own * scale) / 1000, serial, crosstalk)
  }
}
