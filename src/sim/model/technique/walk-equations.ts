/** Laws of page walks and of the TLB. */
import * as v from 'valibot'
import { defineEquation } from '../../core'
import { accessNames, pageSizeNames } from '../plan'
import {
  cachedPage,
  effectiveReferences,
  levelsOf,
  missRate,
  nestedFactor,
  tlbEntries,
  tlbReachMiB,
  walkReferences,
  walkShare,
  type Depth,
  type PageSize,
} from './walk'

const amount = v.pipe(v.number(), v.minValue(0), v.finite())
const page = v.picklist(pageSizeNames)
/** 4 as usual on x86-64, 5 with 57-bit addresses. */
const depth = v.optional(v.pipe(v.number(), v.safeInteger(), v.minValue(4), v.maxValue(5)))

const depthOf = (given: number | undefined): Depth => (given === 5 ? 5 : 4)

interface WalkInput {
  readonly guestPage: PageSize
  readonly hostPage?: PageSize | undefined
  readonly guestDepth?: number | undefined
  readonly hostDepth?: number | undefined
}

function references({ guestPage, hostPage, guestDepth, hostDepth }: WalkInput) {
  const guestLevels = levelsOf(guestPage, depthOf(guestDepth))
  const hostLevels = hostPage === undefined ? 0 : levelsOf(hostPage, depthOf(hostDepth))
  const count = walkReferences(guestLevels, hostPage === undefined ? null : hostLevels)
  return { references: count, guestLevels, hostLevels, effective: effectiveReferences(count) }
}

const effectiveLine = (count: number): number => Math.max(1, 1.5 + ((count - 4) * (4.4 - 1.5)) / 20)

/** One entry of the table of O-20. */
function walked(input: WalkInput, guestLevels: number, hostLevels: number, count: number) {
  return { input, output: { references: count, guestLevels, hostLevels, effective: effectiveLine(count) } }
}

