/** Laws of control groups: what weights, quotas and protections of Linux mean in numbers. */
import * as v from 'valibot'
import { defineEquation, exp, ln } from '../../core'

const leastShares = 2
const mostShares = 262144

/** cpu.weight for cpu.shares 2 … 262144, as runc and crun converted them at first: a straight line. */
export function linearWeight(shares: number): number {
  return 1 + Math.floor(((shares - leastShares) * 9999) / (mostShares - leastShares))
}

/** The same for newer runtimes: a curve through both ends on which the default 1024 is exactly the default 100. */
export function logWeight(shares: number): number {
  const log2 = ln(shares) / ln(2)
  const exponent = (log2 * log2 + 125 * log2) / 612 - 7 / 34
  // A weight that is whole but for the last bits is that whole number, not the next one.
  return Math.ceil(exp(exponent * ln(10)) - 1e-9)
}

/** cpu.shares that the kubelet asks for; `millicores` is the request of a container. */
function kubernetesShares(millicores: number): number {
  return Math.min(mostShares, Math.max(leastShares, Math.floor((millicores * 1024) / 1000)))
}

/** The weight the kernel's scheduler counts with, 1024 for the default. */
function loadWeight(weight: number): number {
  return Math.round((weight * 1024) / 100)
}

/**
 * Milliseconds until `work` ms of CPU are done by `threads` in parallel, each on a CPU of its own, when the group may
 * use `quota` ms in each period and starts with a fresh one.
 */
export function quotaCompletion(work: number, quota: number, period: number, threads: number): number {
  if (quota >= threads * period) return work / threads
  const frozen = Math.max(0, Math.ceil(work / quota) - 1)
  return frozen * period + (work - frozen * quota) / threads
}

/** Part of each period in which a group that always wants to run is frozen; 0 to 1. */
function throttledShare(quota: number, period: number, threads: number): number {
  return Math.max(0, 1 - quota / threads / period)
}

/** What memory.min or memory.low protects of one group: no more than it uses. */
export function claimedProtection(usage: number, setting: number): number {
  return Math.min(usage, setting)
}

/**
 * What of a claim its parent can cover: all of it, or, when the siblings together claim more than the parent is
 * protected by, a part in proportion. Rounded down; all in the same unit.
 */
export function effectiveProtection(claim: number, siblings: number, parent: number): number {
  return siblings > parent ? Math.floor((claim * parent) / siblings) : claim
}

interface Touch {
  readonly group: string
  readonly file: string
  readonly MiB: number
}

/** Each group reads a file from its beginning; whoever meets a page first pays for it as long as it is cached. */
function chargeCache(touches: readonly Touch[]): Readonly<Record<string, number>> {
  const cached = new Map<string, number>()
  const charged = new Map<string, number>()
  for (const { group, file, MiB } of touches) {
    const before = cached.get(file) ?? 0
    cached.set(file, Math.max(before, MiB))
    charged.set(group, (charged.get(group) ?? 0) + Math.max(0, MiB - before))
  }
  return Object.fromEntries(charged)
}

const whole = v.pipe(v.number(), v.safeInteger(), v.minValue(0))
const amount = v.pipe(v.number(), v.minValue(0), v.finite())
const above = v.pipe(v.number(), v.gtValue(0), v.finite())
const threadCount = v.pipe(v.number(), v.safeInteger(), v.minValue(1), v.maxValue(4096))
const cpuShares = v.pipe(v.number(), v.safeInteger(), v.minValue(leastShares), v.maxValue(mostShares))
const weight = v.pipe(v.number(), v.safeInteger(), v.minValue(1), v.maxValue(10000))
/** Entries of a list that anybody may send us. */
const mostEntries = 1000
const amounts = v.pipe(v.array(whole), v.maxLength(mostEntries))

