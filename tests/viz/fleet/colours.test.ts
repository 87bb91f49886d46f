// A lens tells values apart by more than colour, and a rack is as hot as its hottest host.
import { describe, expect, test } from 'vitest'
import { noValue } from '../../../src/sim'
import {
  emptyByte,
  hottest,
  inkOn,
  luminance,
  rampTable,
  summarise,
  tenantStyle,
  unitBox,
  unitGrid,
  unitIn,
} from '../../../src/viz/fleet'
import { palettes, themeNames } from '../../../src/viz/palette'
import { contrast } from '../colour'
import { fleetOf, frameOf } from '../../support/fleet'

describe.each(themeNames)('the ramp of %s', (theme) => {
  const ramp = rampTable(theme)

  test('grows lighter with every percent', () => {
    expect(ramp).toHaveLength(101)
    for (let percent = 5; percent <= 100; percent += 5) {
      expect(luminance(ramp[percent] ?? '')).toBeGreaterThan(luminance(ramp[percent - 5] ?? ''))
    }
  })

  test('is read: text on it has a contrast of 4.5', () => {
    for (const fill of ramp) expect(contrast(fill, inkOn(fill))).toBeGreaterThanOrEqual(4.5)
  })
})

test('the dark ramp leaves out what cannot be told from the page, and the projector both ends', () => {
  expect(rampTable('dark')[0]).not.toBe(rampTable('light')[0])
  expect(rampTable('dark')[100]).toBe(rampTable('light')[100])
  expect(rampTable('projector')[100]).not.toBe(rampTable('light')[100])
})

test('the first twenty tenants have different pairs of colour and hatching', () => {
  const pairs = Array.from({ length: 20 }, (_, tenant) =>
    JSON.stringify(tenantStyle(tenant, palettes.light.pools)),
  )
  expect(new Set(pairs).size).toBe(20)
})

test('what shows nothing is the same byte as in a frame', () => {
  expect(emptyByte).toBe(noValue)
})

describe('a rack', () => {
  const topology = fleetOf([[0, 4]])
  const frame = frameOf(topology)
  frame.cpu.set([10, 97, noValue, 13])
  frame.state.set([0, 3, 1, 0])
  frame.tenant.set([1, 0, 1, noValue])

  test('shows the most and the mean of the hosts that have a value', () => {
    expect(summarise(frame, 'cpu', 0, 4)).toEqual({ value: 97, mean: 40 })
    expect(summarise(frame, 'cpu', 2, 3)).toEqual({ value: noValue, mean: 0 })
  })

  test('shows the worst state, which is not the one without power, and the tenant with most hosts', () => {
    expect(summarise(frame, 'state', 0, 2).value).toBe(3)
    frame.state.set([2, 3, 1, 0])
    expect(summarise(frame, 'state', 0, 4).value).toBe(2)
    expect(summarise(frame, 'tenant', 0, 4).value).toBe(1)
  })

  test('the worst host is pointed out only above 88 percent, or when it is critical', () => {
    expect(hottest(frame, 'cpu')).toBe(1)
    expect(hottest(frame, 'memory')).toBe(-1)
    expect(hottest(frame, 'state')).toBe(0)
    frame.cpu.set([88], 1)
    expect(hottest(frame, 'cpu')).toBe(-1)
  })
})

test.each([1, 2, 7, 40, 853])('%d units stand inside their host and are found again', (count) => {
  const box = { x: 10, y: 20, width: 200, height: 160 }
  const grid = unitGrid(count, box)
  for (let unit = 0; unit < count; unit++) {
    const { x, y, width, height } = unitBox(grid, unit)
    expect(x).toBeGreaterThanOrEqual(10)
    expect(x + width).toBeLessThanOrEqual(210.001)
    expect(y + height).toBeLessThanOrEqual(180.001)
    expect(unitIn(grid, x + width / 2, y + height / 2)).toBe(unit)
  }
  expect(unitIn(grid, 9, 30)).toBe(-1)
})
