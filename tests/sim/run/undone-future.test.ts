import { expect, test } from 'vitest'
import { createRun, library, type Run, type Scenario } from '../../../src/sim'

const seconds = 1000000

function runOf(scenario: Scenario | undefined, like?: Run): Run {
  if (scenario === undefined) throw new Error('no such scenario')
  const made = createRun(scenario, {
    workPerKeyframe: 1,
    ...(like === undefined ? {} : { branches: like.data(), branch: like.branch }),
  })
  if ('problem' in made) throw new Error(made.problem.problem)
  return made.run
}

const crash = { name: 'process.crash', args: { workload: 'app-a-3' } }
const other = { name: 'workload.demand', args: { group: 'app-b', millicores: 900 } }

test('an edit after an undo ahead of it is not answered from copies of the undone future', () => {
  const run = runOf(library['one-kernel'])
  run.seek(20 * seconds, Infinity)
  run.perform(crash)
  run.seek(31 * seconds, Infinity)
  run.seek(5 * seconds, Infinity)
  run.undo()
  run.perform(other)
  run.advance(30 * seconds, Infinity)
  const straight = run.hash()
  run.seek(18 * seconds, Infinity)
  run.seek(30 * seconds, Infinity)
  expect(run.hash()).toBe(straight)
  const again = runOf(library['one-kernel'], run)
  again.seek(30 * seconds, Infinity)
  expect(again.hash()).toBe(straight)
})

test('an edit before one that still lies ahead starts a branch, and the old future stays', () => {
  const run = runOf(library['one-kernel'])
  run.seek(10 * seconds, Infinity)
  run.perform(crash)
  run.seek(20 * seconds, Infinity)
  run.perform({ name: 'process.crash', args: { workload: 'app-a-4' } })
  run.seek(5 * seconds, Infinity)
  run.undo()
  run.perform(other)
  expect(run.branches.length).toBe(2)
  expect(run.branches[0]?.edits).toBe(1)
  run.switchTo(0)
  run.seek(30 * seconds, Infinity)
  expect(run.facts(0, 65536).filter(({ name }) => name === 'process.crashed').length).toBe(1)
})
