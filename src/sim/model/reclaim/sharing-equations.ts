/** Laws of sharing equal pages, and of writing to pages. */
import * as v from 'valibot'
import { defineEquation, exp } from '../../core'

/** One stable page of KSM serves at most so many (max_page_sharing). */
export const mostSharers = 256

/** Pages that ksmd looks at per second, at most. */
export function ksmRate(pagesToScan: number, sleepMillis: number): number {
  return Math.floor((pagesToScan * 1000) / sleepMillis)
}

/** Share of pages that keep their content over one pass: only those are candidates. */
export function keptOverPass(rewritesPerSecond: number, passSeconds: number): number {
  return exp(-rewritesPerSecond * passSeconds)
}

/** CPU time of ksmd per page, µs: assumed, within the range of 1 to 2. */
export const ksmMicrosPerPage = 1.5

/** Millicores that scanning takes. */
export function ksmMillicores(pagesPerSecond: number): number {
  return Math.round((pagesPerSecond * ksmMicrosPerPage) / 1000)
}

/**
 * Pages behind those that the members of one class share. The members share its first pages, some more of them than
 * others, and each page has one copy for every 256 sharers: the share of the first, the 257th, the 513th … member add
 * up to that.
 *
 * @param sharers how many share
 * @param shareAt pages that each shares, in descending order
 */
export function pagesBehind(sharers: number, shareAt: (place: number) => number): number {
  let behind = 0
  for (let place = 0; place < sharers; place += mostSharers) behind += shareAt(place)
  return behind
}

/** More members than this have no host together. */
const sharersLimit = 1000000

const whole = v.pipe(v.number(), v.safeInteger(), v.minValue(0))
const positive = v.pipe(v.number(), v.safeInteger(), v.minValue(1))
const amount = v.pipe(v.number(), v.finite(), v.minValue(0))
const thousandths = (value: number): number => Math.round(value * 1000) / 1000

export const sharingEquations = [
  defineEquation({
    id: 'reclaim.ksm-rate',
    tex: 'rate = \\frac{pagesToScan}{sleep}, \\quad T_p = \\frac{N}{rate}',
    input: v.object({ pagesToScan: positive, sleepMillis: positive, pages: whole }),
    output: v.object({ pagesPerSecond: whole, passSeconds: v.number(), millicores: whole }),
    sources: ['linux-ksm', 'assumed'],
    examples: [
      {
        input: { pagesToScan: 100, sleepMillis: 20, pages: 5000 },
        output: { pagesPerSecond: 5000, passSeconds: 1, millicores: 8 },
      },
      // ten VMs of 1 GiB, as ksmtuned would scan them
      {
        input: { pagesToScan: 1250, sleepMillis: 10, pages: 2621440 },
        output: { pagesPerSecond: 125000, passSeconds: 20.972, millicores: 188 },
      },
    ],
    evaluate: (i) => {
      const pagesPerSecond = ksmRate(i.pagesToScan, i.sleepMillis)
      const passSeconds = pagesPerSecond === 0 ? 0 : thousandths(i.pages / pagesPerSecond)
      return { pagesPerSecond, passSeconds, millicores: ksmMillicores(pagesPerSecond) }
    },
  }),
  defineEquation({
    id: 'reclaim.ksm-share',
    tex: 'q^* = \\frac{e^{-\\mu T_p}}{e^{-\\mu T_p} + \\mu T_p}',
    input: v.object({ rewritesPerPass: amount }),
    output: v.object({ share: v.number() }),
    sources: ['linux-ksm', 'derived'],
    examples: [
      { input: { rewritesPerPass: 0 }, output: { share: 1 } },
      { input: { rewritesPerPass: 0.1 }, output: { share: 0.9 } },
      { input: { rewritesPerPass: 1 }, output: { share: 0.269 } },
    ],
    evaluate: ({ rewritesPerPass }) => {
      const kept = keptOverPass(rewritesPerPass, 1)
      return { share: kept === 0 ? 0 : thousandths(kept / (kept + rewritesPerPass)) }
    },
  }),
  defineEquation({
    id: 'reclaim.ksm-saved',
    tex: 'saved = \\lfloor size \\cdot q \\rfloor \\cdot (n - \\lceil n / 256 \\rceil)',
    input: v.object({
      pages: whole,
      sharers: v.pipe(whole, v.maxValue(sharersLimit)),
      share: v.pipe(amount, v.maxValue(1)),
    }),
    output: v.object({ pages: whole }),
    sources: ['linux-ksm'],
    examples: [
      { input: { pages: 1000, sharers: 10, share: 1 }, output: { pages: 9000 } },
      { input: { pages: 1000, sharers: 10, share: 0.5 }, output: { pages: 4500 } },
      { input: { pages: 1000, sharers: 257, share: 1 }, output: { pages: 255000 } },
    ],
    evaluate: ({ pages, sharers, share }) => {
      const shared = Math.floor(pages * share)
      return { pages: sharers * shared - pagesBehind(sharers, () => shared) }
    },
  }),
  defineEquation({
    id: 'reclaim.dirty-pages',
    tex: 'D(t) = \\sum_k s_k\\,(1 - e^{-\\mu_k t})',
    input: v.object({
      seconds: amount,
      classes: v.array(v.object({ pages: amount, writesPerSecond: amount })),
    }),
    output: v.object({ pages: v.number(), pagesPerSecond: v.number() }),
    sources: ['derived'],
    examples: [
      {
        input: { seconds: 0, classes: [{ pages: 1000, writesPerSecond: 2 }] },
        output: { pages: 0, pagesPerSecond: 2000 },
      },
      // a hot and a cold class: the first is dirty at once, of the second a tenth
      {
        input: {
          seconds: 10,
          classes: [
            { pages: 1000, writesPerSecond: 5 },
            { pages: 100000, writesPerSecond: 0.01 },
          ],
        },
        output: { pages: 10516.258, pagesPerSecond: 6000 },
      },
    ],
    evaluate: ({ seconds, classes }) => {
      let pages = 0
      let rate = 0
      for (const each of classes) {
        pages += each.pages * (1 - exp(-each.writesPerSecond * seconds))
        rate += each.pages * each.writesPerSecond
      }
      return { pages: thousandths(pages), pagesPerSecond: thousandths(rate) }
    },
  }),
]
