// Every host of a fleet has a place of its own that stays its place, and every place is found again.
import { describe, expect, test } from 'vitest'
import type { FleetTopology } from '../../../src/sim'
import { hostBox, layoutFleet, pickAt, rackBox, rackOf, type FleetLayout } from '../../../src/viz/fleet'
import { fleetOf } from '../../support/fleet'

const fleets: readonly (readonly [string, FleetTopology])[] = [
  ['one host', fleetOf([[0, 1]])],
  [
    'an empty rack',
    fleetOf([
      [0, 3],
      [0, 0],
      [1, 5],
    ]),
  ],
  ['three zones', fleetOf(Array.from({ length: 15 }, (_, rack) => [Math.floor(rack / 5), 16] as const))],
  [
    'zones of different size',
    fleetOf([
      [0, 4],
      [1, 40],
      [1, 40],
      [1, 3],
      [2, 7],
    ]),
  ],
  ['ten thousand hosts', fleetOf(Array.from({ length: 250 }, () => [0, 40] as const))],
]

interface Placed {
  readonly rack: number
  readonly box: { readonly x: number; readonly y: number; readonly width: number; readonly height: number }
}

function placesOf(layout: FleetLayout): readonly Placed[] {
  return layout.names.map((_, host) => {
    const rack = rackOf(layout, host)
    return { rack, box: hostBox(layout, rack, layout.slotOf[host] ?? -1) }
  })
}

function overlap(a: Placed['box'], b: Placed['box']): boolean {
  const apart = 1e-9
  return (
    a.x + a.width > b.x + apart &&
    b.x + b.width > a.x + apart &&
    a.y + a.height > b.y + apart &&
    b.y + b.height > a.y + apart
  )
}

describe.each(fleets)('%s', (_, topology) => {
  const layout = layoutFleet(topology)

  test('every host has a slot of its own, inside its rack', () => {
    const taken = new Set<string>()
    placesOf(layout).forEach(({ rack, box }, host) => {
      expect(rack).toBe(topology.hosts.rack[host])
      const around = rackBox(layout, rack)
      expect(box.x).toBeGreaterThanOrEqual(around.x)
      expect(box.y).toBeGreaterThanOrEqual(around.y + layout.rack.header)
      expect(box.x + box.width).toBeLessThanOrEqual(around.x + around.width)
      expect(box.y + box.height).toBeLessThanOrEqual(around.y + around.height)
      taken.add(`${box.x.toFixed(6)} ${box.y.toFixed(6)}`)
    })
    expect(taken.size).toBe(topology.hosts.count)
  })

  test('racks do not overlap and stand in the band of their zone', () => {
    const boxes = topology.racks.map((_, rack) => rackBox(layout, rack))
    boxes.forEach((box, rack) => {
      expect(boxes.slice(rack + 1).some((other) => overlap(box, other))).toBe(false)
      const zone = layout.zones[topology.racks[rack]?.zone ?? -1]
      expect(zone).toBeDefined()
      expect(box.y).toBeGreaterThanOrEqual(zone?.y ?? Infinity)
      expect(box.x + box.width).toBeLessThanOrEqual((zone?.x ?? 0) + (zone?.width ?? 0) + 1e-9)
      expect(box.y + box.height).toBeLessThanOrEqual((zone?.y ?? 0) + (zone?.height ?? 0) + 1e-9)
    })
    layout.zones.forEach((zone, at) => {
      expect(layout.zones.slice(at + 1).some((other) => overlap(zone, other))).toBe(false)
    })
  })

  test('what is picked in the middle of a slot is the host that lies there', () => {
    placesOf(layout).forEach(({ rack, box }, host) => {
      expect(pickAt(layout, box.x + 0.5, box.y + 0.5)).toEqual({
        zone: topology.racks[rack]?.zone,
        rack,
        host,
      })
    })
  })

  test('nothing is picked outside', () => {
    expect(pickAt(layout, -0.1, 1)).toEqual({ zone: -1, rack: -1, host: -1 })
    expect(pickAt(layout, layout.width + 0.1, 1).rack).toBe(-1)
    expect(pickAt(layout, 1, layout.height + 0.1)).toEqual({ zone: -1, rack: -1, host: -1 })
  })
})

test('the header of a rack is the rack, and no host', () => {
  const layout = layoutFleet(
    fleetOf([
      [0, 4],
      [0, 4],
    ]),
  )
  const box = rackBox(layout, 1)
  expect(pickAt(layout, box.x + 1, box.y + layout.rack.header / 2)).toEqual({ zone: 0, rack: 1, host: -1 })
})

/** A fleet without some of its hosts. */
function without(topology: FleetTopology, gone: ReadonlySet<number>): FleetTopology {
  const { hosts } = topology
  const left = [...hosts.ordinal.keys()].filter((host) => !gone.has(host))
  const keep = <T extends Uint16Array | Uint32Array>(column: T): T =>
    column.filter((_, at) => !gone.has(at)) as T
  return {
    ...topology,
    racks: topology.racks.map((rack, at) => ({
      ...rack,
      hosts: left.filter((host) => hosts.rack[host] === at).length,
    })),
    hosts: {
      ...hosts,
      count: left.length,
      group: keep(hosts.group),
      ordinal: keep(hosts.ordinal),
      rack: keep(hosts.rack),
      cores: keep(hosts.cores),
      memoryMiB: keep(hosts.memoryMiB),
    },
  }
}

describe('nothing moves unless it moved', () => {
  const all = fleetOf([
    [0, 15],
    [0, 16],
    [1, 16],
  ])
  const placeByName = (layout: FleetLayout) =>
    new Map(placesOf(layout).map(({ box }, host) => [layout.names[host] ?? '', box]))

  test('hosts that stay keep their places when others leave, and those who come back find theirs free', () => {
    const before = layoutFleet(all)
    const fewer = layoutFleet(without(all, new Set([2, 3, 20])), before)
    const places = placeByName(before)
    for (const [name, box] of placeByName(fewer)) expect(box).toEqual(places.get(name))
    expect(placeByName(layoutFleet(all, fewer))).toEqual(places)
  })

  test('a host that is added takes a free slot', () => {
    const before = layoutFleet(without(all, new Set([5])))
    const after = placeByName(layoutFleet(all, before))
    for (const [name, box] of placeByName(before)) expect(after.get(name)).toEqual(box)
    expect(after.size).toBe(all.hosts.count)
  })
})
