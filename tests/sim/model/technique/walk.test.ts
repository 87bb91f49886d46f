// Page walks and the TLB: the worked examples, the stepper against the law, and what must hold for all sizes.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { walkSteps, type WalkOptions } from '../../../../src/sim'
import { pageSizeNames, type PageSize } from '../../../../src/sim/model/plan'
import { missRate, nestedFactor, walkFactor, walkReferences } from '../../../../src/sim/model/technique/walk'
import { lawOf } from '../law'
import { forAll } from '../../../support/for-all'

const options: WalkOptions = {
  translation: 'nested',
  guestPage: '4K',
  hostPage: '4K',
  guestDepth: 4,
  hostDepth: 4,
}

/** Page size and depth that make a walk of so many levels. */
const shapes = {
  2: ['1G', 4],
  3: ['2M', 4],
  4: ['4K', 4],
  5: ['4K', 5],
} as const
const sizes = [2, 3, 4, 5] as const

describe('references of a walk', () => {
  test.each(sizes.flatMap((g) => sizes.map((h) => [g, h] as const)))('O-20: %d and %d levels', (g, h) => {
    const [guestPage, guestDepth] = shapes[g]
    const [hostPage, hostDepth] = shapes[h]
    const expected = (g + 1) * (h + 1) - 1
    const law = lawOf('technique.walk-references').evaluate({ guestPage, hostPage, guestDepth, hostDepth })
    expect(law).toMatchObject({ references: expected, guestLevels: g, hostLevels: h })
    const view = walkSteps({ translation: 'nested', guestPage, hostPage, guestDepth, hostDepth })
    expect([view.steps.length, view.references]).toEqual([expected, expected])
  })

  test('O-20: 24, 8 and 29, and natively one per level', () => {
    expect([walkReferences(4, 4), walkReferences(2, 2), walkReferences(5, 4)]).toEqual([24, 8, 29])
    expect(sizes.map((levels) => walkReferences(levels, null))).toEqual([2, 3, 4, 5])
  })

  test('κ is 4.4 to 1.5 with small pages, and less with every larger page on both sides', () => {
    expect(nestedFactor('4K', '4K')).toBeCloseTo(2.933, 3)
    expect(nestedFactor('2M', '2M')).toBeLessThan(nestedFactor('4K', '4K'))
    expect(nestedFactor('1G', '1G')).toBeLessThan(nestedFactor('2M', '2M'))
    expect(nestedFactor('1G', '1G')).toBeGreaterThan(1)
    expect(nestedFactor('4K', '2M')).toBeLessThan(nestedFactor('4K', '4K'))
  })

  test('one table has no second dimension, whatever its pages are', () => {
    for (const guest of pageSizeNames)
      for (const host of pageSizeNames) expect(walkFactor(1, guest, host)).toBe(1)
    expect(walkFactor(4.4 / 1.5, '2M', '2M')).toBeCloseTo(nestedFactor('2M', '2M'), 9)
  })
})

describe('the TLB', () => {
  const miss = (
    workingSetMiB: number,
    guestPage: PageSize,
    hostPage: PageSize = guestPage,
    access = 'random',
  ) =>
    (
      lawOf('technique.tlb-miss').evaluate({ workingSetMiB, guestPage, hostPage, access }) as {
        missRate: number
      }
    ).missRate

  test('O-21: 1 GiB misses 0.9941 with small pages, and never with huge ones', () => {
    expect(miss(1024, '4K')).toBeCloseTo(0.9941, 4)
    expect(miss(1024, '2M')).toBe(0)
  })

  test.each([
    ['4K', '4K', 6, '4K'],
    ['2M', '2M', 3072, '2M'],
    ['1G', '1G', 16384, '1G'],
    ['2M', '4K', 6, '4K'],
    ['4K', '2M', 6, '4K'],
    ['1G', '2M', 3072, '2M'],
  ])('a guest’s %s in the host’s %s reach %d MiB', (guestPage, hostPage, reachMiB, cachedPage) => {
    expect(lawOf('technique.tlb-reach').evaluate({ guestPage, hostPage })).toMatchObject({
      reachMiB,
      cachedPage,
    })
  })

  test('a stream misses once per page', () => {
    expect(miss(1024, '4K', '4K', 'stream')).toBe(1 / 64)
    expect(miss(4096, '2M', '2M', 'stream')).toBe(1 / 32768)
    expect(miss(5, '4K', '4K', 'stream')).toBe(0)
  })

  test('misses more the larger the working set is, and less the larger the page', () => {
    const set = fc.integer({ min: 0, max: 100000 })
    forAll(
      fc.tuple(set, set, fc.constantFrom(...pageSizeNames), fc.boolean()),
      200,
      ([a, b, page, stream]) => {
        const [small, large] = a < b ? [a, b] : [b, a]
        expect(missRate(small, page, stream)).toBeLessThanOrEqual(missRate(large, page, stream))
        expect(missRate(large, page, stream)).toBeLessThan(1)
        expect(missRate(large, page, stream)).toBeLessThanOrEqual(missRate(large, '4K', stream))
      },
    )
  })

  test('walks take the time of their references', () => {
    const share = (input: unknown) =>
      (lawOf('technique.walk-share').evaluate(input) as { share: number }).share
    expect(share({ missRate: 0.9941, accessesPerSecond: 1000000, references: 1.5 })).toBeCloseTo(0.0179, 4)
    expect(
      share({ missRate: 0.9941, accessesPerSecond: 1000000, references: 1.5, referenceNanos: 80 }),
    ).toBeCloseTo(0.1193, 4)
  })
})

