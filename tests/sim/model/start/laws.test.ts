// Laws of starting: worked by hand, with published figures, and wrong inputs.
import { describe, expect, test } from 'vitest'
import { concurrentSigma, growthMicros, logNormal } from '../../../../src/sim/model/start/laws'
import { normalQuantile } from '../../../../src/sim/model/start/quantile'
import { complainsAbout, evaluated, hasOutputs, keepsItsExamples } from '../law-cases'

describe('the quantile of the normal distribution', () => {
  // Known to sixteen digits (Wichura 1988 gives z of 0.25, 0.001 and 1e-20).
  test.each([
    [0.5, 0],
    [0.25, -0.6744897501960817],
    [0.975, 1.959963984540054],
    [0.99, 2.3263478740408408],
    [0.999, 3.090232306167813],
    [0.001, -3.090232306167813],
    [1e-10, -6.361340902404056],
    [1e-20, -9.262340089798408],
  ])('of %d is %d', (p, z) => {
    expect(Math.abs(normalQuantile(p) - z)).toBeLessThan(1e-14 * Math.max(1, Math.abs(z)))
  })

  test('is odd around a half, and rises', () => {
    let before = -Infinity
    for (let step = 1; step < 1000; step++) {
      const z = normalQuantile(step / 1000)
      expect(z).toBeGreaterThan(before)
      expect(z).toBeCloseTo(-normalQuantile(1 - step / 1000), 12)
      before = z
    }
  })
})

keepsItsExamples('start.vm-phases')
keepsItsExamples('start.concurrent')
keepsItsExamples('start.growth')
keepsItsExamples('start.log-normal')

hasOutputs('start.vm-phases', [
  [
    'O-27, transfer and clone',
    { imageGB: 2.2, networkGbps: 10, disk: 'clone', diskMBps: 500 },
    { imageSeconds: 1.76, diskSeconds: 4.4, bootSeconds: 19, totalSeconds: 25.16 },
  ],
  [
    'an image that is there, over an overlay',
    { imageGB: 2.2, imageCached: true, appSeconds: 1 },
    { imageSeconds: 0, diskSeconds: 0.2, bootSeconds: 19, totalSeconds: 20.2 },
  ],
])
complainsAbout('start.vm-phases', { imageGB: 1 }, [
  ['imageGB', { imageGB: -1 }],
  ['networkGbps', { networkGbps: 0 }],
  ['disk', { disk: 'tape' }],
])
complainsAbout('start.concurrent', { aloneMillis: 1, hundredMillis: 2, count: 1 }, [['count', { count: 0 }]])
complainsAbout('start.log-normal', { medianMillis: 1, sigma: 1, probability: 0.5 }, [
  ['probability', { probability: 1 }],
  ['probability', { probability: 0 }],
])

test('one alone takes what one alone takes, and without a measurement so do many', () => {
  expect(evaluated('start.concurrent', { aloneMillis: 161, hundredMillis: 217, count: 1 })).toEqual({
    medianMillis: 161,
    sigma: 0,
  })
  expect(evaluated('start.concurrent', { aloneMillis: 20, hundredMillis: 0, count: 70 })).toEqual({
    medianMillis: 20,
    sigma: 0,
  })
})

test('many at once scatter more, up to what was measured of them, where both were measured', () => {
  expect(concurrentSigma(0.03, 217, 50)).toBeCloseTo(0.075, 12)
  expect(concurrentSigma(0.03, 217, 1000)).toBe(0.12)
  expect(concurrentSigma(0.2, 217, 100)).toBe(0.2)
  expect([concurrentSigma(0.03, 217, 1), concurrentSigma(0.03, 0, 50), concurrentSigma(0, 217, 50)]).toEqual([
    0.03, 0.03, 0,
  ])
})

test('growth is nothing for the first, and doubles as its exponent says', () => {
  expect(growthMicros(283000, 1, 0)).toBe(0)
  expect(growthMicros(1000, 2, 2000)).toBe(4000)
})

test('half of the starts take less than the median, and 84 % less than e^σ times it', () => {
  expect(logNormal(100, 0.3, 0.5)).toBe(100)
  expect(logNormal(100, 0.3, 0.8413447460685429)).toBeCloseTo(134.98588, 4)
})
