// Building a large world, by every kind of placement alike: what a visitor waits for.
import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { createRun, type Policy, type Scenario } from '../../src/sim'
import type { Bench, Result } from './bench'
import { samplesOf } from './measure'
import { scaleScenario } from './worlds'

const buildBudget = 500

function build(scenario: Scenario): void {
  const made = createRun(scenario)
  if ('problem' in made) throw new Error(`cannot be built: ${JSON.stringify(made.problem)}`)
}

function buildBench(policy: Policy, kind: 'container' | 'vm'): Bench {
  const scenario = scaleScenario(policy, kind)
  return {
    name: `build-${policy}-${kind}`,
    unit: 'ms',
    budget: buildBudget,
    bound: 'most',
    measure: (repeats) => samplesOf(repeats, () => scenario, build),
  }
}

/** The first build of a fresh process, whose code has not been compiled for speed yet: what a new page does. */
const coldBuild: Bench = {
  name: 'build-cold',
  unit: 'ms',
  budget: buildBudget,
  bound: 'most',
  measure: (repeats) => Array.from({ length: repeats }, () => buildInFreshProcess('build-best-fit-vm')),
}

function buildInFreshProcess(name: string): number {
  const main = fileURLToPath(new URL('main.ts', import.meta.url))
  const { stdout, stderr } = spawnSync(
    process.execPath,
    [...process.execArgv, main, '--only', name, '--repeats', '1', '--json'],
    { encoding: 'utf8' },
  )
  const [result] = stdout === '' ? [] : (JSON.parse(stdout) as Result[])
  if (result === undefined) throw new Error(`a fresh process did not build: ${stderr}`)
  return result.measured
}

export const buildBenches: readonly Bench[] = [
  coldBuild,
  ...(['block', 'first-fit', 'best-fit', 'worst-fit', 'spread'] as const).flatMap((policy) => [
    buildBench(policy, 'container'),
    buildBench(policy, 'vm'),
  ]),
]
