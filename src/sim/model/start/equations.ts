/** Laws of starting: what the phases of a VM add up to, what others nearby cost, and how starts scatter. */
import * as v from 'valibot'
import { defineEquation, objectOf, realNumber, wholeNumber } from '../../core'
import { concurrentMicros, concurrentSigma, growthMicros, logNormal } from './laws'

const amount = realNumber(0, 1000000000)
const positive = realNumber(0.000001, 1000000000)
const seconds = (usual: number) => v.optional(realNumber(0, 86400), usual)
const whole = wholeNumber(0, 1000000)

/** What sums of decimal fractions leave beyond a millionth is cut off. */
const tidy = (value: number): number => Math.round(value * 1000000) / 1000000

interface Phases {
  readonly imageGB: number
  readonly imageCached: boolean
  readonly networkGbps: number
  readonly disk: 'overlay' | 'clone'
  readonly diskMBps: number
  readonly overlaySeconds: number
  readonly vmmSeconds: number
  readonly firmwareSeconds: number
  readonly loaderSeconds: number
  readonly kernelSeconds: number
  readonly initSeconds: number
  readonly cloudInitSeconds: number
  readonly appSeconds: number
}

function vmPhases(i: Phases) {
  const image = i.imageCached ? 0 : (i.imageGB * 8) / i.networkGbps
  const disk = i.disk === 'overlay' ? i.overlaySeconds : (i.imageGB * 1000) / i.diskMBps
  const guest = i.firmwareSeconds + i.loaderSeconds + i.kernelSeconds + i.initSeconds + i.cloudInitSeconds
  const boot = i.vmmSeconds + guest
  return {
    imageSeconds: tidy(image),
    diskSeconds: tidy(disk),
    bootSeconds: tidy(boot),
    totalSeconds: tidy(image + disk + boot + i.appSeconds),
  }
}

