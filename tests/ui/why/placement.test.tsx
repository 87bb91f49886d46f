// Reading the notes of a placement: who won, what each host failed first, and what was missing.
import { expect, test } from 'vitest'
import type { ExplanationStep } from '../../../src/sim'
import { changesOf, columnsOf, readPlacement, type Placement } from '../../../src/ui/why/placement'

const step = (name: string, subject: string, value: number, passed = true): ExplanationStep => ({
  step: name,
  subject,
  value,
  passed,
})
const names = ['power', 'fleet', 'kernel', 'slots', 'cpu-reservation', 'memory']

/** The notes about one host: passed up to the filter it fails, with this much memory free. */
function notes(host: string, free: number, fails: string | null, score = 0): readonly ExplanationStep[] {
  const last = fails === null ? names.length - 1 : names.indexOf(fails)
  const tried = names
    .slice(0, last + 1)
    .map((name) => step(`filter.${name}`, host, name === 'memory' ? free : 0, name !== fails))
  return fails === null ? [...tried, step('free', host, free), step('score', host, score)] : tried
}

const request = [
  step('request.memory', '', 12_288),
  step('request.cpu', '', 4000),
  step('request.policy', '', 3),
]

function read(steps: readonly ExplanationStep[]): Placement {
  const placement = readPlacement([...request, ...steps])
  if (placement === null) throw new Error('no placement')
  return placement
}

test('the winner comes first, then the others by score, of equals the one that comes first in the fleet', () => {
  const { passed, winner, policy, memoryMiB } = read([
    ...notes('a', 20_000, null, 7),
    ...notes('b', 20_000, null, 9),
    ...notes('c', 20_000, null, 7),
    ...notes('d', 20_000, null, 9),
    step('bind', 'b', 9),
  ])
  expect(passed.map((verdict) => verdict.host)).toEqual(['b', 'd', 'a', 'c'])
  expect([winner?.host, policy, memoryMiB]).toEqual(['b', 'worst-fit', 12_288])
})

test('hosts that fail are sorted by the first filter they fail, nearest misses first', () => {
  const { failures } = read([
    ...notes('a', 4096, 'memory'),
    ...notes('b', 8192, 'memory'),
    ...notes('c', 0, 'power'),
    step('bind', '', 0, false),
  ])
  expect(failures.map(({ filter, hosts }) => [filter, ...hosts.map((verdict) => verdict.host)])).toEqual([
    ['power', 'c'],
    ['memory', 'b', 'a'],
  ])
})

test('of thousands of hosts twelve have columns, every reason has one, and nobody is forgotten', () => {
  const many = Array.from({ length: 3000 }, (_, at) =>
    notes(`h-${at}`, at, at % 3 === 0 ? null : at % 3 === 1 ? 'memory' : 'slots', at),
  )
  const { shown, rest } = columnsOf(read([...many.flat(), step('bind', 'h-2997', 2997)]), 12)
  expect(shown).toHaveLength(12)
  expect(shown[0]?.host).toBe('h-2997')
  expect(new Set(shown.map((verdict) => verdict.failed))).toEqual(new Set([null, 'memory', 'slots']))
  expect(rest.reduce((sum, { count }) => sum + count, 12)).toBe(3000)
})

test('when no host fits, the smallest amount that was missing is named', () => {
  const changes = changesOf(
    read([
      ...notes('a', 4096, 'memory'),
      ...notes('b', 8192, 'memory'),
      ...notes('c', 0, 'power'),
      step('bind', '', 0, false),
    ]),
  )
  expect(changes).toEqual([
    { key: 'power', args: { n: 1 }, host: 'c' },
    { key: 'memory', args: { amount: 4096, host: 'b' }, host: 'b' },
  ])
})

test('when a host was chosen, the one that came second and the largest hole are named', () => {
  const changes = changesOf(
    read([...notes('a', 20_000, null, 1), ...notes('b', 30_000, null, 2), step('bind', 'b', 2)]),
  )
  expect(changes.map(({ key, args }) => [key, args])).toEqual([
    ['second', { host: 'b', next: 'a' }],
    ['larger', { amount: 30_000 }],
  ])
})

test('other decisions are no placement', () => {
  expect(readPlacement([])).toBeNull()
  expect(readPlacement([step('request.memory', '', 1)])).toBeNull()
})
