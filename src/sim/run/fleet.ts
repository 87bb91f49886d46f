/** The fleet as the map draws it. */
import type { Engine } from '../core'
import type { FleetFrame, FleetTopology, Lens } from './fleet-views'

export function topologyOf(engine: Engine): FleetTopology {
  throw new Error(`to be written ${String(engine.work)}`)
}

export function fleetFrameOf(engine: Engine, lens: Lens, details: readonly number[]): FleetFrame {
  throw new Error(`to be written ${String(engine.work)} ${lens} ${details.length}`)
}
