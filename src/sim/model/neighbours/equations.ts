/** Laws of noisy neighbours: shared caches, shared memory bandwidth, and locks of a shared kernel. */
import * as v from 'valibot'
import { createDivider, defineEquation, divide, type Divider } from '../../core'

/**
 * Rounds of the fixed point of cache occupancy. Each halves the distance at least, because a miss ratio falls no faster
 * than with the root of the cache: 32 rounds leave nothing that a millionth would show.
 */
const rounds = 32

/** Entries from 0 to `count` - 1 of workloads that share a cache. */
export interface CacheUsers {
  count: number
  /** Accesses per second, in any one unit. */
  readonly accesses: ArrayLike<number>
  /** Miss ratio, 0 to 1, when it has `knownMiB` of the cache. */
  readonly missRatio: ArrayLike<number>
  readonly knownMiB: ArrayLike<number>
}

/**
 * Miss ratio of a workload with `cacheMiB`: it falls with the root of the cache, from 1 to `floor`, or to what is known
 * of it where that is less.
 */
export function missRatioAt(missRatio: number, knownMiB: number, cacheMiB: number, floor: number): number {
  if (cacheMiB <= 0) return 1
  const ratio = missRatio * Math.sqrt(knownMiB / cacheMiB)
  return Math.min(1, Math.max(ratio, Math.min(floor, missRatio)))
}

/**
 * MiB of a cache of `totalMiB` that each user holds, into `out`: everybody holds as much as it brings in, and brings
 * in what it misses. Users without accesses hold nothing.
 */
// Hot: runs for every crowded host; allocates nothing.
export function shareCache(users: CacheUsers, totalMiB: number, floor: number, out: Float64Array): void {
  const { count, accesses, missRatio, knownMiB } = users
  for (let at = 0; at < count; at++) out[at] = accesses[at] > 0 ? totalMiB / count : 0
  for (let round = 0; round < rounds; round++) {
    let sum = 0
    for (let at = 0; at < count; at++) {
      if (accesses[at] === 0) continue
      out[at] = accesses[at] * missRatioAt(missRatio[at], knownMiB[at], out[at], floor)
      sum += out[at]
    }
    if (sum === 0) {
      out.fill(0, 0, count)
      return
    }
    for (let at = 0; at < count; at++) out[at] = (out[at] * totalMiB) / sum
  }
}

/** Cycles per instruction when a part of them waits for memory. */
export function cyclesPerInstruction(
  base: number,
  missesPerInstruction: number,
  memoryCycles: number,
): number {
  return base + missesPerInstruction * memoryCycles
}

/**
 * What `speed` there is of each kind of traffic: weighted max-min of the bandwidth, nobody above its upper bound.
 * All in MB/s; `out` gets what each is given.
 */
export function shareBandwidth(
  divider: Divider,
  users: { readonly count: number; readonly weight: Float64Array; readonly upper: Float64Array },
  lower: Float64Array,
  totalMBps: number,
  out: Float64Array,
): void {
  divide(divider, 0, users.count, users.weight, lower, users.upper, totalMBps, out)
}

/** By how much a thread's work takes longer when `active` threads meet on the same locks (USL); 1 when it is alone. */
export function lockStretch(active: number, serial: number, crosstalk: number): number {
  const others = Math.max(0, active - 1)
  return 1 + serial * others + crosstalk * Math.max(1, active) * others
}

/** Throughput of `active` threads, in threads that meet nobody: Gunther's universal scalability law. */
function scaledThroughput(active: number, serial: number, crosstalk: number): number {
  return active / lockStretch(active, serial, crosstalk)
}

const amount = v.pipe(v.number(), v.minValue(0), v.finite())
const above = v.pipe(v.number(), v.gtValue(0), v.finite())
const ratio = v.pipe(v.number(), v.minValue(0), v.maxValue(1))
const whole = v.pipe(v.number(), v.safeInteger(), v.minValue(0))
/** Entries of a list that anybody may send us. */
const mostEntries = 1000
/** Results rounded to a millionth: what the simulation keeps. */
const toMillionth = (value: number): number => Math.round(value * 1000000) / 1000000

