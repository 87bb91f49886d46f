/** The laws of paging: translation through one table or two levels of them, and which page leaves. */
import * as v from 'valibot'
import {
  complain,
  defineEquation,
  exactly,
  flag,
  listOf,
  objectByChoice,
  objectOf,
  oneOf,
  sometimes,
  textValue,
  wholeNumber,
  type InputError,
} from '../../core'
import {
  replacePages,
  replacementPolicies,
  type ReplacementPolicy,
  type ReplacementResult,
} from './replacement'
import { bytesOfHex, walkLinear, walkTwoLevel, type TwoLevelWalk } from './translate'

/** Addresses stay exact. */
const most = 1e15
const address = wholeNumber(0, most)
const listLimit = 100000
const shift = wholeNumber(0, 48)
const mask = wholeNumber(0, 2147483647)

const shapes = {
  linear: objectOf({
    kind: v.literal('linear'),
    addressSpaceBytes: wholeNumber(1, most),
    physicalBytes: wholeNumber(1, most),
    pageSize: wholeNumber(1, most),
    pageTable: listOf(objectOf({ valid: flag(), pfn: v.nullish(address, null) }), 0, listLimit),
    virtualAddresses: listOf(address, 0, listLimit),
  }),
  twolevel: objectOf({
    kind: v.literal('twolevel'),
    pageSize: wholeNumber(1, 65536),
    vaBits: wholeNumber(1, 48),
    pdeShift: shift,
    pteShift: shift,
    entryBytes: v.nullish(exactly(1), 1),
    validMask: mask,
    pfnMask: mask,
    pageDirectoryPage: address,
    memoryPagesHex: listOf(textValue(), 1, 4096),
    virtualAddresses: listOf(address, 0, listLimit),
  }),
}

type TranslateInput = v.InferOutput<(typeof shapes)[keyof typeof shapes]>
type Linear = Extract<TranslateInput, { kind: 'linear' }>
type TwoLevel = Extract<TranslateInput, { kind: 'twolevel' }>
type Translation = { readonly physical: number; readonly value: number } | { readonly fault: 'pde' | 'pte' }

function translateLinear(input: Linear): { physicalAddresses: readonly (number | null)[] } | InputError {
  const frames = Math.ceil(input.physicalBytes / input.pageSize)
  for (const [at, { valid, pfn }] of input.pageTable.entries()) {
    if (!valid) continue
    if (pfn === null) return complain(`pageTable[${at}].pfn`, 'missing')
    if (pfn >= frames) return complain(`pageTable[${at}].pfn`, 'no-such-frame', { frame: pfn, count: frames })
  }
  return {
    physicalAddresses: input.virtualAddresses.map(
      (virtual) => walkLinear(input.pageSize, input.pageTable, virtual).physicalAddress,
    ),
  }
}

function translateTwoLevel(input: TwoLevel): { translations: readonly Translation[] } | InputError {
  const { pageSize, vaBits, pdeShift, pteShift, memoryPagesHex, virtualAddresses } = input
  if (pdeShift > vaBits) return complain('pdeShift', 'whole', { low: pteShift, high: vaBits })
  if (pteShift > pdeShift) return complain('pteShift', 'whole', { low: 0, high: pdeShift })
  const memory: Uint8Array[] = []
  for (const [at, text] of memoryPagesHex.entries()) {
    const bytes = bytesOfHex(text, pageSize)
    if (bytes === null) return complain(`memoryPagesHex[${at}]`, 'hexadecimal', { count: pageSize })
    memory.push(bytes)
  }
  const highest = Number((1n << BigInt(vaBits)) - 1n)
  const translations: Translation[] = []
  for (const [at, virtual] of virtualAddresses.entries()) {
    const path = `virtualAddresses[${at}]`
    if (virtual > highest) return complain(path, 'whole', { low: 0, high: highest })
    const walk = walkTwoLevel({ ...input, memory }, virtual)
    if (walk.absent !== null) return complain(path, 'no-such-page', { page: walk.absent })
    translations.push(translationOf(walk))
  }
  return { translations }
}

