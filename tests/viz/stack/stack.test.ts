// The picture of a host is true to scale, complete and without overlaps, whatever stands on it.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { unitStates } from '../../../src/sim'
import {
  bandsOf,
  layoutCopy,
  layoutStack,
  memberCells,
  outlinesOf,
  seamsPath,
  stateMarks,
  stateNames,
  markerOf,
  tileOf,
  totalOfUnit,
  unitAt,
  unitsNamed,
  victimBoxes,
  type Rect,
  type StackLayout,
} from '../../../src/viz/stack'
import { columnsFor } from '../../../src/viz/stack/pack'
import { host, hostOfContainers, hostOfVms, type UnitsAsk } from './host'

const size = { width: 316, height: 322, hardware: 28 }
const frame = { x: 336, width: 40, labelX: 388, labelHeight: 36, labelBottom: 1000 }
const area = ({ width, height }: Rect) => width * height
const total = (rects: readonly Rect[]) => rects.reduce((sum, rect) => sum + area(rect), 0)
const tilesOf = (layout: StackLayout) =>
  Array.from({ length: layout.tiles.count }, (_, unit) => tileOf(layout, unit))

const mib = (most: number) => fc.integer({ min: 0, max: most })
const unitsAsk: fc.Arbitrary<UnitsAsk> = fc.record({
  count: fc.integer({ min: 0, max: 120 }),
  app: fc.integer({ min: 1, max: 9000 }),
  libraries: mib(64),
  guest: mib(500),
  hypervisor: mib(200),
  runtime: mib(20),
  members: fc.integer({ min: 1, max: 12 }),
})
const anyHost = fc
  .record({
    groups: fc.array(unitsAsk, { maxLength: 4 }),
    spare: mib(20_000),
    hostKernelMiB: mib(8_192),
    sharedMiB: mib(600),
  })
  .map(({ groups, spare, hostKernelMiB, sharedMiB }) => {
    const { usedMiB } = host({ groups, sharedMiB })
    return host({ groups, sharedMiB, hostKernelMiB, memoryMiB: usedMiB + spare + hostKernelMiB + 1 })
  })
const anySize = fc.record({
  width: fc.integer({ min: 120, max: 900 }),
  height: fc.integer({ min: 200, max: 700 }),
  hardware: fc.constantFrom(28, 40),
})

describe('for every host and size', () => {
  test('units, shared libraries and what is left over fill the usable memory within 1 px²', () => {
    fc.assert(
      fc.property(anyHost, anySize, (view, box) => {
        const layout = layoutStack(view, box)
        const shared = layout.sharedTrueHeight * layout.usable.width
        expect(
          Math.abs(total(tilesOf(layout)) + total(layout.free) + shared - area(layout.usable)),
        ).toBeLessThan(1)
      }),
    )
  })

  test('a unit has the same share of the area as of the memory, within 1 %', () => {
    fc.assert(
      fc.property(anyHost, anySize, (view, box) => {
        const layout = layoutStack(view, box)
        tilesOf(layout).forEach((tile, unit) => {
          const share = totalOfUnit(view.units, unit) / view.usableMiB
          expect(Math.abs(area(tile) / area(layout.usable) / share - 1)).toBeLessThan(0.01)
        })
      }),
    )
  })

  test('the host kernel is drawn to the same scale', () => {
    fc.assert(
      fc.property(anyHost, anySize, (view, box) => {
        const { kernel, usable } = layoutStack(view, box)
        expect(area(kernel) * view.usableMiB).toBeCloseTo(area(usable) * view.hostKernelMiB, -2)
      }),
    )
  })

  test('tiles and free space lie inside and never on each other', () => {
    fc.assert(
      fc.property(anyHost, anySize, (view, box) => {
        const layout = layoutStack(view, box)
        const rects = [...tilesOf(layout), ...layout.free]
        expect(rects.filter((rect) => !inside(rect, layout.usable))).toEqual([])
        expect(overlaps(rects)).toEqual([])
      }),
      { numRuns: 40 },
    )
  })

  test('the bands of the layers cover exactly the tiles', () => {
    fc.assert(
      fc.property(anyHost, anySize, (view, box) => {
        const layout = layoutStack(view, box)
        const bands = bandsOf(view, layout)
        expect(Math.abs(total(bands) - total(tilesOf(layout)))).toBeLessThan(1)
        expect(bands.filter((band) => band.height < 0.5 && band.height < tilesLeast(layout) - 1e-6)).toEqual(
          [],
        )
      }),
    )
  })

  test('labels of the magnified copy never overlap and stay beside it, in the order of the layers', () => {
    fc.assert(
      fc.property(anyHost, anySize, fc.integer({ min: 18, max: 60 }), (view, box, labelHeight) => {
        const layout = layoutStack(view, box)
        const copy = layoutCopy(view, layout, { ...frame, labelHeight })
        let floor = layout.usable.y
        for (const label of copy?.labels ?? []) {
          expect(label.top).toBeGreaterThanOrEqual(floor - 1e-6)
          floor = label.top + label.height
        }
        expect(floor).toBeLessThanOrEqual(layout.usable.y + layout.usable.height + 1e-6)
      }),
    )
  })

  test('the middle of every tile finds its unit again', () => {
    fc.assert(
      fc.property(anyHost, anySize, (view, box) => {
        const layout = layoutStack(view, box)
        tilesOf(layout).forEach((tile, unit) => {
          expect(unitAt(layout, tile.x + tile.width / 2, tile.y + tile.height / 2)).toBe(unit)
        })
      }),
      { numRuns: 40 },
    )
  })
})

