// Plays one story in the core and in the naive model side by side, and makes stories of the catalogue's things.
import fc from 'fast-check'
import {
  encodeLink,
  modelVersion,
  type Command,
  type JournalEntry,
  type Run,
  type Scenario,
} from '../../src/sim'
import { scenarioArbitrary } from './arbitraries'
import { second, startRun } from './builders'
import { advanceNaive, createNaive, performNaive } from './naive'
import { differences } from './naive-view'
import type { NaiveWorld } from './naive-world'

/**
 * The first time at which the two disagree, with what differs and the story so far as a link; null if they never
 * do. They are compared after every command and at `moments` times between, evenly spread over the run.
 */
export function disagreement(story: Scenario, moments: number): string | null {
  const { script = [], ...scenario } = story
  const run = startRun(scenario)
  const naive = createNaive(scenario)
  const times = Array.from({ length: moments + 1 }, (_, at) => Math.floor((run.end * at) / moments))
  let next = 0
  for (const at of [...times, ...script.map((entry) => entry.at)].sort((left, right) => left - right)) {
    if (at > run.end) break
    run.advance(at, Infinity)
    advanceNaive(naive, at)
    const before = differs(run, naive, scenario, null)
    if (before !== null) return before
    for (let entry = script[next]; entry !== undefined && entry.at === at; entry = script[++next]) {
      const found = differsAfter(run, naive, scenario, entry.command)
      if (found !== null) return found
    }
  }
  return null
}

function differsAfter(run: Run, naive: NaiveWorld, scenario: Scenario, command: Command): string | null {
  const refusal = run.perform(command)
  const done = performNaive(naive, command)
  if (done === (refusal === null)) return differs(run, naive, scenario, command)
  const core = refusal === null ? 'does it' : `refuses it (${refusal.reason})`
  return `${JSON.stringify(command)}: the core ${core}, the naive model does not\n${place(run, scenario)}`
}

function differs(run: Run, naive: NaiveWorld, scenario: Scenario, command: Command | null): string | null {
  const found = differences(run, naive)
  if (found.length === 0) return null
  const when = command === null ? 'while time passed' : `after ${JSON.stringify(command)}`
  return [`${when}:`, ...found.slice(0, 12), place(run, scenario)].join('\n')
}

function place(run: Run, scenario: Scenario): string {
  const branches = [...run.data()]
  const link = encodeLink({ modelVersion, scenario, branches, branch: 0, at: run.now })
  return `at ${run.now} µs, journal ${JSON.stringify(branches[0]?.journal)}\n${link}`
}

/** Scenarios from the catalogue, with failures by chance or without, and commands on what is in them. */
export const catalogueStoryArbitrary: fc.Arbitrary<Scenario> = scenarioArbitrary().chain((scenario) =>
  fc
    .record({ rules: rulesArbitrary, script: scriptArbitrary(scenario) })
    .map((more) => ({ ...scenario, ...more })),
)

const rulesArbitrary: fc.Arbitrary<NonNullable<Scenario['rules']>> = fc.oneof(
  fc.constant({}),
  fc.record({
    failure: fc.record(
      {
        hostMeanHours: fc.integer({ min: 1, max: 20 }),
        hostRepairSeconds: fc.integer({ min: 1, max: 7200 }),
        processMeanSeconds: fc.integer({ min: 1800, max: 36000 }),
        processRestartSeconds: fc.integer({ min: 1, max: 7200 }),
      },
      { requiredKeys: [] },
    ),
  }),
)

function scriptArbitrary(scenario: Scenario): fc.Arbitrary<JournalEntry[]> {
  const at = fc.oneof(
    fc.integer({ min: 0, max: scenario.horizon }),
    fc.constantFrom(0, Math.min(scenario.horizon, 3600 * second), scenario.horizon),
  )
  return fc
    .array(fc.record({ at, command: commandArbitrary(scenario) }), { maxLength: 20 })
    .map((entries) => entries.sort((left, right) => left.at - right.at) as JournalEntry[])
}

function commandArbitrary({ fleet, workloads }: Scenario): fc.Arbitrary<Command> {
  const hosts = fleet.flatMap(({ name, count }) => named(name, Math.min(count, 4)))
  const members = workloads.flatMap(({ name }) => named(name, 12))
  const kernels = workloads.flatMap(({ name }) => [...named(`${name}-vm`, 4), ...named(`${name}-sandbox`, 4)])
  const groups = workloads.map(({ name }) => name)
  const group = fc.constantFrom('nobody', ...groups)
  const onOne = (names: readonly string[], argument: string, subjects: readonly string[]) =>
    fc
      .tuple(fc.constantFrom(...names), fc.constantFrom('nobody-1', ...subjects))
      .map(([name, subject]) => ({ name, args: { [argument]: subject } }))
  return fc.oneof(
    onOne(['host.fail', 'host.repair'], 'host', hosts),
    onOne(['kernel.panic', 'kernel.reboot'], 'kernel', [...hosts, ...kernels]),
    onOne(['vm.start', 'vm.suspend', 'vm.resume', 'vm.shutdown', 'vm.destroy'], 'vm', [...kernels, ...hosts]),
    onOne(['container.start', 'container.pause', 'container.resume', 'container.kill'], 'container', members),
    onOne(['process.crash'], 'workload', members),
    fc
      .record({ group, memoryMiB: fc.integer({ min: 1, max: 20000 }) }, { requiredKeys: ['memoryMiB'] })
      .map((args) => ({ name: 'workload.resize', args: { ...args } })),
    fc
      .record({ group, millicores: fc.integer({ min: 0, max: 8000 }) })
      .map((args) => ({ name: 'workload.demand', args: { ...args } })),
  )
}

/** The first names of a group. */
function named(group: string, count: number): readonly string[] {
  return Array.from({ length: count }, (_, at) => `${group}-${at + 1}`)
}
