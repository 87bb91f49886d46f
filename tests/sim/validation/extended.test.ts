// Figures of starting, pulling, migrating and restarting, against numbers that are worked out by hand.
import { describe, expect, test } from 'vitest'
import { figures, outcomeOf } from '../../../src/sim'

const all = figures().map(outcomeOf)
const simulated = (id: string): number => all.find(({ figure }) => figure.id === id)?.simulated ?? NaN
const verdict = (id: string): string | undefined => all.find(({ figure }) => figure.id === id)?.verdict

/** 99th percentile of the standard normal distribution. */
const z99 = 2.3263478740408408

describe('starting', () => {
  test('the slow tail of a boot follows from the σ of the whole start', () => {
    expect(simulated('HG8.p99')).toBeCloseTo(110 * Math.exp(0.03 * z99), 4)
    expect(verdict('HG8.p99')).toBe('reproduced')
  })

  test('fifty at once lie half way, less the process that was there: too slow, and said so', () => {
    expect(simulated('HG12.fifty')).toBe((161 + 217) / 2 - 51)
    expect(verdict('HG12.fifty')).toBe('missed')
  })

  test('a hundred containers one after the other', () => {
    expect(simulated('HG35.crun')).toBeCloseTo(1.7, 9)
    expect(simulated('HG35.runc')).toBeCloseTo(3.3, 9)
  })

  test('the 3,000th container finds 2,999 there', () => {
    expect(simulated('HG34.three-thousandth')).toBeCloseTo(150 + 0.283 * 2999, 6)
  })
})

describe('migration', () => {
  test('Quake stands still for its last 148 KB at 500 Mbit/s and 40 ms', () => {
    expect(simulated('HG40.quake')).toBeCloseTo((148000 * 8) / 500000 + 40, 3)
    expect(verdict('HG40.quake')).toBe('missed')
  })

  test('an idle guest is looked through at 3.8 GB/s, and nine bytes are sent for each of its pages', () => {
    const bytes = 8192 * 1048576
    const expected = bytes / 3.8e9 + ((bytes / 4096) * 9) / 1.25e9
    expect(simulated('HG43.total')).toBeCloseTo(expected * 1000, 2)
  })

  test('constants of rules are exact', () => {
    const ids = ['HG41.least', 'HG41.more', 'HG41.most', 'HG47.first', 'HG47.most', 'HG47.forgets']
    expect(ids.map(simulated)).toEqual([100, 50, 500, 10, 300, 600])
  })
})

describe('pulling', () => {
  test('the same law says both figures of one experiment, each within its own tolerance', () => {
    expect(simulated('FG11.pull')).toBe(simulated('HG38.pull'))
    // Pulls of 0.948, 4.985, 5.826, 1.015 and 4.824 s; beside each Docker's 150 ms and 50, 500, 3000, 20, 1000 ms.
    expect(simulated('HG38.pull')).toBeCloseTo(80.47, 2)
    expect([verdict('HG38.pull'), verdict('FG11.pull')]).toEqual(['reproduced', 'missed'])
  })
})

test('what no law speaks of is never counted', () => {
  for (const { figure, verdict: judged } of all)
    if (figure.law === null) expect(['input', 'information']).toContain(judged)
})