export const cgroupEquations = [
  defineEquation({
    id: 'cgroup.linear-weight',
    tex: 'weight = 1 + \\left\\lfloor \\frac{9999\\,(shares - 2)}{262142} \\right\\rfloor',
    input: v.object({ cpuShares }),
    output: v.object({ weight: whole }),
    sources: ['oci-weight-conversion'],
    // O-9 of the model book.
    examples: [
      { input: { cpuShares: 1024 }, output: { weight: 39 } },
      { input: { cpuShares: 512 }, output: { weight: 20 } },
      { input: { cpuShares: 2048 }, output: { weight: 79 } },
      { input: { cpuShares: 256 }, output: { weight: 10 } },
      { input: { cpuShares: 2 }, output: { weight: 1 } },
      { input: { cpuShares: 262144 }, output: { weight: 10000 } },
    ],
    evaluate: (i) => ({ weight: linearWeight(i.cpuShares) }),
  }),
  defineEquation({
    id: 'cgroup.log-weight',
    tex: 'weight = \\left\\lceil 10^{(L^2 + 125 L)/612 - 7/34} \\right\\rceil,\\quad L = \\log_2 shares',
    input: v.object({ cpuShares }),
    output: v.object({ weight: whole }),
    sources: ['oci-weight-conversion'],
    // O-10 of the model book.
    examples: [
      { input: { cpuShares: 1024 }, output: { weight: 100 } },
      { input: { cpuShares: 512 }, output: { weight: 59 } },
      { input: { cpuShares: 2048 }, output: { weight: 174 } },
      { input: { cpuShares: 2 }, output: { weight: 1 } },
      { input: { cpuShares: 262144 }, output: { weight: 10000 } },
    ],
    evaluate: (i) => ({ weight: logWeight(i.cpuShares) }),
  }),
  defineEquation({
    id: 'cgroup.kubernetes-shares',
    tex: 'shares = \\max\\left(2, \\left\\lfloor \\frac{1024\\,m}{1000} \\right\\rfloor\\right)',
    input: v.object({ requestMillicores: v.pipe(whole, v.maxValue(1000000)) }),
    output: v.object({ cpuShares: whole }),
    sources: ['kubernetes-resources'],
    examples: [
      { input: { requestMillicores: 1000 }, output: { cpuShares: 1024 } },
      { input: { requestMillicores: 250 }, output: { cpuShares: 256 } },
      { input: { requestMillicores: 0 }, output: { cpuShares: 2 } },
    ],
    evaluate: (i) => ({ cpuShares: kubernetesShares(i.requestMillicores) }),
  }),
  defineEquation({
    id: 'cgroup.load-weight',
    tex: 'w = \\mathrm{round}\\left(\\frac{1024\\,weight}{100}\\right)',
    input: v.object({ cgroupWeight: weight }),
    output: v.object({ load: whole }),
    sources: ['linux-cgroup-v2'],
    examples: [
      { input: { cgroupWeight: 100 }, output: { load: 1024 } },
      // A pod of one CPU by the linear conversion, beside a sibling with the default of 1024.
      { input: { cgroupWeight: 39 }, output: { load: 399 } },
    ],
    evaluate: (i) => ({ load: loadWeight(i.cgroupWeight) }),
  }),
  defineEquation({
    id: 'cgroup.quota-completion',
    tex: 'T = kP + \\frac{w - kq}{n},\\quad k = \\left\\lceil \\frac{w}{q} \\right\\rceil - 1',
    input: v.object({
      workMillis: amount,
      quotaMillis: above,
      periodMillis: above,
      parallelThreads: threadCount,
    }),
    output: v.object({ millis: amount }),
    sources: ['linux-cfs-bandwidth', 'derived'],
    examples: [
      // O-11: a fifth of a CPU, one thread. O-12: the same quota, four threads.
      {
        input: { workMillis: 50, quotaMillis: 20, periodMillis: 100, parallelThreads: 1 },
        output: { millis: 210 },
      },
      {
        input: { workMillis: 40, quotaMillis: 20, periodMillis: 100, parallelThreads: 4 },
        output: { millis: 105 },
      },
      // A quota that the threads cannot use up freezes nothing.
      {
        input: { workMillis: 500, quotaMillis: 200, periodMillis: 100, parallelThreads: 2 },
        output: { millis: 250 },
      },
    ],
    evaluate: (i) => ({
      millis: quotaCompletion(i.workMillis, i.quotaMillis, i.periodMillis, i.parallelThreads),
    }),
  }),
  defineEquation({
    id: 'cgroup.throttled-share',
    tex: 'frozen = \\max\\left(0, 1 - \\frac{q}{nP}\\right)',
    input: v.object({ quotaMillis: above, periodMillis: above, parallelThreads: threadCount }),
    output: v.object({ share: amount }),
    sources: ['linux-cfs-bandwidth', 'derived'],
    examples: [
      // The four threads of O-12: each period runs for 5 ms of wall time, then stands still for 95 ms.
      { input: { quotaMillis: 20, periodMillis: 100, parallelThreads: 4 }, output: { share: 0.95 } },
      { input: { quotaMillis: 100, periodMillis: 100, parallelThreads: 1 }, output: { share: 0 } },
    ],
    evaluate: (i) => ({ share: throttledShare(i.quotaMillis, i.periodMillis, i.parallelThreads) }),
  }),
  defineEquation({
    id: 'cgroup.memory-protection',
    tex: 'e_i = c_i \\min\\left(1, \\frac{E}{\\sum_j c_j}\\right),\\quad c_i = \\min(usage_i, setting_i)',
    input: v.object({ usagesMiB: amounts, protectionsMiB: amounts, parentMiB: whole }),
    output: v.object({ effectiveMiB: v.array(whole) }),
    sources: ['linux-cgroup-v2'],
    examples: [
      // The second uses less than it has protected; the parent covers both.
      {
        input: { usagesMiB: [800, 100], protectionsMiB: [500, 400], parentMiB: 1000 },
        output: { effectiveMiB: [500, 100] },
      },
      // 900 are claimed where 600 are covered: two thirds of each claim.
      {
        input: { usagesMiB: [800, 800], protectionsMiB: [600, 300], parentMiB: 600 },
        output: { effectiveMiB: [400, 200] },
      },
    ],
    evaluate: ({ usagesMiB, protectionsMiB, parentMiB }) => {
      const claims = usagesMiB.map((usage, at) => claimedProtection(usage, protectionsMiB[at] ?? 0))
      const siblings = claims.reduce((sum, claim) => sum + claim, 0)
      return { effectiveMiB: claims.map((claim) => effectiveProtection(claim, siblings, parentMiB)) }
    },
  }),
  defineEquation({
    id: 'cgroup.page-cache-charge',
    tex: 'charge_i = \\sum_{f} \\max(0, read_{i,f} - cached_f)',
    input: v.object({
      touches: v.pipe(
        v.array(v.object({ group: v.string(), file: v.string(), MiB: whole })),
        v.maxLength(mostEntries),
      ),
    }),
    output: v.object({ chargedMiB: v.record(v.string(), whole) }),
    sources: ['linux-cgroup-v2'],
    examples: [
      // The second reads what the first has paid for, and 50 MiB beyond.
      {
        input: {
          touches: [
            { group: 'a', file: 'image', MiB: 200 },
            { group: 'b', file: 'image', MiB: 250 },
            { group: 'b', file: 'log', MiB: 10 },
          ],
        },
        output: { chargedMiB: { a: 200, b: 60 } },
      },
    ],
    evaluate: ({ touches }) => ({ chargedMiB: chargeCache(touches) }),
  }),
]
