/**
 * Sharing among entries that may run on some of the CPUs only. Which amounts can be had together is a matter of sums:
 * those that run on a set of CPUs get no more than it has. The fairest division within such limits is found by
 * decomposition (Groenevelt 1991): divide as if there were none; where a set gets too much, divide it and the rest
 * apart.
 */
import { divideWhole, type Divider } from '../../core'

/** Different lists of CPUs on one host that are told apart, next to 'all'. */
export const masksTold = 8
const subsets = 1 << (masksTold + 1)

/** Bit 0 stands for 'all CPUs'; arrays are kept from one host to the next. */
export interface Masks {
  /** Lists in use, 'all' included. */
  count: number
  /** Which lists hold a CPU. */
  holders: Uint16Array
  /** CPUs that the lists of a set hold together, by the set's bits. */
  readonly covered: Int32Array
  readonly sums: Float64Array
  entries: Int32Array
  weight: Float64Array
  lower: Float64Array
  upper: Float64Array
  out: Float64Array
}

export function createMasks(): Masks {
  return {
    count: 1,
    holders: new Uint16Array(0),
    covered: new Int32Array(subsets),
    sums: new Float64Array(masksTold + 1),
    entries: new Int32Array(0),
    weight: new Float64Array(0),
    lower: new Float64Array(0),
    upper: new Float64Array(0),
    out: new Float64Array(0),
  }
}

/** Forgets the lists of the host before; this one has so many CPUs. */
export function openMasks(masks: Masks, cpus: number): void {
  masks.count = 1
  if (masks.holders.length < cpus) masks.holders = new Uint16Array(cpus * 2)
  masks.holders.fill(1, 0, cpus)
}

/** Counts the CPUs of every set of lists, once all are known. */
export function closeMasks({ count, holders, covered }: Masks, cpus: number): void {
  const sets = 1 << count
  covered.fill(0, 0, sets)
  for (let set = 1; set < sets; set++)
    for (let cpu = 0; cpu < cpus; cpu++) if ((holders[cpu] & set) !== 0) covered[set]++
}

/** What is divided, side by side: `mask` is the number of an entry's list. */
export interface Maskable {
  readonly weight: Float64Array
  readonly lower: Float64Array
  readonly upper: Float64Array
  readonly mask: ArrayLike<number>
  readonly out: Float64Array
}

/** Divides whole millicores among entries from…to-1 into `of.out`; a CPU is worth 1000, all together `capacity`. */
export function divideMasked(
  masks: Masks,
  divider: Divider,
  of: Maskable,
  from: number,
  to: number,
  capacity: number,
): void {
  if (masks.entries.length < to - from) growMasks(masks, (to - from) * 2)
  decompose(masks, divider, of, from, to, capacity, (1 << masks.count) - 1, 0)
}

function growMasks(masks: Masks, size: number): void {
  masks.entries = new Int32Array(size)
  masks.weight = new Float64Array(size)
  masks.lower = new Float64Array(size)
  masks.upper = new Float64Array(size)
  masks.out = new Float64Array(size)
}

/** Millicores that the lists of `set` have beyond those of `taken`. */
function room({ covered }: Masks, capacity: number, set: number, taken: number): number {
  const all = Math.min(capacity, covered[set | taken] * 1000)
  return all - Math.min(capacity, covered[taken] * 1000)
}

/** Divides among the entries of the lists in `set` what these have beyond those in `taken`, which are full. */
function decompose(
  masks: Masks,
  divider: Divider,
  of: Maskable,
  from: number,
  to: number,
  capacity: number,
  set: number,
  taken: number,
): void {
  const { entries, weight, lower, upper, out, sums } = masks
  const have = room(masks, capacity, set, taken)
  let count = 0
  let floors = 0
  for (let entry = from; entry < to; entry++) {
    if (((1 << of.mask[entry]) & set) === 0) continue
    entries[count] = entry
    weight[count] = of.weight[entry]
    lower[count] = of.lower[entry]
    upper[count] = of.upper[entry]
    floors += of.lower[entry]
    count++
  }
  if (floors > have) for (let at = 0; at < count; at++) lower[at] = Math.floor((lower[at] * have) / floors)
  divideWhole(divider, 0, count, weight, lower, upper, have, out)
  sums.fill(0)
  for (let at = 0; at < count; at++) {
    of.out[entries[at]] = out[at]
    sums[of.mask[entries[at]]] += out[at]
  }
  const worst = mostViolated(masks, capacity, set, taken)
  if (worst === 0) return
  decompose(masks, divider, of, from, to, capacity, worst, taken)
  decompose(masks, divider, of, from, to, capacity, set & ~worst, taken | worst)
}

/** The part of `set` that got most beyond what it has; 0 when none did. Of equals the first. */
function mostViolated(masks: Masks, capacity: number, set: number, taken: number): number {
  let worst = 0
  let most = 0
  for (let part = (set - 1) & set; part !== 0; part = (part - 1) & set) {
    let sum = 0
    for (let mask = 0; mask < masks.count; mask++) if ((part & (1 << mask)) !== 0) sum += masks.sums[mask]
    const beyond = sum - room(masks, capacity, part, taken)
    if (beyond <= most) continue
    most = beyond
    worst = part
  }
  return worst
}