function translationOf({ fault, physical, value }: TwoLevelWalk): Translation {
  return fault === null ? { physical: physical ?? 0, value: value ?? 0 } : { fault }
}

interface ReplacementInput {
  readonly policy: ReplacementPolicy
  readonly frames: number
  readonly references: readonly number[]
}

/** LRU and OPT look at every frame for every victim. */
const lookLimit = 3000000000

/** References on which FIFO misses more with 4 frames than with 3. */
const belady = [1, 2, 3, 4, 1, 2, 5, 1, 2, 3, 4, 5]

export const pagingEquations = [
  defineEquation<TranslateInput, unknown>({
    id: 'memory.translate',
    tex: 'physical = pfn \\cdot 2^{pteShift} + offset',
    input: objectByChoice('kind', shapes, {
      addressSpaceBytes: sometimes(),
      physicalBytes: sometimes(),
      pageSize: wholeNumber(1, most),
      pageTable: sometimes(),
      vaBits: sometimes(),
      pdeShift: sometimes(),
      pteShift: sometimes(),
      entryBytes: sometimes(),
      validMask: sometimes(),
      pfnMask: sometimes(),
      pageDirectoryPage: sometimes(),
      memoryPagesHex: sometimes(),
      virtualAddresses: listOf(address, 0, listLimit),
    }),
    output: v.looseObject({}),
    sources: ['ostep'],
    examples: [
      {
        input: {
          kind: 'linear',
          addressSpaceBytes: 4096,
          physicalBytes: 16384,
          pageSize: 1024,
          pageTable: [
            { valid: true, pfn: 9 },
            { valid: false, pfn: null },
            { valid: true, pfn: 2 },
            { valid: true, pfn: 15 },
          ],
          virtualAddresses: [5, 1500, 3071],
        },
        output: { physicalAddresses: [9221, null, 3071] },
      },
      {
        // Pages of 4 bytes: page 0 is the directory, page 1 a table, page 2 data. 0b000110 → page 2, byte 2.
        input: {
          kind: 'twolevel',
          pageSize: 4,
          vaBits: 6,
          pdeShift: 4,
          pteShift: 2,
          entryBytes: 1,
          validMask: 128,
          pfnMask: 127,
          pageDirectoryPage: 0,
          memoryPagesHex: ['81000000', '00820000', '0a0b0c0d'],
          virtualAddresses: [6, 0, 16],
        },
        output: { translations: [{ physical: 10, value: 12 }, { fault: 'pte' }, { fault: 'pde' }] },
      },
    ],
    evaluate: (input) => (input.kind === 'linear' ? translateLinear(input) : translateTwoLevel(input)),
  }),
  defineEquation<ReplacementInput, ReplacementResult>({
    id: 'memory.page-replacement',
    tex: 'hits + misses = |references|',
    input: objectOf({
      policy: oneOf(replacementPolicies),
      frames: wholeNumber(1, listLimit),
      references: listOf(wholeNumber(-most, most), 0, listLimit),
    }),
    output: v.object({ hits: v.number(), misses: v.number(), victims: v.array(v.nullable(v.number())) }),
    sources: ['ostep', 'belady1969'],
    examples: [
      {
        input: { policy: 'CLOCK', frames: 3, references: [4, 1, 6, 1, 8, 6, 2] },
        output: { hits: 2, misses: 5, victims: [null, null, null, null, 4, null, 1] },
      },
      {
        input: { policy: 'FIFO', frames: 3, references: belady },
        output: { hits: 3, misses: 9, victims: [null, null, null, 1, 2, 3, 4, null, null, 1, 2, null] },
      },
      {
        // One frame more, one miss more: the anomaly of Belady.
        input: { policy: 'FIFO', frames: 4, references: belady },
        output: { hits: 2, misses: 10, victims: [null, null, null, null, null, null, 1, 2, 3, 4, 5, 1] },
      },
    ],
    evaluate: ({ policy, frames, references }) =>
      replacePages(policy, frames, references, null, lookLimit) ??
      complain('frames', 'too-many-frames', { limit: lookLimit }),
  }),
]