describe('lesson 1', () => {
  test('7, 44 and 146 VMs stand in 7, 8 and 14 columns, 853-like crowds in a near-square grid', () => {
    const columns = (view: ReturnType<typeof host>) => layoutStack(view, size).rows[0]?.to
    expect(columns(hostOfVms(8192))).toBe(7)
    expect(columns(hostOfVms(1024))).toBe(8)
    expect(columns(hostOfVms(64))).toBe(14)
    const crowd = layoutStack(hostOfContainers(64), size)
    expect((crowd.tiles.width[0] ?? 0) / (crowd.tiles.height[0] ?? 1)).toBeGreaterThan(0.8)
    expect((crowd.tiles.width[0] ?? 0) / (crowd.tiles.height[0] ?? 1)).toBeLessThan(1.25)
  })

  test('columns follow the number of copies, give or take the two that avoid a sliver of a last row', () => {
    for (let knob = 64; knob <= 8192; knob += 16) {
      const { tiles, rows, usable } = layoutStack(hostOfVms(knob), size)
      const square = Math.sqrt((tiles.count * usable.width) / usable.height)
      const columns = rows[0]?.to ?? 0
      expect(columns).toBeGreaterThanOrEqual(Math.min(tiles.count, Math.max(7, Math.floor(square))) - 1)
      expect(columns).toBeLessThanOrEqual(Math.max(7, Math.ceil(square)) + 2)
    }
  })

  test('no last row is squeezed below a third of a full one', () => {
    const shares = Array.from({ length: 500 }, (_, step) => {
      const { rows } = layoutStack(hostOfVms(64 + step * 16), size)
      return (rows[rows.length - 1]?.height ?? 1) / (rows[0]?.height ?? 1)
    })
    expect(Math.min(...shares)).toBeGreaterThan(0.33)
  })

  test('growing the window by a pixel moves no tile to another row, unless a column more is needed', () => {
    const view = hostOfVms(1024)
    const one = layoutStack(view, size)
    const next = layoutStack(view, { ...size, width: size.width + 1 })
    expect(next.rows.map(({ to }) => to)).toEqual(one.rows.map(({ to }) => to))
  })

  test('tiles keep their places while a host fills up', () => {
    const some = layoutStack(host({ groups: [{ count: 20, app: 1024 }] }), size)
    const more = layoutStack(host({ groups: [{ count: 21, app: 1024 }] }), size)
    expect(tilesOf(more).slice(0, 16)).toEqual(tilesOf(some).slice(0, 16))
  })

  test('libraries shared by all containers are a strip that can be seen but takes its true memory only', () => {
    const layout = layoutStack(hostOfContainers(1024), size)
    expect(layout.sharedTrueHeight).toBeLessThan(0.1)
    expect(layout.shared?.height).toBe(2)
    expect(tileOf(layout, 0).y + tileOf(layout, 0).height).toBeCloseTo(
      layout.usable.height - layout.sharedTrueHeight,
    )
  })

  test('a runtime of 4 MiB is too thin for a tile, but has its label on the magnified copy', () => {
    const view = hostOfContainers(1024)
    const layout = layoutStack(view, size)
    expect(new Set(bandsOf(view, layout).map(({ layer }) => layer))).toEqual(new Set(['app']))
    expect(layoutCopy(view, layout, frame)?.labels.map(({ layer }) => layer)).toEqual([
      'app',
      'runtime',
      'shared',
    ])
  })
})

