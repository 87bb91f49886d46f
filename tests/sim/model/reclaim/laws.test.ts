// The laws of getting memory back against numbers that were worked out or published elsewhere.
import { describe, expect, test } from 'vitest'
import { evaluateLaw, laws } from '../../../../src/sim'
import { lawOf } from '../law'

const value = (id: string, input: unknown): unknown => lawOf(id).evaluate(input)

describe('who holds how much', () => {
  test('an idle client pays more for a page, so it gets fewer', () => {
    const clients = [
      { shares: 1, active: 0.2 },
      { shares: 1, active: 0.8 },
    ]
    expect(value('reclaim.idle-tax', { memoryMiB: 600, tax: 0.5, clients })).toEqual({ MiB: [240, 360] })
    expect(value('reclaim.idle-tax', { memoryMiB: 600, tax: 0, clients })).toEqual({ MiB: [300, 300] })
  })

  test('the ratio is what was promised of what is there', () => {
    expect(value('reclaim.overcommit-ratio', { promisedMiB: [8192, 8192], memoryMiB: 8192 })).toEqual({
      ratio: 2,
    })
  })
})

describe('how much should be free', () => {
  test.each([
    [28, 899],
    [100, 1619],
  ])('of %d GB about %d MB', (gigabytes, published) => {
    const { MiB } = value('reclaim.min-free', { memoryMiB: gigabytes * 1024 }) as { MiB: number }
    expect(Math.abs(MiB / published - 1)).toBeLessThan(0.02)
  })

  test('a state is left only with 5 % more than it was entered with', () => {
    const state = (freeMiB: number, before: number) =>
      value('reclaim.state', { freeMiB, minFreeMiB: 1000, before })
    expect([1000, 999, 639, 319, 159].map((free) => state(free, 0))).toEqual(
      [0, 1, 2, 3, 4].map((each) => ({ state: each })),
    )
    expect([209, 210, 369, 370, 1049, 1050].map((free) => state(free, 4))).toEqual(
      [4, 3, 3, 2, 1, 0].map((each) => ({ state: each })),
    )
  })
})

describe('sharing', () => {
  test('KSM looks at 5,000 pages a second as it comes, and at 10 GiB in 21 s when tuned', () => {
    expect(value('reclaim.ksm-rate', { pagesToScan: 100, sleepMillis: 20, pages: 0 })).toMatchObject({
      pagesPerSecond: 5000,
    })
    const tuned = value('reclaim.ksm-rate', { pagesToScan: 1250, sleepMillis: 10, pages: 10 * 262144 })
    expect(tuned).toMatchObject({ pagesPerSecond: 125000 })
    expect((tuned as { passSeconds: number }).passSeconds).toBeCloseTo(21, 1)
  })

  test.each([
    [0, 1],
    [0.1, 0.9],
    [1, 0.269],
  ])('with %d rewrites in a pass the share %d stays merged', (rewritesPerPass, share) => {
    expect(value('reclaim.ksm-share', { rewritesPerPass })).toEqual({ share })
  })

  test('one real page serves at most 256', () => {
    const saved = (sharers: number) => value('reclaim.ksm-saved', { pages: 10, sharers, share: 1 })
    expect([1, 2, 256, 257].map(saved)).toEqual([0, 10, 2550, 2550].map((pages) => ({ pages })))
  })
})

describe('what missing memory costs', () => {
  test.each([
    [0.1, 1.1],
    [8, 9],
  ])('a tenth missing at %d ms a fault makes it %d times as long', (faultMillis, slowdown) => {
    const input = { touchesPerSecond: 10000, residentShare: 0.9, faultMillis }
    expect(value('reclaim.slowdown', input)).toEqual({ slowdown })
  })

  test('what is dirty after a time never exceeds what there is', () => {
    const classes = [{ pages: 500, writesPerSecond: 3 }]
    expect(value('reclaim.dirty-pages', { seconds: 1000, classes })).toEqual({
      pages: 500,
      pagesPerSecond: 1500,
    })
  })
})

describe('the last resort', () => {
  const gibibyte = 1073741824
  test.each([
    [1, 938],
    [8, 500],
    [16, 3],
    [0, 999],
  ])('of a node of 16 GiB a request of %d GiB is adjusted by %d', (request, scoreAdj) => {
    const input = { quality: 'burstable', requestBytes: request * gibibyte, capacityBytes: 16 * gibibyte }
    expect(value('reclaim.oom-adjust', input)).toEqual({ scoreAdj })
  })

  test('an adjustment of 1000 outweighs all memory there is', () => {
    const points = (residentPages: number, scoreAdj: number) =>
      value('reclaim.oom-badness', {
        residentPages,
        swappedPages: 0,
        pageTablePages: 0,
        scoreAdj,
        totalPages: 1000,
      })
    expect([points(999, 0), points(0, 1000), points(5, -1000)]).toEqual([
      { points: 999 },
      { points: 1000 },
      { points: null },
    ])
  })
})

test('every example comes out as it is printed', () => {
  const mine = [...laws.values()].filter(({ id }) => /^(reclaim\.|memory\.promise)/.test(id))
  expect(mine.length).toBeGreaterThan(15)
  for (const law of mine)
    for (const { input, output } of law.examples)
      expect([law.id, evaluateLaw(law, input)]).toEqual([law.id, output])
})
