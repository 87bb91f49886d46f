// Published figures: each is computed from laws, judged by its own tolerance, and only predictions count.
import { describe, expect, test } from 'vitest'
import { hasText } from '../../../src/i18n/text'
import { figures, laws, outcomeOf, sources, validationOf, type Figure } from '../../../src/sim'

const all = figures()
const ofId = (id: string): Figure => {
  const found = all.find((figure) => figure.id === id)
  if (found === undefined) throw new Error(`no figure ${id}`)
  return found
}

describe('every figure', () => {
  test.each(all.map((figure) => [figure.id, figure] as const))(
    '%s computes a finite number by a law, from a known source',
    (_, figure) => {
      expect(Number.isFinite(figure.compute())).toBe(true)
      expect(figure.law === null || laws.has(figure.law)).toBe(true)
      // Nothing that no law says can be predicted.
      expect(figure.law === null && figure.kind === 'prediction').toBe(false)
      expect(Object.keys(sources)).toContain(figure.source)
      expect(figure.id.startsWith(`${figure.experiment}.`)).toBe(true)
    },
  )

  test('has one source for all figures of its experiment', () => {
    for (const { experiment } of all) {
      const found = all.filter((figure) => figure.experiment === experiment).map(({ source }) => source)
      expect([experiment, new Set(found).size]).toEqual([experiment, 1])
    }
  })

  test('is there once, in the order of the model book, for every experiment that laws speak of', () => {
    expect(new Set(all.map(({ id }) => id)).size).toBe(all.length)
    const experiments = [...new Set(all.map(({ experiment }) => experiment))]
    // HG3 to HG7 and the rest of the second book need networks and disks.
    const hosts = [1, 2, ...Array.from({ length: 40 }, (_, at) => at + 8)]
    const expected = [...hosts.map((number) => `HG${number}`), 'FG11', 'FG12']
    expect(experiments).toEqual(expected)
  })

  test('has its words, and a reason exactly where it says so', () => {
    for (const { id, experiment, unit, explained } of all) {
      for (const key of [
        `validation.${experiment}`,
        `validation.${experiment}.configuration`,
        `validation.figure.${id}`,
        `validation.unit.${unit}`,
      ])
        expect([key, hasText(key)]).toEqual([key, true])
      expect([id, hasText(`validation.reason.${id}`)]).toEqual([id, explained === true])
    }
  })
})

describe('a verdict', () => {
  const prediction: Figure = {
    ...ofId('HG28.walk'),
    tolerance: { within: 'share', value: 0.1 },
    published: 10,
  }

  test.each([
    [9, 'reproduced'],
    [11, 'reproduced'],
    [11.01, 'missed'],
    [8.99, 'missed'],
  ])('of a prediction of %d against 10 and a tenth is %s', (simulated, verdict) => {
    expect(outcomeOf({ ...prediction, compute: () => simulated }).verdict).toBe(verdict)
  })

  test('of an upper end is reproduced by anything below', () => {
    const upTo: Figure = { ...prediction, tolerance: { within: 'at-most' } }
    expect(outcomeOf({ ...upTo, compute: () => -5 })).toMatchObject({ verdict: 'reproduced', low: null })
    expect(outcomeOf({ ...upTo, compute: () => 10.1 }).verdict).toBe('missed')
  })

  test('of an input or of information is never counted, however well it fits', () => {
    const outcomes = (['input', 'information'] as const).map((kind) =>
      outcomeOf({ ...prediction, kind, compute: () => 10 }),
    )
    expect(validationOf(outcomes)).toEqual({
      predictions: 0,
      reproduced: 0,
      missed: 0,
      unexplained: 0,
      inputs: 1,
      information: 1,
    })
  })

  test('of a miss without a reason is told apart', () => {
    const miss = outcomeOf({ ...prediction, compute: () => 20 })
    const excused = outcomeOf({ ...prediction, explained: true, compute: () => 20 })
    expect(validationOf([miss, excused])).toMatchObject({ missed: 2, unexplained: 1 })
  })
})

describe('kinds', () => {
  test('mark as input what the catalogue or a law was made from', () => {
    const inputs = [
      'HG1.kvm-tuned',
      'HG21.mitigated',
      'HG22.ptrace',
      'HG23.runc',
      'HG29.nested',
      'HG31.translated',
      'HG36.large',
      'HG37.large',
    ]
    expect(inputs.map((id) => ofId(id).kind)).toEqual(inputs.map(() => 'input'))
  })

  test('inputs come out as they went in', () => {
    for (const outcome of all.map(outcomeOf))
      if (outcome.verdict === 'input')
        expect([outcome.figure.id, outcome.within]).toEqual([outcome.figure.id, true])
  })
})

describe('what is known to hold', () => {
  test('24 references for four levels over four, exactly', () => {
    expect(ofId('HG28.walk').compute()).toBe(24)
  })

  test('fork and wait under shadow paging, from faults calibrated on binary translation', () => {
    // 790.1 faults of 3.38 µs and two switches of 1.5 µs for each of 40,000 forks beside 6 s.
    const faults = (30.9 - 6 * 0.15 - 0.04 * (3 * 0.69 + 2 * 0.7)) / (40000 * 945e-9)
    expect(ofId('HG31.shadow').compute()).toBeCloseTo(6 + 0.04 * (faults * 3.38 + 3), 6)
    expect(outcomeOf(ofId('HG31.shadow')).verdict).toBe('reproduced')
  })

  test('no more than every prediction that is missed has a reason', () => {
    expect(validationOf(all.map(outcomeOf)).unexplained).toBe(0)
  })
})
