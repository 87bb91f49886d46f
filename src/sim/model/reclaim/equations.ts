/** Laws of getting memory back: how much should be free, who should hold how much, and what missing pages cost. */
import * as v from 'valibot'
import { createDivider, defineEquation, divideWhole, inputError } from '../../core'

/** Pages of 4 KiB in a MiB. */
export const pagesPerMiB = 256

/**
 * Memory that a host should keep free, MiB: 899 for its first 28 GiB and 1 % of the rest. Hosts below 7 GiB, which the
 * published rule does not speak of, keep an eighth.
 */
export function minFreeMiB(memoryMiB: number): number {
  const published = 899 + Math.floor(Math.max(0, memoryMiB - 28 * 1024) / 100)
  return Math.min(published, Math.floor(memoryMiB / 8))
}

/** Where clear, soft, hard and low begin, percent of what should be free. */
export const stateThresholds = [100, 64, 32, 16] as const
export const hysteresisPercent = 5

function stateAt(free: number, minFree: number): number {
  let state = 0
  while (state < stateThresholds.length && free * 100 < stateThresholds[state] * minFree) state++
  return state
}

/** The state of a host, 0 high to 4 low. It gets better only when 5 % of `minFree` more than the threshold are free. */
export function nextState(free: number, minFree: number, before: number): number {
  const now = stateAt(free, minFree)
  if (now >= before) return now
  return Math.min(before, stateAt(free - (minFree * hysteresisPercent) / 100, minFree))
}

/**
 * Weight of a client's memory under the idle-memory tax, thousandths of shares per cost of a page: the cost is
 * f + k (1 - f) with k = 1 / (1 - tax), here times (1 - tax) so that whole numbers do.
 */
export function taxedWeight(shares: number, activePermille: number, taxPercent: number): number {
  const cost = (100 - taxPercent) * activePermille + 100 * (1000 - activePermille)
  return Math.max(1, Math.round((shares * 1000000) / cost))
}

/** Pages a balloon should hold so that no more than `target` of what was promised stay, up to its limits. */
export function balloonTarget(promised: number, target: number, guaranteed: number): number {
  const most = Math.min(Math.floor((promised * balloonMaxPercent) / 100), promised - guaranteed)
  return Math.max(0, Math.min(promised - target, most))
}

/** The most a balloon takes of a VM, percent. */
export const balloonMaxPercent = 65

/** Access to a compressed page, and to a page on each device, µs. */
export const compressedMicros = 20
export const swapNames = ['none', 'nvme', 'ssd', 'hdd'] as const
export const swapMicros = [200, 100, 200, 8000] as const

/** Waiting for missing pages per CPU time, in millionths; references are alike over the working set. */
export function waitPpm(
  touchesPerSecond: number,
  missing: number,
  workingSet: number,
  micros: number,
): number {
  return missing === 0 || workingSet === 0 ? 0 : (touchesPerSecond * missing * micros) / workingSet
}

/** Pages behind what is compressed: an accepted page is kept in half a page. */
export function poolPages(compressed: number): number {
  return Math.ceil(compressed / 2)
}

/** Pages that a VM may have compressed: their pool is at most a tenth of its memory. */
export function compressedMost(promised: number): number {
  return 2 * Math.floor(promised / 10)
}

const whole = v.pipe(v.number(), v.safeInteger(), v.minValue(0))
const positive = v.pipe(v.number(), v.safeInteger(), v.minValue(1))
const amount = v.pipe(v.number(), v.finite(), v.minValue(0))
const share = v.pipe(v.number(), v.minValue(0), v.maxValue(1))
const tax = v.pipe(v.number(), v.minValue(0), v.maxValue(0.99))

/** Cost of a client's page under the tax. */
const pageCost = (active: number, rate: number): number => active + (1 - active) / (1 - rate)

