/** A page walk, reference by reference: what a stepper shows, as data. */
import {
  cachedPage,
  levelsOf,
  tlbEntries,
  tlbReachMiB,
  walkReferences,
  type Depth,
  type PageSize,
} from './walk'

export interface WalkOptions {
  /** One table of the system; one that the hypervisor made from two; or the guest's and the host's. */
  readonly translation: 'native' | 'shadow' | 'nested'
  readonly guestPage: PageSize
  /** Without meaning for a native walk. */
  readonly hostPage: PageSize
  readonly guestDepth: Depth
  /** Without meaning for all but a nested walk. */
  readonly hostDepth: Depth
}

export interface WalkStep {
  /** From 1. */
  readonly number: number
  readonly table: 'guest' | 'host' | 'shadow'
  /** Level of the entry that is read: the root is as high as the table is deep, 1 points at a 4 KiB page. */
  readonly level: number
  /** Level of the guest's table that this reference is made for; 0 for the address found at last. */
  readonly guestLevel: number
  /**
   * What the reference reads: an entry of the guest's table (its own, or shadow); an entry of the host's table on the
   * way to a page of the guest's table; or one on the way to the page that was asked for.
   */
  readonly what: 'guest-table-entry' | 'host-table-entry' | 'final-host-table-entry' | 'shadow-table-entry'
  /** The address that is translated by it, and the bits of it that choose the entry, from high to low. */
  readonly address: 'guest-virtual' | 'guest-physical'
  readonly highBit: number
  readonly lowBit: number
  /** This entry ends its table's walk: it points at a page. */
  readonly leaf: boolean
}

export interface WalkView {
  readonly steps: readonly WalkStep[]
  /** Length of `steps`, by the law of references. */
  readonly references: number
  readonly guestLevels: number
  /** Null when there is one table only. */
  readonly hostLevels: number | null
  /** Leaf size that the TLB keeps, how many of them, and what they reach. */
  readonly cachedPage: PageSize
  /** The larger page was split: the TLB keeps less than the guest, or the host, has set up. */
  readonly splintered: boolean
  readonly tlbEntries: number
  readonly tlbReachMiB: number
  /** Bits of the address that are not translated: the offset in the cached page. */
  readonly offsetBits: number
}

/** An entry holds 9 bits of the address, above 12 bits of the smallest page's offset. */
const bitsPerLevel = 9
const offsetOfSmallest = 12

function lowBitOf(level: number): number {
  return offsetOfSmallest + bitsPerLevel * (level - 1)
}

type Step = Omit<WalkStep, 'number' | 'highBit' | 'lowBit'>

/** Walks one table from its root to its leaf. */
function* levels(
  depth: Depth,
  page: PageSize,
): Generator<{ readonly level: number; readonly leaf: boolean }> {
  const last = depth - levelsOf(page, depth) + 1
  for (let level: number = depth; level >= last; level--) yield { level, leaf: level === last }
}

function* hostSteps(options: WalkOptions, guestLevel: number): Generator<Step> {
  const what = guestLevel === 0 ? 'final-host-table-entry' : 'host-table-entry'
  for (const { level, leaf } of levels(options.hostDepth, options.hostPage))
    yield { table: 'host', level, guestLevel, what, address: 'guest-physical', leaf }
}

function* stepsOf(options: WalkOptions): Generator<Step> {
  const { translation, guestDepth, guestPage, hostPage } = options
  if (translation === 'shadow') {
    for (const { level, leaf } of levels(guestDepth, cachedPage(guestPage, hostPage)))
      yield {
        table: 'shadow',
        level,
        guestLevel: level,
        what: 'shadow-table-entry',
        address: 'guest-virtual',
        leaf,
      }
    return
  }
  for (const { level, leaf } of levels(guestDepth, guestPage)) {
    // The guest's table lies at a guest-physical address, which the host's table must translate first.
    if (translation === 'nested') yield* hostSteps(options, level)
    yield {
      table: 'guest',
      level,
      guestLevel: level,
      what: 'guest-table-entry',
      address: 'guest-virtual',
      leaf,
    }
  }
  if (translation === 'nested') yield* hostSteps(options, 0)
}

/** All references of a walk with cold caches, in their order, and what the TLB keeps of it. */
export function walkSteps(options: WalkOptions): WalkView {
  const { translation, guestPage, hostPage, guestDepth, hostDepth } = options
  const nested = translation === 'nested'
  const page = translation === 'native' ? guestPage : cachedPage(guestPage, hostPage)
  const guestLevels = levelsOf(translation === 'shadow' ? page : guestPage, guestDepth)
  const hostLevels = nested ? levelsOf(hostPage, hostDepth) : null
  const steps = [...stepsOf(options)].map((step, at) => {
    const lowBit = lowBitOf(step.level)
    return { ...step, number: at + 1, highBit: lowBit + bitsPerLevel - 1, lowBit }
  })
  return {
    steps,
    references: walkReferences(guestLevels, hostLevels),
    guestLevels,
    hostLevels,
    cachedPage: page,
    splintered: translation !== 'native' && guestPage !== hostPage,
    tlbEntries: tlbEntries(page),
    tlbReachMiB: tlbReachMiB(page),
    offsetBits: offsetOfSmallest + bitsPerLevel * (4 - levelsOf(page, 4)),
  }
}
