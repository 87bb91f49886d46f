// The camera knows what it is in, shows what it is sent to, and keeps still what it zooms about.
import { expect, test } from 'vitest'
import {
  cameraFor,
  cutPath,
  depthOf,
  fitAll,
  flight,
  heldInside,
  hostBox,
  hostsInSight,
  layoutFleet,
  levelOf,
  pathOfCamera,
  pathToHost,
  rackOf,
  toMap,
  toScreen,
  zoomedAbout,
} from '../../../src/viz/fleet'
import { fleetOf } from '../../support/fleet'

const size = { width: 900, height: 600 }
const layout = layoutFleet(
  fleetOf(Array.from({ length: 15 }, (_, rack) => [Math.floor(rack / 5), 16] as const)),
)

test.each([
  [3.9, 'racks'],
  [4, 'cells'],
  [13.9, 'cells'],
  [14, 'bars'],
  [60, 'units'],
  [240, 'stack'],
  [900, 'stack'],
  [901, 'workload'],
] as const)('%d px per host show %s', (k, level) => {
  expect(levelOf(k)).toBe(level)
})

test('the camera is in what it was sent to, at every depth', () => {
  const way = { ...pathToHost(layout, 100), inside: true }
  for (let depth = 0; depth <= 4; depth++) {
    const path = cutPath(way, depth)
    expect(depthOf(path)).toBe(depth)
    expect(
      pathOfCamera(layout, depth === 0 ? fitAll(layout, size) : cameraFor(layout, path, size), size),
    ).toEqual(path)
  }
})

test('a zone that is the whole fleet is not entered by showing everything', () => {
  const single = layoutFleet(
    fleetOf([
      [0, 16],
      [0, 16],
    ]),
  )
  expect(depthOf(pathOfCamera(single, fitAll(single, size), size))).toBe(0)
})

test('everything is in sight at first, and one host in the middle when the camera is at it', () => {
  expect(hostsInSight(layout, fitAll(layout, size), size, 1000)).toHaveLength(240)
  expect(hostsInSight(layout, fitAll(layout, size), size, 7)).toHaveLength(7)
  const path = pathToHost(layout, 100)
  const camera = cameraFor(layout, path, size)
  expect(hostsInSight(layout, camera, size, 1000)).toContain(100)
  const box = toScreen(camera, size, hostBox(layout, rackOf(layout, 100), layout.slotOf[100] ?? 0))
  expect(box.x + box.width / 2).toBeCloseTo(450)
  expect(box.y + box.height / 2).toBeCloseTo(300)
})

test('zooming leaves the point under the pointer where it is', () => {
  const camera = { x: 3, y: 4, k: 20 }
  const before = toMap(camera, size, 120, 500)
  expect(toMap(zoomedAbout(camera, size, 2.5, 120, 500), size, 120, 500).x).toBeCloseTo(before.x)
  expect(toMap(zoomedAbout(camera, size, 2.5, 120, 500), size, 120, 500).y).toBeCloseTo(before.y)
})

test('a flight begins here and ends there', () => {
  const [from, to] = [fitAll(layout, size), cameraFor(layout, pathToHost(layout, 7), size)]
  const way = flight(from, to, size)
  expect(way(0).k).toBeCloseTo(from.k)
  expect(way(0).x).toBeCloseTo(from.x)
  expect(way(1)).toEqual(to)
})

test('the camera stays on the map and within its scales', () => {
  expect(heldInside({ x: -50, y: 1e6, k: 1e6 }, layout, size)).toEqual({ x: 0, y: layout.height, k: 1400 })
  expect(heldInside({ x: 1, y: 1, k: 0 }, layout, size).k).toBeGreaterThan(0)
})
