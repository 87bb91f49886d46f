// Spans to bars: time is kept however much is joined, lanes have no gaps, and a moment tells who else waits.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  barsOf,
  barsPath,
  ganttLayout,
  heldAt,
  holding,
  laneAt,
  lanesByPcpu,
  lanesByVcpu,
  momentOf,
  nextChange,
  pcpuKinds,
  stepsPath,
  timesOf,
  ticksOf,
  valueRange,
  zoomed,
} from '../../../src/viz/gantt'
import { vcpuDoings } from '../../../src/sim'
import { forAll } from '../../support/for-all'
import { scheduleOf, spans } from './schedules'

const [running, , ready] = vcpuDoings.keys()
const kinds = vcpuDoings.length

test('joining keeps the time of every kind, and bars stand side by side over the whole window', () => {
  forAll(
    fc.tuple(spans, fc.integer({ min: 20, max: 1200 }), fc.integer({ min: 1, max: 12 })),
    200,
    (given) => {
      const [lane, width, least] = given
      const end = lane[lane.length - 1]?.to ?? 0
      const bars = barsOf(lane, kinds, { from: 0, to: end }, width, least)
      for (let kind = 0; kind < kinds; kind++) {
        const before = lane
          .filter((span) => span.kind === kind)
          .reduce((sum, { from, to }) => sum + to - from, 0)
        expect(bars.reduce((sum, { times }) => sum + (times[kind] ?? 0), 0)).toBe(before)
      }
      let reached = 0
      for (const { from, to, times } of bars) {
        expect(from).toBe(reached)
        expect(times.reduce((sum, one) => sum + one, 0)).toBe(to - from)
        reached = to
      }
      expect(reached).toBe(end)
      expect(bars.length).toBeLessThanOrEqual((2 * width) / least + 1)
    },
  )
})

test('a window cuts the spans that reach out of it', () => {
  const lane = [
    { from: 0, to: 10, kind: 0, vcpu: 0, pcpu: 0 },
    { from: 10, to: 30, kind: 2, vcpu: 0, pcpu: -1 },
  ]
  const bars = barsOf(lane, kinds, { from: 5, to: 15 }, 100, 1)
  expect(bars.map(({ x, width, from, to }) => [x, width, from, to])).toEqual([
    [0, 50, 5, 10],
    [50, 50, 10, 15],
  ])
})

test('a bar of one kind has the whole height, a joined one as much as its share', () => {
  const bars = [
    { x: 0, width: 10, from: 0, to: 10, times: [10, 0, 0, 0, 0, 0], vcpu: 0 },
    { x: 10, width: 2, from: 10, to: 12, times: [1.5, 0, 0.5, 0, 0, 0], vcpu: -1 },
  ]
  expect(barsPath(bars, 0, 4, 20)).toBe('M0 24h10v-20h-10zM10 24h2v-15h-2z')
  expect(barsPath(bars, 2, 4, 20)).toBe('M10 9h2v-5h-2z')
  expect(barsPath(bars, 1, 4, 20)).toBe('')
})

const shared = scheduleOf(
  [
    { vcpu: 0, from: 0, to: 40, doing: 0, pcpu: 1 },
    { vcpu: 0, from: 40, to: 100, doing: 2 },
    { vcpu: 1, from: 0, to: 40, doing: 2 },
    { vcpu: 1, from: 40, to: 90, doing: 1, pcpu: 1 },
    { vcpu: 1, from: 90, to: 100, doing: 5 },
    { vcpu: 2, from: 0, to: 100, doing: 2 },
  ],
  { pcpus: 2 },
)

test('lanes of vCPUs hold their spans, lanes of CPUs those of whoever is on them, and idle time between', () => {
  const vcpus = lanesByVcpu(shared)
  expect(vcpus.map(({ spans: held }) => held.length)).toEqual([2, 3, 1])
  const [idle, busy] = lanesByPcpu(shared)
  expect(idle?.spans).toEqual([{ from: 0, to: 100, kind: pcpuKinds.indexOf('idle'), vcpu: -1, pcpu: 0 }])
  expect(busy?.spans.map(({ kind, vcpu }) => [pcpuKinds[kind], vcpu])).toEqual([
    ['shade-1', 0],
    ['spinning', 1],
    ['idle', -1],
  ])
})

