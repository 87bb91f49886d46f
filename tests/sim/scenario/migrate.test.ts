// Formats: today's passes, yesterday's is rewritten step by step, tomorrow's is refused with both versions named.
import { expect, test } from 'vitest'
import { currentFormat, migrate, migrations, type Migration } from '../../../src/sim/scenario/migrate'
import { scenarioSchema } from '../../../src/sim/scenario/scenario'

interface Old {
  readonly scenario: { readonly format: number; readonly trail?: string }
}

/** A migration of an imagined past: sets the next format and leaves a trace. */
const step = (from: number): Migration =>
  ((link: Old) => ({
    ...link,
    scenario: { ...link.scenario, format: from + 1, trail: `${link.scenario.trail ?? ''}${from}` },
  })) as Migration

test('the format written today is the one the schema wants, and every older one has its migration', () => {
  expect(scenarioSchema.entries.format.literal).toBe(currentFormat)
  const older = Array.from({ length: currentFormat - 1 }, (_, at) => String(at + 1))
  expect(Object.keys(migrations)).toEqual(older)
})

test('a link of today’s format passes as it is', () => {
  const data = { scenario: { format: currentFormat }, other: 1 }
  expect(migrate(data)).toEqual({ data })
})

test('with a future format 3, links of formats 1 and 2 would be rewritten by each step in turn', () => {
  const table = { 1: step(1), 2: step(2) }
  expect(migrate({ scenario: { format: 1 } }, table, 3)).toEqual({
    data: { scenario: { format: 3, trail: '12' } },
  })
  expect(migrate({ scenario: { format: 2 } }, table, 3)).toEqual({
    data: { scenario: { format: 3, trail: '2' } },
  })
  expect(migrate({ scenario: { format: 3 } }, table, 3)).toEqual({ data: { scenario: { format: 3 } } })
})

test('a link of a future format is refused, with both versions', () => {
  expect(migrate({ scenario: { format: 5 } }, {}, 2)).toEqual({
    problem: { problem: 'newer-format', path: 'scenario.format', args: { found: 5, known: 2 } },
  })
})

test.each([
  [null],
  [1],
  ['x'],
  [[]],
  [{}],
  [{ scenario: null }],
  [{ scenario: { format: '1' } }],
  [{ scenario: { format: 0 } }],
])('what has no readable format is left for the schema to refuse: %j', (data) => {
  expect(migrate(data, { 1: step(1) }, 2)).toEqual({ data })
})
