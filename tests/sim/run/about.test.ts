// The latest facts about one thing, by its name.
import { expect, test } from 'vitest'
import { createRun, library, type NamedFact, type Run } from '../../../src/sim'

function openRun(): Run {
  const scenario = library['small-cluster']
  const made = scenario === undefined ? null : createRun(scenario)
  if (made === null || 'problem' in made) throw new Error('the built-in cluster cannot be built')
  return made.run
}

function about(run: Run, name: string, count = 5): readonly NamedFact[] {
  const answer = run.look({ look: 'about', name, count })
  if (answer.look !== 'about') throw new Error('another question was answered')
  return answer.facts
}

test('a workload is told of by its own name alone, the latest first', () => {
  const run = openRun()
  run.seek(0, Infinity)
  expect(about(run, 'web-1').map(({ name }) => name)).toContain('placement.bound')
  expect(about(run, 'web-1').every(({ args }) => Object.values(args).includes('web-1'))).toBe(true)
  run.perform({ name: 'process.crash', args: { workload: 'web-1' } })
  expect(about(run, 'web-1')[0]?.name).toMatch(/lost|crashed/)
})

test('a host is told of by what was placed on it, a group by its members', () => {
  const run = openRun()
  run.seek(0, Infinity)
  expect(about(run, 'host-1')[0]?.args['host']).toBe('host-1')
  const members = about(run, 'bank', 50).filter(({ name }) => name === 'placement.bound')
  expect(members.length).toBeGreaterThan(0)
  expect(members.every(({ args }) => String(args['workload']).startsWith('bank-'))).toBe(true)
})

test('nothing is told of a name that nothing has, and never more than was asked for', () => {
  const run = openRun()
  run.seek(0, Infinity)
  expect(about(run, 'nobody')).toEqual([])
  expect(about(run, 'nobody-1')).toEqual([])
  expect(about(run, 'bank', 2)).toHaveLength(2)
})