describe('close up', () => {
  const few = host({ groups: [{ kind: 'container', app: 256, runtime: 4, count: 3 }] })
  const box = { width: 300, height: 300, hardware: 28, kernel: 18 }

  test('units of a nearly empty host fill most of the box, with their areas still to one scale', () => {
    const layout = layoutStack(few, { ...box, closeUp: true })
    expect(layout.broken).toBe(true)
    expect(layout.kernel.height).toBe(18)
    const drawn = layout.rows.reduce((sum, { height }) => sum + height, 0)
    expect(drawn / layout.usable.height).toBeCloseTo(0.6)
    expect(layout.tiles.width[0]).toBeCloseTo(100)
  })

  test('nothing is cut short unless it was asked for, nor on a host with enough on it', () => {
    expect(layoutStack(few, box).broken).toBe(false)
    expect(layoutStack(hostOfVms(1024), { ...box, closeUp: true }).broken).toBe(false)
  })

  test('the host kernel is never lower than a line of its name', () => {
    const tiny = host({ hostKernelMiB: 64 })
    expect(layoutStack(tiny, box).kernel.height).toBe(18)
    const { kernel, usable } = layoutStack(tiny, { ...box, kernel: 0 })
    expect(kernel.height * tiny.usableMiB).toBeCloseTo(usable.height * 64, -2)
  })
})

test('a marker of what crashed leaves its sign in sight', () => {
  const view = hostOfVms(8192, { crashed: [2] })
  const layout = layoutStack(view, { width: 300, height: 300, hardware: 28 })
  const scene = { view, layout, copy: null }
  const tile = tileOf(layout, 2)
  expect(markerOf(scene, 'lost', 310)).toMatchObject({ y: tile.y - 8 })
  expect(markerOf(scene, 'units', 310)).toEqual({ x: 0, y: layout.rows[layout.rows.length - 1]?.y })
})

describe('edges', () => {
  test('an empty host is one piece of free memory and has no magnified copy', () => {
    const view = host()
    const layout = layoutStack(view, size)
    expect(layout.free).toEqual([layout.usable])
    expect(layoutCopy(view, layout, frame)).toBeNull()
    expect(seamsPath(layout)).toBe('')
    expect(unitAt(layout, 10, 10)).toBe(-1)
  })

  test('a single unit keeps its area', () => {
    const view = host({ groups: [{ count: 1, app: 6144 }] })
    const layout = layoutStack(view, size)
    expect(area(tileOf(layout, 0)) / area(layout.usable)).toBeCloseTo(0.1)
  })

  test('1 200 equal units need few bands', () => {
    const view = host({ groups: [{ count: 1200, app: 30, guest: 12, hypervisor: 6 }] })
    const layout = layoutStack(view, size)
    expect(bandsOf(view, layout).length).toBeLessThan(200)
  })

  test('more promised than there is shrinks to fit and says so', () => {
    const view = host({ groups: [{ count: 10, app: 10_000 }] })
    const layout = layoutStack(view, size)
    expect(layout.fits).toBe(false)
    expect(Math.abs(total(tilesOf(layout)) - area(layout.usable))).toBeLessThan(1)
  })

  test('a host without any memory left does not fail', () => {
    expect(layoutStack(host({ memoryMiB: 4096 }), size).usable.height).toBe(0)
    expect(columnsFor(3, 5, { x: 0, y: 0, width: 100, height: 0 })).toBe(1)
  })
})

