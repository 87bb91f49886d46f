/** Page walks and the TLB: how many references a walk takes, what the TLB reaches, and how often it misses. */
import { pageSizeNames, type PageSize } from '../plan'

export type { PageSize }

/** Levels of a table from its root: 4 as usual on x86-64, 5 with 57-bit addresses. */
export type Depth = 4 | 5

const pageMiB: Readonly<Record<PageSize, number>> = { '4K': 1 / 256, '2M': 2, '1G': 1024 }

/** MiB of one page. */
export function sizeOfPage(page: PageSize): number {
  return pageMiB[page]
}

/** Levels that a walk passes down to a leaf of this size: each step up in size saves one. */
export function levelsOf(page: PageSize, depth: Depth): number {
  return depth - pageSizeNames.indexOf(page)
}

/**
 * Memory references of a walk with cold caches: one per level; in two dimensions (g + 1)(h + 1) - 1, because each of
 * the g entries of the guest's table, and the address found at last, is looked up in the host's table of h levels.
 */
export function walkReferences(guestLevels: number, hostLevels: number | null): number {
  return hostLevels === null ? guestLevels : (guestLevels + 1) * (hostLevels + 1) - 1
}

/** Published for 4 and for 24 references with page-walk caches. */
const effectiveNative = 1.5
const effectiveNested = 4.4

/**
 * References that reach memory when page-walk caches hold the upper levels: the line through what is published for
 * native and nested walks with 4 KiB pages, and never below 1.
 */
export function effectiveReferences(references: number): number {
  return Math.max(1, effectiveNative + ((references - 4) * (effectiveNested - effectiveNative)) / 20)
}

/** The smaller of the two: what the TLB keeps of a page that is split below ("splintering"). */
export function cachedPage(guest: PageSize, host: PageSize): PageSize {
  return pageSizeNames.indexOf(guest) < pageSizeNames.indexOf(host) ? guest : host
}

/** How much longer a nested walk takes than a native one to a leaf of the size that the TLB keeps. */
export function nestedFactor(guest: PageSize, host: PageSize, depth: Depth = 4): number {
  const nested = walkReferences(levelsOf(guest, depth), levelsOf(host, depth))
  const native = levelsOf(cachedPage(guest, host), depth)
  return effectiveReferences(nested) / effectiveReferences(native)
}

/**
 * κ for the page sizes in use, from κ for 4 KiB pages: what exceeds 1 shrinks as it does for the factor derived from
 * references. 1 stays 1: one table has no second dimension.
 */
export function walkFactor(smallPages: number, guest: PageSize, host: PageSize): number {
  if (guest === '4K' && host === '4K') return smallPages
  return 1 + ((smallPages - 1) * (nestedFactor(guest, host) - 1)) / (nestedFactor('4K', '4K') - 1)
}

/** Second-level TLB of Skylake-SP: 4 KiB and 2 MiB share 1,536 entries, 1 GiB has 16 of its own. */
const entriesFor: Readonly<Record<PageSize, number>> = { '4K': 1536, '2M': 1536, '1G': 16 }

export function tlbEntries(page: PageSize): number {
  return entriesFor[page]
}

/** MiB that a full TLB translates without a walk. */
export function tlbReachMiB(page: PageSize): number {
  return entriesFor[page] * pageMiB[page]
}

/** Bytes of a cache line: what one access of a stream takes. */
const lineBytes = 64

/**
 * TLB misses per access to memory: for random accesses the part of the working set out of reach, for a stream one
 * access of each page (one access is a cache line); none when the working set fits.
 */
export function missRate(workingSetMiB: number, page: PageSize, stream: boolean): number {
  const reach = tlbReachMiB(page)
  if (workingSetMiB <= reach) return 0
  return stream ? lineBytes / (pageMiB[page] * 1048576) : 1 - reach / workingSetMiB
}

/** Share of time spent walking: 1 and more means that the accesses cannot be made that fast. */
export function walkShare(misses: number, accesses: number, references: number, nanos: number): number {
  return (misses * accesses * references * nanos) / 1000000000
}
