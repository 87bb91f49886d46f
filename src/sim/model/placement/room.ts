/**
 * Room on a second host for a unit that changes hosts without being stopped: memory and CPU are booked there as if it
 * were there already, so that nobody else takes them.
 */
import { none, type Row, type Sim } from '../../core'
import { clearGrants } from '../cpu'
import { attachKernel, detachKernel } from '../kernel'
import { giveMemory, takeMemory } from '../memory'
import { carryStarts } from '../start'
import { putOnHost, setTarget, takeOffHost } from '../workload'
import { reservationOf, type PlacementSim } from './choose'

/** Keeps room on this host for a unit that goes there; that it fits has been checked. */
export function keepRoom(sim: Sim, unit: Row, host: Row): void {
  const mine = sim as PlacementSim
  const { hostPlacement } = mine.tables
  takeMemory(sim, host, unit)
  hostPlacement.reservedMillicores[host] += reservationOf(mine, unit)
  hostPlacement.incoming[host]++
  setTarget(sim, unit, host)
}

/** Gives back the room that is kept for a unit on another host than its own. */
export function returnRoom(sim: Sim, unit: Row): void {
  const mine = sim as PlacementSim
  const { units, hostPlacement } = mine.tables
  const host = units.target[unit]
  if (host === none) return
  giveMemory(sim, host, unit)
  hostPlacement.reservedMillicores[host] -= reservationOf(mine, unit)
  hostPlacement.incoming[host]--
  setTarget(sim, unit, none)
}

/** The same, where it is a surprise to whoever asked for the room: the unit leaves, or is not what it was. */
export function loseRoom(sim: Sim, unit: Row): void {
  const { units } = (sim as PlacementSim).tables
  const host = units.target[unit]
  if (host === none) return
  const { cause } = sim
  returnRoom(sim, unit)
  sim.emit('placement.room-lost', units.firstMember[unit], host)
  // What happens to the unit itself does not follow from this.
  sim.because(cause)
}

/** A host leaves the world: nothing keeps room there any more. */
export function loseRoomOn(sim: Sim, host: Row): void {
  const { units, hostPlacement } = (sim as PlacementSim).tables
  for (let unit = 0; unit < units.rows.size && hostPlacement.incoming[host] > 0; unit++)
    if (units.rows.alive[unit] === 1 && units.target[unit] === host) loseRoom(sim, unit)
}

/** A unit goes on, as it is, on the host that keeps room for it; from now on the one it leaves keeps room for it. */
export function switchHosts(sim: Sim, unit: Row): void {
  const { units, hostPlacement } = (sim as PlacementSim).tables
  const source = units.host[unit]
  const target = units.target[unit]
  clearGrants(sim, unit)
  takeOffHost(sim, unit)
  if (units.kernel[unit] !== none) {
    detachKernel(sim, units.kernel[unit])
    attachKernel(sim, units.kernel[unit], target)
  }
  putOnHost(sim, unit, target)
  carryStarts(sim, unit, source, target)
  setTarget(sim, unit, source)
  hostPlacement.incoming[target]--
  hostPlacement.incoming[source]++
}
