// Translation and replacement against tables worked out by hand, slow oracles, and what is known of the policies.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  anomalies,
  missCurve,
  replacementPolicies,
  replacePages,
  walkTwoLevel,
  type ReplacementPolicy,
  type ReplacementStep,
} from '../../../../src/sim/model/memory'
import { forAll } from '../../../support/for-all'
import { complainsAbout, evaluated, hasOutputs, keepsItsExamples } from '../law-cases'

const translate = 'memory.translate'
const replace = 'memory.page-replacement'

keepsItsExamples(translate)
keepsItsExamples(replace)

const linear = {
  kind: 'linear',
  addressSpaceBytes: 64,
  physicalBytes: 128,
  pageSize: 16,
  pageTable: [{ valid: true, pfn: 7 }, { valid: false }, { valid: true, pfn: 0 }],
  virtualAddresses: [0],
}
/** Pages of 4 bytes, entries of one byte with the top bit for valid: directory, two tables, and data. */
const two = {
  kind: 'twolevel',
  pageSize: 4,
  vaBits: 6,
  pdeShift: 4,
  pteShift: 2,
  entryBytes: 1,
  validMask: 128,
  pfnMask: 127,
  pageDirectoryPage: 3,
  memoryPagesHex: ['00112233', '84000080', '00000005', '81820001', 'a0a1a2a3'],
  virtualAddresses: [0],
}

hasOutputs(translate, [
  [
    'first and last byte of a page, and beyond the table',
    { ...linear, virtualAddresses: [0, 15, 16, 32, 47, 48] },
    { physicalAddresses: [112, 127, null, 0, 15, null] },
  ],
  ['no addresses', { ...linear, virtualAddresses: [] }, { physicalAddresses: [] }],
  [
    'a page size that is no power of two',
    { ...linear, pageSize: 10, pageTable: [{ valid: true, pfn: 3 }], virtualAddresses: [9, 10] },
    { physicalAddresses: [39, null] },
  ],
  [
    // Directory page 3: 81 82 00 01. 0b00_00_10: table page 1 has 84 at 0 → page 4 byte 2 = a2.
    'through directory and table to a byte',
    { ...two, virtualAddresses: [0b000010, 0b001101, 0b000100] },
    { translations: [{ physical: 18, value: 0xa2 }, { physical: 1, value: 0x11 }, { fault: 'pte' }] },
  ],
  [
    'an entry that is not valid in the table, and in the directory',
    { ...two, virtualAddresses: [0b011100, 0b100000, 0b110001] },
    { translations: [{ fault: 'pte' }, { fault: 'pde' }, { fault: 'pde' }] },
  ],
  [
    'the size of an entry may be left out, as it can only be one',
    { ...two, entryBytes: null, virtualAddresses: [3] },
    { translations: [{ physical: 19, value: 0xa3 }] },
  ],
])

complainsAbout(translate, linear, [
  ['kind', { kind: 'hashed' }],
  ['pageSize', { pageSize: 0 }],
  ['physicalBytes', { physicalBytes: undefined }],
  ['pageTable[0].pfn', { pageTable: [{ valid: true, pfn: null }] }],
  ['pageTable[0].pfn', { pageTable: [{ valid: true, pfn: 8 }] }],
  ['pageTable[0].valid', { pageTable: [{ pfn: 8 }] }],
  ['virtualAddresses[1]', { virtualAddresses: [0, -1] }],
  ['virtualAddresses', { virtualAddresses: null }],
])

complainsAbout(translate, two, [
  ['entryBytes', { entryBytes: 4 }],
  ['pdeShift', { pdeShift: 7 }],
  ['pteShift', { pteShift: 5 }],
  ['memoryPagesHex[1]', { memoryPagesHex: ['00000000', '00'] }],
  ['memoryPagesHex[0]', { memoryPagesHex: ['0000000g'] }],
  ['virtualAddresses[0]', { virtualAddresses: [64] }],
  ['virtualAddresses[0]', { pageDirectoryPage: 9 }],
  ['validMask', { validMask: -1 }],
])