export const neighboursEquations = [
  defineEquation({
    id: 'neighbours.cache-share',
    tex:
      'c_i = C\\,\\frac{a_i\\,m_i(c_i)}{\\sum_j a_j\\,m_j(c_j)},\\quad ' +
      'm_i(c) = \\min\\left(1, \\max\\left(floor, m_{0i}\\sqrt{c_{0i}/c}\\right)\\right)',
    input: v.object({
      llcMiB: above,
      missFloor: v.optional(ratio, 0.01),
      cacheUsers: v.pipe(
        v.array(v.object({ kiloAccesses: amount, missRatio: ratio, knownMiB: above })),
        v.minLength(1),
        v.maxLength(mostEntries),
      ),
    }),
    output: v.object({ holdsMiB: v.array(amount), missRatios: v.array(ratio) }),
    sources: ['cache-occupancy', 'assumed'],
    examples: [
      // Equal ones hold equal parts; a half of the known cache misses root 2 times as often.
      {
        input: {
          llcMiB: 32,
          cacheUsers: [
            { kiloAccesses: 50000, missRatio: 0.2, knownMiB: 32 },
            { kiloAccesses: 50000, missRatio: 0.2, knownMiB: 32 },
          ],
        },
        output: { holdsMiB: [16, 16], missRatios: [0.282843, 0.282843] },
      },
      // Eight times the misses: c is proportional to their power 2/3, so four times the cache.
      {
        input: {
          llcMiB: 40,
          cacheUsers: [
            { kiloAccesses: 80000, missRatio: 0.1, knownMiB: 32 },
            { kiloAccesses: 10000, missRatio: 0.1, knownMiB: 32 },
          ],
        },
        output: { holdsMiB: [32, 8], missRatios: [0.1, 0.2] },
      },
    ],
    evaluate: ({ llcMiB, missFloor = 0.01, cacheUsers }) => {
      const out = new Float64Array(cacheUsers.length)
      const missRatio = cacheUsers.map((user) => user.missRatio)
      const knownMiB = cacheUsers.map((user) => user.knownMiB)
      const accesses = cacheUsers.map((user) => user.kiloAccesses)
      shareCache({ count: cacheUsers.length, accesses, missRatio, knownMiB }, llcMiB, missFloor, out)
      return {
        holdsMiB: Array.from(out, toMillionth),
        missRatios: Array.from(out, (holds, at) =>
          toMillionth(missRatioAt(missRatio[at], knownMiB[at], holds, missFloor)),
        ),
      }
    },
  }),
  defineEquation({
    id: 'neighbours.cpi',
    tex: 'CPI = CPI_0 + mpi \\cdot L_{mem}',
    input: v.object({ baseCpi: above, missesPerKiloInstruction: amount, memoryCycles: amount }),
    output: v.object({ cpi: amount }),
    sources: ['assumed'],
    examples: [
      { input: { baseCpi: 1, missesPerKiloInstruction: 5, memoryCycles: 200 }, output: { cpi: 2 } },
      { input: { baseCpi: 0.5, missesPerKiloInstruction: 0, memoryCycles: 200 }, output: { cpi: 0.5 } },
    ],
    evaluate: (i) => ({
      cpi: cyclesPerInstruction(i.baseCpi, i.missesPerKiloInstruction / 1000, i.memoryCycles),
    }),
  }),
  defineEquation({
    id: 'neighbours.bandwidth',
    tex: 'x_i = \\min(n_i t, d_i),\\quad \\sum_i x_i = \\min\\left(B, \\sum_i d_i\\right)',
    input: v.object({
      memoryMBps: amount,
      bandwidthUsers: v.pipe(
        v.array(v.object({ cores: above, wantedMBps: amount })),
        v.minLength(1),
        v.maxLength(mostEntries),
      ),
    }),
    output: v.object({ grantedMBps: v.array(amount) }),
    sources: ['bertsekas-gallager'],
    examples: [
      // Below the bandwidth everybody gets what it wants.
      {
        input: { memoryMBps: 100000, bandwidthUsers: [{ cores: 1, wantedMBps: 8000 }] },
        output: { grantedMBps: [8000] },
      },
      // 15 cores that stream beside one that wants 8 GB/s: each core gets a sixteenth.
      {
        input: {
          memoryMBps: 96000,
          bandwidthUsers: [
            { cores: 1, wantedMBps: 8000 },
            { cores: 15, wantedMBps: 180000 },
          ],
        },
        output: { grantedMBps: [6000, 90000] },
      },
    ],
    evaluate: ({ memoryMBps, bandwidthUsers }) => {
      const count = bandwidthUsers.length
      const weight = Float64Array.from(bandwidthUsers, (user) => user.cores)
      const upper = Float64Array.from(bandwidthUsers, (user) => user.wantedMBps)
      const out = new Float64Array(count)
      shareBandwidth(createDivider(), { count, weight, upper }, new Float64Array(count), memoryMBps, out)
      return { grantedMBps: Array.from(out) }
    },
  }),
  defineEquation({
    id: 'neighbours.universal-scalability',
    tex: 'X(N) = \\frac{N}{1 + s\\,(N - 1) + k\\,N\\,(N - 1)}',
    input: v.object({
      activeThreads: v.pipe(whole, v.minValue(1)),
      serialShare: ratio,
      crosstalk: amount,
      sharedKernels: v.pipe(whole, v.minValue(1)),
    }),
    output: v.object({ speedup: amount }),
    sources: ['gunther2007'],
    examples: [
      // O-36: one kernel with 64 threads, and four guest kernels with 16 each.
      {
        input: { activeThreads: 64, serialShare: 0.02, crosstalk: 0.0002, sharedKernels: 1 },
        output: { speedup: 20.87138 },
      },
      {
        input: { activeThreads: 64, serialShare: 0.02, crosstalk: 0.0002, sharedKernels: 4 },
        output: { speedup: 47.477745 },
      },
    ],
    evaluate: (i) => {
      const each = i.activeThreads / i.sharedKernels
      return {
        speedup: toMillionth(i.sharedKernels * scaledThroughput(each, i.serialShare, i.crosstalk)),
      }
    },
  }),
]