describe('the stepper', () => {
  test('reads an entry of the guest after a walk of the host, and ends in a walk of the host', () => {
    const { steps } = walkSteps(options)
    const words = steps.map(({ table, level }) => `${table[0]}${level}`).join(' ')
    const host = 'h4 h3 h2 h1'
    expect(words).toBe(`${host} g4 ${host} g3 ${host} g2 ${host} g1 ${host}`)
    expect(steps.slice(-4).every(({ what }) => what === 'final-host-table-entry')).toBe(true)
    expect(steps.map(({ number }) => number)).toEqual(steps.map((_, at) => at + 1))
  })

  test('takes nine bits of the address at each level, from the highest to the page', () => {
    const bits = (more: Partial<WalkOptions>) =>
      walkSteps({ ...options, translation: 'native', ...more }).steps.map(({ highBit, lowBit }) => [
        highBit,
        lowBit,
      ])
    expect(bits({})).toEqual([
      [47, 39],
      [38, 30],
      [29, 21],
      [20, 12],
    ])
    expect(bits({ guestPage: '2M' })).toEqual([
      [47, 39],
      [38, 30],
      [29, 21],
    ])
    expect(bits({ guestPage: '1G', guestDepth: 5 })).toEqual([
      [56, 48],
      [47, 39],
      [38, 30],
    ])
  })

  test.each([
    ['4K', 12],
    ['2M', 21],
    ['1G', 30],
  ] as const)('leaves the offset in a page of %s as it is', (guestPage, offsetBits) => {
    const view = walkSteps({ ...options, translation: 'native', guestPage })
    expect(view.offsetBits).toBe(offsetBits)
    expect(view.steps.at(-1)).toMatchObject({ lowBit: offsetBits, leaf: true })
  })

  test('with shadow paging walks one table, down to the smaller of both pages', () => {
    const view = walkSteps({ ...options, translation: 'shadow', guestPage: '2M', hostPage: '4K' })
    expect(view.steps.map(({ table, level }) => `${table} ${level}`)).toEqual([
      'shadow 4',
      'shadow 3',
      'shadow 2',
      'shadow 1',
    ])
    expect(view).toMatchObject({
      references: 4,
      hostLevels: null,
      cachedPage: '4K',
      splintered: true,
      tlbReachMiB: 6,
    })
  })

  test('agrees with the law and splits what must be split, for all sizes and depths', () => {
    const page = fc.constantFrom(...pageSizeNames)
    const depth = fc.constantFrom(4 as const, 5 as const)
    const any = fc.record({
      translation: fc.constantFrom('native' as const, 'shadow' as const, 'nested' as const),
      guestPage: page,
      hostPage: page,
      guestDepth: depth,
      hostDepth: depth,
    })
    forAll(any, 200, (given) => {
      const view = walkSteps(given)
      expect(view.steps.length).toBe(view.references)
      expect(view.splintered).toBe(given.translation !== 'native' && given.guestPage !== given.hostPage)
      const leaves = view.steps.filter(({ leaf }) => leaf)
      // One walk of the guest's table, and one of the host's for each of its entries and for the page.
      expect(leaves.length).toBe(given.translation === 'nested' ? view.guestLevels + 2 : 1)
      expect(view.steps.at(-1)?.leaf).toBe(true)
    })
  })
})
