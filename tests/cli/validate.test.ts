// strata validate: a table for people, JSON for scripts, and an exit code that says whether every miss has a reason.
import { expect, test } from 'vitest'
import { figures, outcomeOf, validationOf } from '../../src/sim'
import { linesIn, printed, strata } from './support'

interface Printed {
  readonly summary: Readonly<Record<string, number>>
  readonly figures: readonly Readonly<Record<string, unknown>>[]
}

test('prints every figure, the reason of every miss, and ends with the count', async () => {
  const out = await printed(['validate'])
  const outcomes = figures().map(outcomeOf)
  const lines = linesIn(out)
  for (const { figure, verdict } of outcomes) {
    const rows = lines.filter((line) => line.trimStart().startsWith(`${figure.id} `))
    // A miss has a row in the table and one among the reasons.
    expect([figure.id, rows.length]).toEqual([figure.id, verdict === 'missed' ? 2 : 1])
    expect(rows[0]).toContain(`[${figure.source}]`)
  }
  const { predictions, reproduced, missed, inputs } = validationOf(outcomes)
  expect(lines.at(-1)).toBe(
    `${predictions} predictions: ${reproduced} reproduced, ${missed} missed; ${inputs} inputs`,
  )
  expect(out).not.toContain('⟦')
})

test('prints the same in Chinese', async () => {
  const out = await printed(['validate', '--lang', 'zh-CN'])
  expect(out).toContain('未命中')
  expect(out).not.toContain('⟦')
})

test('prints JSON of the documented shape, which does not depend on the language', async () => {
  const out = await printed(['validate', '--json'])
  expect(await printed(['validate', '--json', '--lang', 'zh-CN'])).toBe(out)
  const data = JSON.parse(out) as Printed
  const outcomes = figures().map(outcomeOf)
  expect(data.summary).toEqual(validationOf(outcomes))
  expect(data.figures.map(({ id }) => id)).toEqual(outcomes.map(({ figure }) => figure.id))
  for (const one of data.figures) {
    expect(Object.keys(one)).toEqual([
      'id',
      'experiment',
      'kind',
      'unit',
      'published',
      'simulated',
      'difference',
      'low',
      'high',
      'within',
      'verdict',
      'law',
      'source',
      'reason',
    ])
    expect(one['reason'] === null || typeof one['reason'] === 'string').toBe(true)
  }
})

test('is fine as long as every miss has its reason', async () => {
  const { unexplained } = validationOf(figures().map(outcomeOf))
  expect((await strata(['validate'])).exit).toBe(unexplained === 0 ? 0 : 1)
  expect(unexplained).toBe(0)
})
