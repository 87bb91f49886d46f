/** The hosts to look at first. */
import { none, nameOf, type Engine, type Row } from '../../core'
import { riskBytes } from '../fleet'
import { hostStates, type HotView, type Lens } from '../fleet-views'
import { crashedOnHosts, demandPercent, hostStateOf, memoryPercent } from '../host-state'
import { shapeOf, type Shape } from '../shape'
import { tablesIn, type Tables } from '../tables'

const most = 200

/**
 * Worst first, of equals the one that wants most CPU. The value is a percent, for states their place in the list
 * of states, for tenants how many of them share the host.
 */
export function hotHosts(engine: Engine, lens: Lens, count: number): HotView {
  const tables = tablesIn(engine.world)
  const shape = shapeOf(engine)
  const { hostRows } = shape
  const crashed = crashedOnHosts(tables)
  const state = Uint8Array.from(hostRows, (host) => hostStateOf(tables, host, crashed[host]))
  const value = lens === 'state' ? state : valuesOf(tables, shape, lens)
  const demand = Float64Array.from(hostRows, (host) => demandPercent(tables, host))
  const places = Array.from(hostRows, (_, place) => place)
  places.sort((a, b) => value[b] - value[a] || demand[b] - demand[a] || a - b)
  return {
    look: 'hot',
    lens,
    hosts: places.slice(0, Math.max(0, Math.min(count, most))).map((place) => ({
      host: nameOf(engine.world, 'hosts', hostRows[place]),
      value: value[place],
      state: hostStates[state[place]],
    })),
  }
}

function valuesOf(tables: Tables, shape: Shape, lens: Exclude<Lens, 'state'>): ArrayLike<number> {
  const { hostRows } = shape
  const whole = (read: (host: Row) => number): ArrayLike<number> =>
    Float64Array.from(hostRows, (host) => Math.floor(read(host)))
  switch (lens) {
    case 'cpu':
      return whole((host) => demandPercent(tables, host))
    case 'memory':
      return whole((host) => memoryPercent(tables, host))
    case 'risk':
      return riskBytes(tables, shape)
    case 'tenant':
      return whole((host) => tenantsOn(tables, shape, host))
  }
}

function tenantsOn({ hostUnits, units }: Tables, { view, groupIndex }: Shape, host: Row): number {
  const seen = new Uint8Array(view.tenants.length)
  let count = 0
  for (let unit = hostUnits.first[host]; unit !== none; unit = units.nextOnHost[unit]) {
    const { tenant } = view.groups[groupIndex[units.groupRow[unit]]]
    count += 1 - seen[tenant]
    seen[tenant] = 1
  }
  return count
}