test('a walk tells where it read', () => {
  const memory = two.memoryPagesHex.map((text) => Uint8Array.from(Buffer.from(text, 'hex')))
  expect(walkTwoLevel({ ...two, memory }, 0b000010)).toMatchObject({
    directoryIndex: 0,
    tableIndex: 0,
    offset: 2,
    pde: { page: 3, index: 0, value: 0x81, valid: true, pfn: 1 },
    pte: { page: 1, index: 0, value: 0x84, valid: true, pfn: 4 },
    physical: 18,
  })
})

test('two levels translate as a flat reading of the same bits', () => {
  const bytes = fc.uint8Array({ minLength: 8, maxLength: 8 })
  const pages = fc.array(bytes, { minLength: 8, maxLength: 8 })
  forAll(
    fc.tuple(pages, fc.integer({ min: 0, max: 511 }), fc.nat({ max: 7 })),
    300,
    ([memory, address, directory]) => {
      const bits = address.toString(2).padStart(9, '0')
      const part = (from: number): number => parseInt(bits.slice(from, from + 3), 2)
      const walk = walkTwoLevel(
        {
          pageSize: 8,
          pdeShift: 6,
          pteShift: 3,
          validMask: 0x80,
          pfnMask: 7,
          pageDirectoryPage: directory,
          memory,
        },
        address,
      )
      const pde = memory[directory]?.[part(0)] ?? 0
      const pte = memory[pde % 8]?.[part(3)] ?? 0
      const fault = pde < 128 ? 'pde' : pte < 128 ? 'pte' : null
      expect(walk.fault).toBe(fault)
      if (fault === null)
        expect([walk.physical, walk.value]).toEqual([(pte % 8) * 8 + part(6), memory[pte % 8]?.[part(6)]])
    },
  )
})

const belady = [1, 2, 3, 4, 1, 2, 5, 1, 2, 3, 4, 5]

hasOutputs(replace, [
  ['no references', { policy: 'LRU', frames: 3, references: [] }, { hits: 0, misses: 0, victims: [] }],
  [
    'one frame',
    { policy: 'FIFO', frames: 1, references: [1, 1, 2, 1] },
    { hits: 1, misses: 3, victims: [null, null, 1, 2] },
  ],
  [
    'more frames than pages',
    { policy: 'OPT', frames: 9, references: [3, 1, 3] },
    { hits: 1, misses: 2, victims: [null, null, null] },
  ],
  [
    'LRU keeps what was just used',
    { policy: 'LRU', frames: 3, references: [0, 1, 2, 0, 1, 3, 0, 3, 1, 2, 1] },
    { hits: 6, misses: 5, victims: [null, null, null, null, null, 2, null, null, null, 0, null] },
  ],
  [
    'FIFO of the same references',
    { policy: 'FIFO', frames: 3, references: [0, 1, 2, 0, 1, 3, 0, 3, 1, 2, 1] },
    { hits: 4, misses: 7, victims: [null, null, null, null, null, 0, 1, null, 2, 3, null] },
  ],
  [
    'OPT evicts what comes last',
    { policy: 'OPT', frames: 2, references: [1, 2, 3, 1, 2] },
    { hits: 1, misses: 4, victims: [null, null, 2, null, expect.anything()] },
  ],
  [
    // 1 2 3 fill, 1 again; 4: all bits set, cleared, frame 0 goes; 2: set; 5: frame 1 is spared, frame 2 goes.
    'CLOCK spares what was used since the hand came by',
    { policy: 'CLOCK', frames: 3, references: [1, 2, 3, 1, 4, 2, 5, 2, 6] },
    { hits: 3, misses: 6, victims: [null, null, null, null, 1, null, 3, null, 4] },
  ],
  [
    'pages may have any whole number',
    { policy: 'LRU', frames: 1, references: [-4, 0, -4] },
    { hits: 0, misses: 3, victims: [null, -4, 0] },
  ],
])

complainsAbout(replace, { policy: 'FIFO', frames: 3, references: belady }, [
  ['policy', { policy: 'RANDOM' }],
  ['frames', { frames: 0 }],
  ['frames', { frames: 2.5 }],
  ['frames', { frames: null }],
  ['references', { references: 7 }],
  ['references[2]', { references: [1, 2, 'x'] }],
  ['references[0]', { references: [1.5] }],
  ['references', { references: Array.from({ length: 100001 }, () => 1) }],
])