export const startEquations = [
  defineEquation({
    id: 'start.vm-phases',
    tex: 'T = \\frac{8S}{B_{net}} + T_{disk} + T_{vmm} + T_{fw} + T_{loader} + T_{kernel} + T_{init} + \\dots',
    input: objectOf({
      imageGB: amount,
      imageCached: v.optional(v.boolean(), false),
      networkGbps: v.optional(positive, 10),
      disk: v.optional(v.picklist(['overlay', 'clone']), 'overlay'),
      diskMBps: v.optional(positive, 500),
      overlaySeconds: seconds(0.2),
      vmmSeconds: seconds(0.3),
      firmwareSeconds: seconds(1.2),
      loaderSeconds: seconds(2),
      kernelSeconds: seconds(1.5),
      initSeconds: seconds(6),
      cloudInitSeconds: seconds(8),
      appSeconds: seconds(0),
    }),
    output: v.object({
      imageSeconds: v.number(),
      diskSeconds: v.number(),
      bootSeconds: v.number(),
      totalSeconds: v.number(),
    }),
    sources: ['assumed'],
    // O-27 of the model book: 2.2 GB over 10 Gbit/s; a clone at 500 MB/s, or an overlay; phases of a cloud image.
    examples: [
      {
        input: { imageGB: 2.2, disk: 'clone' },
        output: { imageSeconds: 1.76, diskSeconds: 4.4, bootSeconds: 19, totalSeconds: 25.16 },
      },
      {
        input: { imageGB: 2.2 },
        output: { imageSeconds: 1.76, diskSeconds: 0.2, bootSeconds: 19, totalSeconds: 20.96 },
      },
      {
        input: { imageGB: 2.2, imageCached: true, firmwareSeconds: 2.5 },
        output: { imageSeconds: 0, diskSeconds: 0.2, bootSeconds: 20.3, totalSeconds: 20.5 },
      },
    ],
    evaluate: vmPhases,
  }),
  defineEquation({
    id: 'start.concurrent',
    tex:
      'm(n) = m(1) + (m(100) - m(1))\\,\\frac{n}{100},\\quad ' +
      '\\sigma(n) = \\sigma(1) + (0.12 - \\sigma(1))\\,\\frac{n}{100}',
    input: objectOf({
      aloneMillis: amount,
      hundredMillis: amount,
      count: wholeNumber(1, 1000000),
      sigma: v.optional(realNumber(0, 10), 0),
    }),
    output: v.object({ medianMillis: v.number(), sigma: v.number() }),
    sources: ['nsdi2020', 'assumed'],
    // Firecracker with its process and its API: 161 ms alone, 217 ms with 100 at once.
    examples: [
      {
        input: { aloneMillis: 161, hundredMillis: 217, count: 1, sigma: 0.03 },
        output: { medianMillis: 161, sigma: 0.03 },
      },
      {
        input: { aloneMillis: 161, hundredMillis: 217, count: 50, sigma: 0.03 },
        output: { medianMillis: 189, sigma: 0.075 },
      },
      {
        input: { aloneMillis: 161, hundredMillis: 217, count: 100, sigma: 0.03 },
        output: { medianMillis: 217, sigma: 0.12 },
      },
      // No spread was measured, so none grows.
      { input: { aloneMillis: 161, hundredMillis: 217, count: 50 }, output: { medianMillis: 189, sigma: 0 } },
    ],
    evaluate: ({ aloneMillis, hundredMillis, count, sigma = 0 }) => ({
      medianMillis: concurrentMicros(aloneMillis, hundredMillis, count),
      sigma: tidy(concurrentSigma(sigma, hundredMillis, count)),
    }),
  }),
  defineEquation({
    id: 'start.growth',
    tex: 't(N) = t_0 + a\\,N^{b} = t_0 + t_{1000}\\,(N / 1000)^{b}',
    input: objectOf({
      firstMillis: amount,
      millisAt1000: amount,
      exponent: realNumber(0, 4),
      there: whole,
    }),
    output: v.object({ millis: v.number() }),
    sources: ['lightvm-figures', 'derived'],
    // Docker 150 + 0.283 N ms; Xen through the XenStore: 42 s for the thousandth Debian, with b = 1.3.
    examples: [
      { input: { firstMillis: 150, millisAt1000: 283, exponent: 1, there: 0 }, output: { millis: 150 } },
      { input: { firstMillis: 150, millisAt1000: 283, exponent: 1, there: 100 }, output: { millis: 178.3 } },
      { input: { firstMillis: 150, millisAt1000: 283, exponent: 1, there: 3000 }, output: { millis: 999 } },
      {
        input: { firstMillis: 2000, millisAt1000: 40000, exponent: 1.3, there: 1000 },
        output: { millis: 42000 },
      },
    ],
    evaluate: ({ firstMillis, millisAt1000, exponent, there }) => ({
      millis: tidy(firstMillis + growthMicros(millisAt1000, exponent, there)),
    }),
  }),
  defineEquation({
    id: 'start.log-normal',
    tex: 't_p = m\\,e^{\\sigma\\,\\Phi^{-1}(p)}',
    input: objectOf({
      medianMillis: amount,
      sigma: realNumber(0, 10),
      probability: v.pipe(v.number(), v.gtValue(0), v.ltValue(1)),
    }),
    output: v.object({ millis: v.number() }),
    sources: ['derived', 'nsdi2020'],
    // Firecracker: median 110 ms, σ 0.023.
    examples: [
      { input: { medianMillis: 110, sigma: 0.023, probability: 0.5 }, output: { millis: 110 } },
      { input: { medianMillis: 110, sigma: 0.023, probability: 0.99 }, output: { millis: 116.045965 } },
      {
        input: { medianMillis: 1000, sigma: 1, probability: 0.8413447460685429 },
        output: { millis: 2718.281828 },
      },
    ],
    evaluate: ({ medianMillis, sigma, probability }) => ({
      millis: tidy(logNormal(medianMillis, sigma, probability)),
    }),
  }),
]