describe('states and victims', () => {
  test('the codes of states are those of the simulator', () => {
    expect(stateNames).toEqual(unitStates)
  })

  test('a crashed unit gets its sign; where tiles are tiny, one sign stands for all', () => {
    const one = hostOfVms(8192, { crashed: [2] })
    const marks = stateMarks(one, layoutStack(one, size))
    expect(marks.map(({ state, boxes, signs }) => [state, boxes.length, signs.length])).toEqual([
      ['crashed', 1, 1],
    ])

    const all = host({
      groups: [{ count: 1200, app: 40 }],
      crashed: Array.from({ length: 1200 }, (_, at) => at),
    })
    const [crowd] = stateMarks(all, layoutStack(all, size))
    expect([crowd?.boxes.length, crowd?.signs.length]).toEqual([1200, 1])
  })

  test('a workload that crashed alone is marked inside its unit', () => {
    const view = host({ groups: [{ count: 4, app: 5000, guest: 225, members: 10 }] })
    view.members.state[13] = 3
    const layout = layoutStack(view, size)
    const [box] = stateMarks(view, layout)[0]?.boxes ?? []
    expect(box !== undefined && inside(box, tileOf(layout, 1))).toBe(true)
  })

  test('victims are found by the name of the unit or of a workload in it', () => {
    const view = host({ groups: [{ count: 4, app: 5000, members: 10, kind: 'vm' }] })
    expect(unitsNamed(view, new Set(['app-a-vm-2']))).toEqual([1])
    expect(unitsNamed(view, new Set(['app-a-2']))).toEqual([0])
    expect(unitsNamed(view, new Set(['app-a-31', 'app-a-40']))).toEqual([3])
  })

  test('when all are victims, the outline takes in the host kernel', () => {
    const view = hostOfContainers(8192)
    const layout = layoutStack(view, size)
    const [all] = victimBoxes(view, layout, [0, 1, 2, 3, 4, 5, 6])
    expect((all?.y ?? 0) + (all?.height ?? 0)).toBeCloseTo(layout.kernel.y + layout.kernel.height)
    expect(victimBoxes(view, layout, [1])).toEqual([tileOf(layout, 1)])
  })

  test('every region that a reason may name has an outline', () => {
    const view = hostOfVms(1024)
    const layout = layoutStack(view, size)
    const scene = { view, layout, copy: layoutCopy(view, layout, frame) }
    const empty = [
      'overhead',
      'copy',
      'left-over',
      'kernel',
      'units',
      'hardware',
      'guest',
      'app',
      'app-a-3',
    ].filter((id) => outlinesOf(scene, id).length === 0)
    expect(empty).toEqual([])
    expect(outlinesOf(scene, 'nothing-like-it')).toEqual([])
  })
})

test('workloads in a unit share its app area equally and leave no gap', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 60 }), anySize, (count, { width, height }) => {
      const box = { x: 3, y: 5, width, height }
      const cells = memberCells(count, box)
      expect(cells).toHaveLength(count)
      expect(overlaps(cells)).toEqual([])
      for (const cell of cells) expect(area(cell)).toBeCloseTo(area(box) / count, 3)
    }),
  )
})

function tilesLeast(layout: StackLayout): number {
  return Math.min(...layout.rows.map(({ height }) => height))
}

function inside(rect: Rect, box: Rect): boolean {
  const slack = 1e-6
  return (
    rect.x >= box.x - slack &&
    rect.y >= box.y - slack &&
    rect.x + rect.width <= box.x + box.width + slack &&
    rect.y + rect.height <= box.y + box.height + slack
  )
}

function overlaps(rects: readonly Rect[]): readonly (readonly [number, number])[] {
  const found: [number, number][] = []
  rects.forEach((one, at) => {
    for (let next = at + 1; next < rects.length; next++) {
      const other = rects[next] ?? one
      const width = Math.min(one.x + one.width, other.x + other.width) - Math.max(one.x, other.x)
      const height = Math.min(one.y + one.height, other.y + other.height) - Math.max(one.y, other.y)
      if (width > 1e-6 && height > 1e-6) found.push([at, next])
    }
  })
  return found
}