/** The policies word by word, with lists of pages instead of frames. */
function slowly(policy: ReplacementPolicy, frames: number, references: readonly number[]) {
  let loaded: number[] = []
  const slots: { page: number; bit: boolean }[] = []
  let hand = 0
  let hits = 0
  const victims = references.map((page, at) => {
    const slot = slots.find((one) => one.page === page)
    if (loaded.includes(page)) {
      hits++
      if (slot !== undefined) slot.bit = true
      return null
    }
    if (loaded.length < frames) {
      loaded.push(page)
      slots.push({ page, bit: true })
      hand = slots.length % frames
      return null
    }
    const lastUse = (one: number): number => references.slice(0, at).lastIndexOf(one)
    const nextUse = (one: number): number => [...references.slice(at), one].indexOf(one)
    let victim = loaded[0] ?? 0
    if (policy === 'LRU') for (const one of loaded) if (lastUse(one) < lastUse(victim)) victim = one
    if (policy === 'OPT') for (const one of loaded) if (nextUse(one) > nextUse(victim)) victim = one
    while (policy === 'CLOCK') {
      const here = slots[hand] ?? { page: 0, bit: false }
      hand = (hand + 1) % frames
      if (!here.bit) {
        victim = here.page
        here.page = page
        here.bit = true
        break
      }
      here.bit = false
    }
    loaded = [...loaded.filter((one) => one !== victim), page]
    return victim
  })
  return { hits, misses: references.length - hits, victims }
}

const references = fc.array(fc.nat({ max: 7 }), { maxLength: 40 })
const frames = fc.integer({ min: 1, max: 6 })

describe('any references', () => {
  test.each(replacementPolicies)('%s does what its rule says', (policy) => {
    forAll(fc.tuple(frames, references), 300, ([count, list]) => {
      const found = replacePages(policy, count, list)
      const slow = slowly(policy, count, list)
      if (policy === 'OPT') expect([found?.hits, found?.misses]).toEqual([slow.hits, slow.misses])
      else expect(found).toEqual(slow)
      expect(evaluated(replace, { policy, frames: count, references: list })).toEqual(found)
    })
  })

  test('OPT is never worse than any other', () => {
    forAll(fc.tuple(frames, references), 300, ([count, list]) => {
      const best = replacePages('OPT', count, list)?.misses ?? 0
      for (const policy of replacementPolicies)
        expect(replacePages(policy, count, list)?.misses).toBeGreaterThanOrEqual(best)
    })
  })

  test('LRU and OPT never miss more with more frames; FIFO can', () => {
    forAll(references, 300, (list) => {
      expect(anomalies(missCurve('LRU', list, 8))).toEqual([])
      expect(anomalies(missCurve('OPT', list, 8))).toEqual([])
    })
    expect(missCurve('FIFO', belady, 5)).toEqual([12, 12, 9, 10, 5])
    expect(anomalies(missCurve('FIFO', belady, 5))).toEqual([4])
  })

  test('CLOCK is FIFO as long as no page is used twice while it is there', () => {
    forAll(fc.tuple(frames, fc.uniqueArray(fc.nat({ max: 99 }), { maxLength: 30 })), 200, ([count, list]) => {
      expect(replacePages('CLOCK', count, list)).toEqual(replacePages('FIFO', count, list))
    })
  })

  test('what is seen step by step holds the page, and never one page twice', () => {
    forAll(
      fc.tuple(frames, references, fc.constantFrom(...replacementPolicies)),
      200,
      ([count, list, policy]) => {
        const steps: ReplacementStep[] = []
        replacePages(policy, count, list, (step) => steps.push(step))
        steps.forEach((step, at) => {
          expect(step.frames[step.frame]).toBe(list[at])
          const pages = step.frames.filter((page) => page !== null)
          expect(new Set(pages).size).toBe(pages.length)
          expect(steps[at - 1]?.frames.includes(list[at] ?? 0) ?? false).toBe(step.hit)
        })
      },
    )
  })
})
