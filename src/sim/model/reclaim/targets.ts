/** Who should hold how much: weighted max-min sharing with reservations, limits and the idle-memory tax. */
import { divideWhole, type Row } from '../../core'
import { UnitKind } from '../workload'
import { balloonTarget, pagesPerMiB, taxedWeight } from './equations'
import { limitPages, reservedPages, type Work } from './host'
import type { ReclaimSim } from './pages'

/** Weights are scaled to at most this, so that their products with pages stay exact. */
const mostWeight = 100000

/** Sets the target of every unit, and what its balloon should hold. */
export function setTargets(sim: ReclaimSim, work: Work): void {
  const { unitPages: p } = sim.tables
  const { count, unit, lower, upper, share, capacity } = work
  let wanted = 0
  let floors = 0
  for (let at = 0; at < count; at++) {
    const row = unit[at]
    upper[at] = Math.max(0, p.touched[row] - p.shared[row])
    lower[at] = Math.min(upper[at], Math.max(0, reservedPages(sim, row) - p.shared[row]))
    wanted += upper[at]
    floors += lower[at]
  }
  work.contended = wanted > capacity
  if (!work.contended) share.set(upper.subarray(0, count))
  else {
    if (floors > capacity)
      for (let at = 0; at < count; at++) lower[at] = Math.floor((lower[at] * capacity) / floors)
    weigh(sim, work)
    divideWhole(work.divider, 0, count, work.weight, lower, upper, capacity, share)
  }
  for (let at = 0; at < count; at++) {
    p.target[unit[at]] = share[at]
    work.balloon[at] = balloonFor(sim, unit[at], share[at], upper[at])
  }
}

function weigh(sim: ReclaimSim, { count, unit, weight }: Work): void {
  const { taxPercent } = sim.tables.reclaimPolicy
  let most = 1
  for (let at = 0; at < count; at++) {
    weight[at] = taxedWeight(sharesOf(sim, unit[at]), activePermille(sim, unit[at]), taxPercent[0])
    most = Math.max(most, weight[at])
  }
  if (most <= mostWeight) return
  for (let at = 0; at < count; at++) weight[at] = Math.max(1, Math.floor((weight[at] * mostWeight) / most))
}

/** Its group's shares, else 10 per MiB of what was promised. */
function sharesOf(sim: ReclaimSim, unit: Row): number {
  const { unitPages: p, units, groupMemory } = sim.tables
  const shares = groupMemory.shares[units.groupRow[unit]]
  return shares === 0 ? Math.ceil((p.promised[unit] * 10) / pagesPerMiB) : shares
}

/** Of what a unit has touched, the part that it uses. */
function activePermille({ tables: { unitPages: p } }: ReclaimSim, unit: Row): number {
  return p.touched[unit] === 0 ? 0 : Math.floor((p.wanted[unit] * 1000) / p.touched[unit])
}

/** Only VMs have one; it has to do something where less is granted than wanted, or where a limit says so. */
function balloonFor(sim: ReclaimSim, unit: Row, share: number, upper: number): number {
  const { unitPages: p, units, reclaimPolicy } = sim.tables
  if (reclaimPolicy.balloon[0] === 0 || units.kind[unit] !== UnitKind.vm) return 0
  const limit = limitPages(sim.tables, unit)
  const stay = Math.min(limit, share < upper ? share + p.shared[unit] : p.promised[unit])
  return balloonTarget(p.promised[unit], stay, reservedPages(sim, unit))
}
