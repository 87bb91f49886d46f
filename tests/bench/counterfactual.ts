// What would have changed a fact, on a hundred hosts: all of the search, however it is sliced.
import { createRun, type Run, type Scenario } from '../../src/sim'
import type { Bench } from './bench'
import { samplesOf } from './measure'
import { second } from './worlds'

const editedAt = 600 * second

/** A thousand VMs whose load is read every ten seconds, and no room for many more. */
const scenario: Scenario = {
  format: 1,
  seed: 1,
  horizon: 900 * second,
  define: { flavours: { vm: { vcpus: 2, memoryMiB: 6000, source: 'assumed' } } },
  fleet: [{ name: 'host', count: 100, machine: 'bench-16', kernel: 'kvm' }],
  workloads: [
    {
      name: 'web',
      count: 1000,
      kind: 'vm',
      flavours: ['vm'],
      app: 'service',
      demand: { law: 'hashed', cadence: 10 * second },
      place: { policy: 'spread' },
    },
  ],
}

interface Question {
  readonly run: Run
  readonly fact: number
}

function question(): Question {
  const made = createRun(scenario)
  if ('problem' in made) throw new Error(`cannot be built: ${JSON.stringify(made.problem)}`)
  const { run } = made
  run.seek(editedAt, Infinity)
  run.perform({ name: 'group.scale', args: { group: 'web', count: 1100 } })
  run.seek(editedAt + second, Infinity)
  const fact = run.facts(0, 100000).find(({ name }) => name === 'placement.failed')
  if (fact === undefined) throw new Error('everything has found a place')
  return { run, fact: fact.ordinal }
}

function search({ run, fact }: Question): void {
  const steps = run.counterfactuals(fact)
  if (steps === null) throw new Error('the fact is not kept')
  for (let step = steps.next(); step.done !== true; step = steps.next());
}

const counterfactual: Bench = {
  name: 'counterfactual-100-hosts',
  unit: 'ms',
  budget: 2000,
  bound: 'most',
  measure: (repeats) => samplesOf(repeats, question, search),
}

export const counterfactualBenches: readonly Bench[] = [counterfactual]
