// Arguments that do not fit a command: which one, and the nearest that would; never a sentence of a library.
import * as v from 'valibot'
import { expect, test } from 'vitest'
import { standardModel } from '../../../src/sim'
import { boundsOf, choicesOf, nearestWhole, schemaAt } from '../../../src/sim/core'
import { texts } from '../../../src/i18n/gather'
import { command, fleet, group, scenario, startRun } from '../../support/builders'

const run = startRun(scenario([fleet('host', 1)], [group('web', 1)]))
const refused = (name: string, args: Record<string, unknown>) => run.could(command(name, args))

test.each([
  ['group.shares', 'shares', 0],
  ['group.shares', 'shares', 99999999999],
  ['group.memory', 'activePercent', 300],
  ['group.cgroup', 'oomScoreAdj', -1001],
  ['group.cgroup', 'oomScoreAdj', 1e300],
  ['group.scale', 'count', -1],
  ['workload.resize', 'memoryMiB', 0],
])('%s with %s %d names the range and the nearest value, which is in the range', (name, argument, value) => {
  const found = refused(name, { group: 'web', [argument]: value })
  expect(found?.reason).toBe('argument-range')
  const { least, most, nearest, received } = found?.args ?? {}
  expect(found?.args['argument']).toBe(argument)
  expect(received).toBe(value)
  expect(nearest).toBe(value < Number(least) ? least : most)
  const again = refused(name, { group: 'web', [argument]: nearest })
  expect(again?.reason ?? '').not.toContain('argument')
})

test('what else does not fit is named, too', () => {
  const reasonOf = (name: string, args: Record<string, unknown>) => {
    const { reason = '', args: found = {} } = refused(name, args) ?? {}
    return [reason, found['argument']]
  }
  expect(reasonOf('group.shares', { group: 'web' })).toEqual(['argument-missing', 'shares'])
  expect(reasonOf('group.shares', { group: 'web', shares: 1, colour: 1 })).toEqual([
    'argument-unknown',
    'colour',
  ])
  expect(reasonOf('group.shares', { group: 'web', shares: 'many' })).toEqual(['argument-whole', 'shares'])
  expect(reasonOf('group.shares', { group: 7, shares: 1 })).toEqual(['bad-arguments', 'group'])
  expect(refused('reclaim.set', { rule: 'colour', value: 1 })?.args['values']).toContain('taxPercent')
})

test('no refusal of any command carries a sentence of the library', () => {
  for (const { name, args: schema } of standardModel.commands.values()) {
    const { entries = {} } = schema as { entries?: Record<string, unknown> }
    for (const value of [-1e9, 1e12, 0.5, NaN, 'X Y', null, true, {}]) {
      const args = Object.fromEntries(Object.keys(entries).map((argument) => [argument, value]))
      const found = refused(name, args)
      for (const known of Object.values(texts))
        if (found !== null) expect(known[`refusal.${found.reason}.what`]).toBeDefined()
      expect(JSON.stringify(found?.args ?? {})).not.toMatch(/Invalid|Expected/)
    }
  }
})

test('bounds are read through options, lists and pipes', () => {
  const percent = v.pipe(v.pipe(v.number(), v.minValue(0)), v.maxValue(100), v.minValue(5))
  const schema = v.object({ parts: v.optional(v.array(v.object({ share: v.nullable(percent) }))) })
  const part = schemaAt(schema, ['parts', 3, 'share'])
  expect(part === null ? null : boundsOf(part)).toEqual({ least: 5, most: 100 })
  expect(schemaAt(schema, ['parts', 'none', 'share'])).toBeNull()
  expect(boundsOf(v.string())).toEqual({ least: -Infinity, most: Infinity })
  expect([choicesOf(v.picklist(['a', 'b'])), choicesOf(v.boolean()), choicesOf(percent)]).toEqual([
    ['a', 'b'],
    [true, false],
    [],
  ])
  const bounds = { least: 1, most: 10 }
  expect([-3, 4.6, 99, Infinity, NaN, 'x'].map((value) => nearestWhole(bounds, value))).toEqual([
    1, 5, 10, 10, 1, 1,
  ])
})
