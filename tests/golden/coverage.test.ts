// The golden scenarios leave nothing out: what a mechanism adds must appear in one of them.
import { expect, test } from 'vitest'
import { kinds, policies, standardModel, type Command, type Run } from '../../src/sim'
import { wraps } from '../../src/sim/catalog'
import { demandSchema } from '../../src/sim/scenario/scenario'
import { startRun } from '../support/builders'
import { journey } from './journey'
import { transcriptOf } from './runner'
import { goldenScenarios } from './scenarios'

const scenarios = Object.values(goldenScenarios)
const entries = scenarios.flatMap(({ script = [] }) => script.map(({ command }) => command))
const groups = scenarios.flatMap(({ workloads }) => workloads)

/** What is there and does not appear. */
function missing(there: Iterable<string>, seen: Iterable<string>): readonly string[] {
  const known = new Set(seen)
  return [...there].filter((name) => !known.has(name))
}

test('every fact is stated', () => {
  const stated = scenarios.flatMap(transcriptOf).map((line) => line.split(' ')[2] ?? '')
  // Only a mistake of the model states it; tests/sim/core/engine.test.ts makes one.
  expect(missing(standardModel.factCode.keys(), [...stated, 'run.overrun'])).toEqual([])
})

test('every event is planned', () => {
  const codes = new Set<number>()
  const look = ({ engine: { world } }: Run): void => {
    for (let place = 0; place < world.queue.size; place++)
      codes.add(world.queue.code[world.queue.heap[place] ?? -1] ?? -1)
  }
  for (const scenario of scenarios) journey(scenario, {}, look)
  const planned = [...codes].map((code) => standardModel.events[code]?.name ?? '')
  expect(missing(standardModel.eventCode.keys(), [...planned, 'workload.sample', 'isolation.begin'])).toEqual(
    [],
  )
})

test('every command is given', () => {
  expect(
    missing(
      standardModel.commands.keys(),
      entries.map(({ name }) => name),
    ),
  ).toEqual([])
})

test('every refusal is given', () => {
  const reasons = new Set<string>()
  for (const { script = [], ...rest } of scenarios) {
    const run = startRun(rest)
    for (const { at, command } of script) {
      run.advance(at, Infinity)
      const refusal = run.perform(command as Command)
      if (refusal !== null) reasons.add(refusal.reason)
    }
  }
  const declared = standardModel.mechanisms.flatMap(({ refusals = {} }) => Object.keys(refusals))
  // A world without groups, and one with two hundred: tests/sim/model has both.
  expect(missing([...declared, 'unknown-command', 'argument-range', 'gone'], reasons)).toEqual([
    'no-workloads',
    'too-many-groups',
  ])
})

test('every placement policy, law of demand, kind, hypervisor and runtime is used', () => {
  expect(
    missing(
      policies,
      groups.map(({ place }) => place?.policy ?? 'first-fit'),
    ),
  ).toEqual([])
  const laws = demandSchema.options.map(({ entries: { law } }) => law.literal)
  expect(
    missing(
      laws,
      groups.map(({ demand }) => demand.law),
    ),
  ).toEqual([])
  expect(
    missing(
      kinds,
      groups.map(({ kind }) => kind ?? ''),
    ),
  ).toEqual([])
  const used = groups.flatMap(({ wrap = [] }) => wrap.map(({ profile }) => profile))
  expect(
    missing(
      wraps.map(({ id }) => id),
      used,
    ),
  ).toEqual([])
})

test('every mechanism with a table has a row in one of the worlds', () => {
  const filled = new Set<string>()
  for (const scenario of scenarios) {
    const run = startRun(scenario)
    // Some rows come only with a command, and stay counted when they have gone.
    run.advance(run.end, Infinity)
    for (const [name, { rows }] of Object.entries(run.engine.world.tables))
      if (rows.size > 0) filled.add(name)
  }
  expect(missing(Object.keys(standardModel.tables), filled)).toEqual([])
})