export const reclaimEquations = [
  defineEquation({
    id: 'reclaim.overcommit-ratio',
    tex: 'r = \\frac{\\sum_i M_i}{memory}',
    input: v.object({ promisedMiB: v.array(whole), memoryMiB: positive }),
    output: v.object({ ratio: v.number() }),
    sources: ['derived'],
    // 24 VMs of 8 GiB on 128 GiB.
    examples: [
      {
        input: { promisedMiB: Array.from({ length: 24 }, () => 8192), memoryMiB: 131072 },
        output: { ratio: 1.5 },
      },
    ],
    evaluate: (i) => ({ ratio: i.promisedMiB.reduce((sum, each) => sum + each, 0) / i.memoryMiB }),
  }),
  defineEquation({
    id: 'reclaim.free',
    tex: 'free = physical - overhead - active - cold - shared - pool',
    input: v.object({
      physicalMiB: whole,
      overheadMiB: whole,
      activeMiB: whole,
      coldMiB: whole,
      sharedMiB: whole,
      poolMiB: whole,
    }),
    output: v.object({ MiB: v.number() }),
    sources: ['derived'],
    examples: [
      {
        input: {
          physicalMiB: 131072,
          overheadMiB: 6144,
          activeMiB: 94208,
          coldMiB: 22528,
          sharedMiB: 4096,
          poolMiB: 0,
        },
        output: { MiB: 4096 },
      },
    ],
    evaluate: (i) => ({
      MiB: i.physicalMiB - i.overheadMiB - i.activeMiB - i.coldMiB - i.sharedMiB - i.poolMiB,
    }),
  }),
  defineEquation({
    id: 'reclaim.min-free',
    tex:
      'minFree = \\min\\left(899 + \\left\\lfloor \\tfrac{\\max(0,\\, M - 28\\,GiB)}{100} \\right\\rfloor,\\; ' +
      '\\left\\lfloor \\tfrac{M}{8} \\right\\rfloor\\right)',
    input: v.object({ memoryMiB: whole }),
    output: v.object({ MiB: whole }),
    sources: ['esxi-min-free', 'assumed'],
    examples: [
      { input: { memoryMiB: 28672 }, output: { MiB: 899 } },
      { input: { memoryMiB: 102400 }, output: { MiB: 1636 } },
      // Too small for the published rule.
      { input: { memoryMiB: 4096 }, output: { MiB: 512 } },
    ],
    evaluate: (i) => ({ MiB: minFreeMiB(i.memoryMiB) }),
  }),
  defineEquation({
    id: 'reclaim.state',
    tex: 'state = \\#\\{\\theta \\in \\{100, 64, 32, 16\\}\\,\\% : free < \\theta \\cdot minFree\\}',
    input: v.object({
      freeMiB: whole,
      minFreeMiB: positive,
      before: v.pipe(whole, v.maxValue(4)),
    }),
    output: v.object({ state: whole }),
    sources: ['esxi-min-free', 'assumed'],
    examples: [
      { input: { freeMiB: 1000, minFreeMiB: 1000, before: 0 }, output: { state: 0 } },
      { input: { freeMiB: 639, minFreeMiB: 1000, before: 0 }, output: { state: 2 } },
      { input: { freeMiB: 159, minFreeMiB: 1000, before: 1 }, output: { state: 4 } },
      // On the way back each step needs 5 % more: 660 is not yet 690, 695 is.
      { input: { freeMiB: 660, minFreeMiB: 1000, before: 2 }, output: { state: 2 } },
      { input: { freeMiB: 695, minFreeMiB: 1000, before: 2 }, output: { state: 1 } },
    ],
    evaluate: (i) => ({ state: nextState(i.freeMiB, i.minFreeMiB, i.before) }),
  }),
  defineEquation({
    id: 'reclaim.idle-tax',
    tex: 'P_i \\propto \\frac{S_i}{f_i + k\\,(1 - f_i)}, \\quad k = \\frac{1}{1 - \\tau}',
    input: v.object({
      memoryMiB: amount,
      tax,
      clients: v.pipe(
        v.array(v.object({ shares: v.pipe(v.number(), v.minValue(1)), active: share })),
        v.minLength(1),
      ),
    }),
    output: v.object({ MiB: v.array(v.number()) }),
    sources: ['waldspurger2002'],
    examples: [
      {
        input: {
          memoryMiB: 600,
          tax: 0.5,
          clients: [
            { shares: 1, active: 0.2 },
            { shares: 1, active: 0.8 },
          ],
        },
        output: { MiB: [240, 360] },
      },
    ],
    evaluate: ({ memoryMiB, tax: rate, clients }) => {
      const weights = clients.map(({ shares, active }) => shares / pageCost(active, rate))
      const all = weights.reduce((sum, weight) => sum + weight, 0)
      return { MiB: weights.map((weight) => Math.round((memoryMiB * weight * 1000000) / all) / 1000000) }
    },
  }),
  defineEquation({
    id: 'reclaim.targets',
    tex: 'P_i = \\min(\\max(w_i\\,t,\\; r_i),\\; d_i), \\quad \\textstyle\\sum_i P_i = C',
    input: v.object({
      memoryMiB: whole,
      taxPercent: v.pipe(whole, v.maxValue(99)),
      clients: v.pipe(
        v.array(
          v.object({
            shares: positive,
            activePermille: v.pipe(whole, v.maxValue(1000)),
            reservationMiB: whole,
            demandMiB: whole,
          }),
        ),
        v.minLength(1),
        v.maxLength(1000),
      ),
    }),
    output: v.object({ MiB: v.array(whole) }),
    sources: ['waldspurger2002', 'bertsekas-gallager'],
    examples: [
      // The same as under the tax alone; with a reservation; and where all get what they want.
      {
        input: {
          memoryMiB: 600,
          taxPercent: 50,
          clients: [
            { shares: 1000, activePermille: 200, reservationMiB: 0, demandMiB: 600 },
            { shares: 1000, activePermille: 800, reservationMiB: 0, demandMiB: 600 },
          ],
        },
        output: { MiB: [240, 360] },
      },
      {
        input: {
          memoryMiB: 600,
          taxPercent: 50,
          clients: [
            { shares: 1000, activePermille: 200, reservationMiB: 400, demandMiB: 600 },
            { shares: 1000, activePermille: 800, reservationMiB: 0, demandMiB: 600 },
          ],
        },
        output: { MiB: [400, 200] },
      },
      {
        input: {
          memoryMiB: 600,
          taxPercent: 75,
          clients: [{ shares: 1000, activePermille: 0, reservationMiB: 0, demandMiB: 500 }],
        },
        output: { MiB: [500] },
      },
    ],
    evaluate: ({ memoryMiB, taxPercent, clients }) => {
      const upper = clients.map(({ demandMiB }) => demandMiB)
      const lower = clients.map(({ reservationMiB, demandMiB }) => Math.min(reservationMiB, demandMiB))
      if (lower.reduce((sum, each) => sum + each, 0) > memoryMiB)
        return inputError('clients', 'reserve more than there is')
      const weight = clients.map((each) => taxedWeight(each.shares, each.activePermille, taxPercent))
      const out = new Float64Array(clients.length)
      divideWhole(createDivider(), 0, clients.length, weight, lower, upper, memoryMiB, out)
      return { MiB: [...out] }
    },
  }),
  defineEquation({
    id: 'reclaim.balloon',
    tex: 'b = \\min(M - P,\\; 0.65\\,M,\\; M - reservation)',
    input: v.object({ promisedMiB: whole, targetMiB: whole, reservationMiB: whole }),
    output: v.object({ MiB: whole }),
    sources: ['waldspurger2002'],
    examples: [
      { input: { promisedMiB: 8192, targetMiB: 5000, reservationMiB: 0 }, output: { MiB: 3192 } },
      { input: { promisedMiB: 8192, targetMiB: 1000, reservationMiB: 0 }, output: { MiB: 5324 } },
      { input: { promisedMiB: 8192, targetMiB: 1000, reservationMiB: 6000 }, output: { MiB: 2192 } },
    ],
    evaluate: (i) => ({
      MiB: balloonTarget(i.promisedMiB, i.targetMiB, Math.min(i.reservationMiB, i.promisedMiB)),
    }),
  }),
  defineEquation({
    id: 'reclaim.slowdown',
    tex: 'P_f = 1 - \\frac{R}{W}, \\quad S = 1 + a\\,P_f\\,t',
    input: v.object({ touchesPerSecond: amount, residentShare: share, faultMillis: amount }),
    output: v.object({ slowdown: v.number() }),
    sources: ['derived', 'assumed'],
    examples: [
      { input: { touchesPerSecond: 10000, residentShare: 0.9, faultMillis: 0.1 }, output: { slowdown: 1.1 } },
      { input: { touchesPerSecond: 10000, residentShare: 0.9, faultMillis: 8 }, output: { slowdown: 9 } },
      { input: { touchesPerSecond: 10000, residentShare: 1, faultMillis: 8 }, output: { slowdown: 1 } },
    ],
    evaluate: (i) => {
      const ppm = waitPpm(i.touchesPerSecond, 1 - i.residentShare, 1, i.faultMillis * 1000)
      return { slowdown: 1 + Math.round(ppm) / 1000000 }
    },
  }),
  defineEquation({
    id: 'reclaim.compression',
    tex: 'saved = n - \\lceil n / 2 \\rceil, \\quad n \\le 2 \\lfloor M / 10 \\rfloor',
    input: v.object({ promisedPages: whole, pages: whole }),
    output: v.object({ compressed: whole, saved: whole }),
    sources: ['esxi-min-free', 'assumed'],
    examples: [
      { input: { promisedPages: 1000, pages: 100 }, output: { compressed: 100, saved: 50 } },
      { input: { promisedPages: 1000, pages: 900 }, output: { compressed: 200, saved: 100 } },
    ],
    evaluate: (i) => {
      const compressed = Math.min(i.pages, compressedMost(i.promisedPages))
      return { compressed, saved: compressed - poolPages(compressed) }
    },
  }),
  defineEquation({
    id: 'reclaim.swap-cost',
    tex: 't = faults \\cdot t_{device}',
    input: v.object({ device: v.picklist(['nvme', 'ssd', 'hdd']), faults: whole }),
    output: v.object({ micros: whole }),
    sources: ['assumed'],
    examples: [
      { input: { device: 'nvme', faults: 10 }, output: { micros: 1000 } },
      { input: { device: 'hdd', faults: 10 }, output: { micros: 80000 } },
    ],
    evaluate: (i) => ({ micros: i.faults * swapMicros[swapNames.indexOf(i.device)] }),
  }),
]