export const walkEquations = [
  defineEquation({
    id: 'technique.walk-references',
    tex: 'refs = (g+1)(h+1) - 1,\\quad refs_{native} = g',
    input: v.object({
      guestPage: page,
      /** Left out: a native walk. */
      hostPage: v.optional(page),
      guestDepth: depth,
      hostDepth: depth,
    }),
    output: v.object({
      references: v.number(),
      guestLevels: v.number(),
      hostLevels: v.number(),
      effective: v.number(),
    }),
    sources: ['x86-paging', 'flattened-page-tables'],
    examples: [
      walked({ guestPage: '4K' }, 4, 0, 4),
      // O-20: 24, 8 and 29.
      walked({ guestPage: '4K', hostPage: '4K' }, 4, 4, 24),
      walked({ guestPage: '1G', hostPage: '1G' }, 2, 2, 8),
      walked({ guestPage: '4K', hostPage: '4K', guestDepth: 5 }, 5, 4, 29),
      walked({ guestPage: '4K', hostPage: '4K', guestDepth: 5, hostDepth: 5 }, 5, 5, 35),
      walked({ guestPage: '2M', hostPage: '2M' }, 3, 3, 15),
      walked({ guestPage: '4K', hostPage: '2M' }, 4, 3, 19),
    ],
    evaluate: references,
  }),
  defineEquation({
    id: 'technique.walk-factor',
    tex: '\\kappa = \\frac{e((g+1)(h+1)-1)}{e(l)},\\quad e(r) = \\max(1,\\ 1.5 + 0.145\\,(r - 4))',
    input: v.object({ guestPage: page, hostPage: page, guestDepth: depth }),
    output: v.object({ factor: v.number() }),
    sources: ['flattened-page-tables', 'derived'],
    examples: [
      { input: { guestPage: '4K', hostPage: '4K' }, output: { factor: 4.4 / 1.5 } },
      {
        input: { guestPage: '2M', hostPage: '2M' },
        output: { factor: effectiveLine(15) / effectiveLine(3) },
      },
      { input: { guestPage: '4K', hostPage: '2M' }, output: { factor: effectiveLine(19) / 1.5 } },
    ],
    evaluate: (i) => ({ factor: nestedFactor(i.guestPage, i.hostPage, depthOf(i.guestDepth)) }),
  }),
  defineEquation({
    id: 'technique.tlb-reach',
    tex: 'reach = entries \\cdot \\min(page_{guest}, page_{host})',
    input: v.object({ guestPage: page, hostPage: v.optional(page) }),
    output: v.object({ reachMiB: v.number(), entries: v.number(), cachedPage: page }),
    sources: ['skylake-tlb'],
    examples: [
      { input: { guestPage: '4K' }, output: { reachMiB: 6, entries: 1536, cachedPage: '4K' } },
      { input: { guestPage: '2M' }, output: { reachMiB: 3072, entries: 1536, cachedPage: '2M' } },
      { input: { guestPage: '1G' }, output: { reachMiB: 16384, entries: 16, cachedPage: '1G' } },
      // Splintering: the host's small pages make the guest's huge page useless to the TLB.
      {
        input: { guestPage: '2M', hostPage: '4K' },
        output: { reachMiB: 6, entries: 1536, cachedPage: '4K' },
      },
    ],
    evaluate: ({ guestPage, hostPage = guestPage }) => {
      const cached = cachedPage(guestPage, hostPage)
      return { reachMiB: tlbReachMiB(cached), entries: tlbEntries(cached), cachedPage: cached }
    },
  }),
  defineEquation({
    id: 'technique.tlb-miss',
    tex:
      'miss_{random} = \\max\\left(0, 1 - \\frac{reach}{W}\\right),\\quad ' +
      'miss_{stream} = \\frac{64}{page} \\text{ if } W > reach',
    input: v.object({
      workingSetMiB: amount,
      guestPage: page,
      hostPage: v.optional(page),
      access: v.optional(v.picklist(accessNames)),
    }),
    output: v.object({ missRate: v.number() }),
    sources: ['skylake-tlb', 'derived'],
    examples: [
      // O-21.
      { input: { workingSetMiB: 1024, guestPage: '4K' }, output: { missRate: 1 - 6 / 1024 } },
      { input: { workingSetMiB: 1024, guestPage: '2M' }, output: { missRate: 0 } },
      { input: { workingSetMiB: 1024, guestPage: '2M', hostPage: '4K' }, output: { missRate: 1 - 6 / 1024 } },
      {
        input: { workingSetMiB: 1024, guestPage: '4K', access: 'stream' },
        output: { missRate: 64 / 4096 },
      },
    ],
    evaluate: ({ workingSetMiB, guestPage, hostPage = guestPage, access }) => ({
      missRate: missRate(workingSetMiB, cachedPage(guestPage, hostPage), access === 'stream'),
    }),
  }),
  defineEquation({
    id: 'technique.walk-share',
    tex: 'w = miss \\cdot a \\cdot refs \\cdot c_{ref}',
    input: v.object({
      missRate: v.pipe(v.number(), v.minValue(0), v.maxValue(1)),
      accessesPerSecond: amount,
      references: amount,
      /** 12 ns with tables in the caches, 80 ns in memory. */
      referenceNanos: v.optional(amount),
    }),
    output: v.object({ share: v.number() }),
    sources: ['flattened-page-tables', 'assumed'],
    examples: [
      // 10 million random reads a second, all of which miss: 18 % of the time, and 53 % in two dimensions.
      {
        input: { missRate: 1, accessesPerSecond: 10000000, references: 1.5 },
        output: { share: 0.18 },
      },
      {
        input: { missRate: 1, accessesPerSecond: 10000000, references: 4.4 },
        output: { share: (10000000 * 4.4 * 12) / 1000000000 },
      },
      {
        input: { missRate: 0.5, accessesPerSecond: 1000000, references: 1.5, referenceNanos: 80 },
        output: { share: 0.06 },
      },
    ],
    evaluate: (i) => ({
      share: walkShare(i.missRate, i.accessesPerSecond, i.references, i.referenceNanos ?? 12),
    }),
  }),
]