test('a moment tells what a vCPU does and how many others do the same', () => {
  const lanes = lanesByVcpu(shared)
  expect(momentOf(lanes, 1, 10)).toMatchObject({ span: { kind: ready, from: 0 }, others: 1 })
  expect(momentOf(lanes, 0, 10)).toMatchObject({ span: { kind: running }, others: 0 })
  expect(momentOf(lanes, 0, 100)?.span.to).toBe(100)
  expect(momentOf(lanes, 7, 10)).toBeNull()
})

test('the times of a lane add up to the window', () => {
  const [, second] = lanesByVcpu(shared)
  expect(second === undefined ? [] : timesOf(second, kinds)).toEqual([0, 50, 40, 0, 0, 10])
})

test('changes are found in both directions', () => {
  const [first] = lanesByVcpu(shared)
  if (first === undefined) throw new Error('no lane')
  expect(nextChange(first, 0, 1)).toBe(40)
  expect(nextChange(first, 40, 1)).toBe(100)
  expect(nextChange(first, 100, -1)).toBe(40)
  expect(nextChange(first, 40, -1)).toBe(0)
})

test('steps hold their value until the next, and begin with what held before the window', () => {
  const range = { least: 0, most: 4 }
  const box = { width: 100, top: 0, height: 40 }
  const path = stepsPath([0, 25, 50], [1, 3, 2], { from: 0, to: 100 }, range, box)
  expect(path).toBe('M0 30H25V10H50V20H100')
  expect(stepsPath([0, 25, 50], [1, 3, 2], { from: 30, to: 40 }, range, box)).toBe('M0 10H100')
  expect(stepsPath([], [], { from: 0, to: 100 }, range, box)).toBe('')
})

test('what changes within one px shows the range it went through', () => {
  const box = { width: 10, top: 0, height: 40 }
  const path = stepsPath([0, 50, 51, 52], [0, 4, 1, 2], { from: 0, to: 100 }, { least: 0, most: 4 }, box)
  expect(path).toBe('M0 40H5V30V0V20H10')
})

test('ticks are round and inside, ranges can be drawn', () => {
  expect(ticksOf({ from: 0, to: 50_000 }, 5)).toEqual([0, 10_000, 20_000, 30_000, 40_000, 50_000])
  expect(ticksOf({ from: 12_300, to: 13_100 }, 5)).toEqual([12_400, 12_600, 12_800, 13_000])
  expect(valueRange([3, -1, 2])).toEqual({ least: -1, most: 3 })
  expect(valueRange([5])).toEqual({ least: 4, most: 6 })
  expect(valueRange([])).toEqual({ least: 0, most: 1 })
})

test('zooming keeps the cursor in its place, and no window leaves the schedule', () => {
  expect(zoomed({ from: 0, to: 1000 }, 1000, 250, 0.5)).toEqual({ from: 125, to: 625 })
  expect(zoomed({ from: 125, to: 625 }, 1000, 250, 2)).toEqual({ from: 0, to: 1000 })
  expect(zoomed({ from: 0, to: 150 }, 1000, 0, 0.5)).toEqual({ from: 0, to: 100 })
  expect(holding({ from: 0, to: 100 }, 1000, 50)).toEqual({ from: 0, to: 100 })
  expect(holding({ from: 0, to: 100 }, 1000, 990)).toEqual({ from: 900, to: 1000 })
})

test('the value that holds is the last one before', () => {
  expect(heldAt([0, 10, 20], [1, 3, 2], 15)).toBe(3)
  expect(heldAt([5], [1], 4)).toBeNull()
})

test('the parts of a schedule do not overlap, and each lane is found by its height', () => {
  const layout = ganttLayout(1000, 13, 4)
  expect(layout.label + layout.plot).toBeLessThanOrEqual(1000)
  const end = layout.axis + 4 * layout.row
  expect(layout.queue.top).toBeGreaterThan(end)
  expect(layout.reading.top).toBeGreaterThan(layout.queue.top + layout.queue.height)
  expect([0, layout.axis + 1, layout.axis + 2.5 * layout.row, 9999].map((y) => laneAt(layout, 4, y))).toEqual(
    [0, 0, 2, 3],
  )
})
