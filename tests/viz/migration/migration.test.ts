// The rounds of a migration on one clock, the pause over them, and what the guest writes against the link.
import { describe, expect, test } from 'vitest'
import { followingOf, layoutRounds, rateBars, trendOf } from '../../../src/viz/migration'
import { endless, migration } from '../../support/life-answers'

const room = { width: 900, row: 24, height: 360 }

describe('rounds', () => {
  const layout = layoutRounds(migration, 30_000_000, room)

  test('are as long as they took, one below the other', () => {
    const [first, second, third] = layout.rounds
    expect((first?.width ?? 0) / (second?.width ?? 1)).toBeCloseTo(6.872 / 1.649, 3)
    expect((first?.x ?? 0) + (first?.width ?? 0)).toBeCloseTo(second?.x ?? 0)
    expect([first?.y, second?.y, third?.y]).toEqual([0, 24, 48])
  })

  test('show how much of what was sent has been written again', () => {
    const [first] = layout.rounds
    expect((first?.dirtied ?? 0) / (first?.width ?? 1)).toBeCloseTo(1966 / 8192)
  })

  test('a pause of a hundredth of the whole is still seen, at its end', () => {
    expect(layout.pause?.width).toBeGreaterThanOrEqual(3)
    expect((layout.pause?.x ?? 0) + (layout.pause?.width ?? 0)).toBeCloseTo(900)
    const short = { ...migration, pause: { from: 19_000_000, to: 19_000_010 } }
    expect(layoutRounds(short, 0, room).pause?.width).toBe(3)
  })

  test('what goes on ends at now', () => {
    const live = layoutRounds(endless, 30_000_000, room)
    const last = live.rounds[2]
    expect(last?.open).toBe(true)
    expect((last?.x ?? 0) + (last?.width ?? 0)).toBeCloseTo(900)
    expect(live.pause).toBeNull()
  })

  test('many of them share the height', () => {
    const [round] = endless.rounds
    const rounds = Array.from({ length: 64 }, () => round).flatMap((one) => (one === undefined ? [] : [one]))
    const many = layoutRounds({ ...endless, rounds }, 30_000_000, room)
    const last = many.rounds[63]
    expect((last?.y ?? 0) + (last?.height ?? 0)).toBeLessThanOrEqual(360)
    expect(last?.height).toBeGreaterThanOrEqual(2)
  })
})

test('whether rounds shrink is told by the last two that are whole', () => {
  expect(trendOf(migration)).toBe('shrinks')
  expect(trendOf(endless)).toBe('stays')
  expect(trendOf({ ...endless, rounds: endless.rounds.slice(0, 1) })).toBe('none')
})

test('both rates have one scale; the ratio decides', () => {
  expect(rateBars(100, 50, 200)).toEqual({ link: 200, dirty: 100, ratio: 0.5 })
  expect(rateBars(125, 200, 200)).toEqual({ link: 125, dirty: 200, ratio: 1.6 })
  expect(rateBars(0, 0, 200).ratio).toBeNull()
})

describe('beside another one', () => {
  const lasts = 100_000_000

  test('it has the scale of the longer one, and goes on from where it left', () => {
    const alone = layoutRounds(migration, 30_000_000, room)
    const shared = layoutRounds(migration, 30_000_000, { ...room, lasts })
    expect(shared.window).toEqual({ from: migration.begun, to: migration.begun + lasts })
    const length = alone.window.to - alone.window.from
    expect((alone.rounds[0]?.width ?? 0) / (shared.rounds[0]?.width ?? 1)).toBeCloseTo(lasts / length)
  })

  test('a shorter one does not cut it off', () => {
    const { window } = layoutRounds(migration, 30_000_000, room)
    expect(layoutRounds(migration, 30_000_000, { ...room, lasts: 1 }).window).toEqual(window)
  })

  test('many rounds keep a line between them', () => {
    const { rounds } = layoutRounds(endless, 300_000_000, { ...room, height: rounds30 })
    const [first, second] = rounds
    expect((first?.y ?? 0) + (first?.height ?? 0)).toBeLessThan(second?.y ?? 0)
  })
})

/** px for the rounds of the endless one: five each. */
const rounds30 = 5 * endless.rounds.length

describe('memory that comes after its guest', () => {
  const after = { ...migration, mode: 'post-copy', pause: { from: 10, to: 20 }, ended: 80 } as const
  const scale = { window: { from: 0, to: 100 }, width: 1000 }

  test('is drawn from when the guest runs to the end', () => {
    expect(followingOf(after, 90, scale)).toEqual({ x: 200, width: 600, open: false })
    expect(followingOf({ ...after, ended: null }, 50, scale)).toEqual({ x: 200, width: 300, open: true })
  })

  test('there is none before that, and none of pre-copy', () => {
    expect(followingOf({ ...after, pause: { from: 10, to: null } }, 50, scale)).toBeNull()
    expect(followingOf({ ...after, pause: null }, 50, scale)).toBeNull()
    expect(followingOf({ ...after, mode: 'pre-copy' }, 50, scale)).toBeNull()
  })
})
