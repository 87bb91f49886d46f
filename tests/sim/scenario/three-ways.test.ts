// Ways to run the same apps: what comes from outside is the same in all of them, down to every draw.
import { describe, expect, test } from 'vitest'
import '../../../src/sim/complete'
import {
  comparedWays,
  createRun,
  library,
  openings,
  overridesFor,
  type Run,
  type Way,
} from '../../../src/sim'

const second = 1_000_000

function open(way: Way): Run {
  const scenario = library['three-ways']
  if (scenario === undefined) throw new Error('not built in')
  const made = createRun(scenario, {
    branches: [{ name: way, parent: -1, at: 0, set: [...overridesFor(way)], journal: [] }],
  })
  if ('problem' in made) throw new Error(JSON.stringify(made.problem))
  return made.run
}

/** What every workload that both have is called, and what it is asked for: nothing of how it is run. */
function asked(run: Run): ReadonlyMap<number, readonly number[]> {
  const { rows, columns } = run.engine.world.tables['workloads'] ?? { rows: null, columns: {} }
  const found = new Map<number, readonly number[]>()
  for (let row = 0; rows !== null && row < rows.size; row++) {
    if (rows.alive[row] === 0) continue
    const cell = (column: string): number => columns[column]?.[row] ?? NaN
    found.set(cell('ordinal'), [cell('identity'), cell('demandMillicores'), cell('vcpus')])
  }
  return found
}

/** What came from outside up to now: readings of the demand and commands of the script. */
function arrivals(run: Run): readonly string[] {
  return run
    .facts(0, 100000)
    .filter(({ name }) => name === 'demand.sampled' || name === 'group.scaled')
    .map(({ at, name, args }) => `${at} ${name} ${JSON.stringify(args)}`)
}

describe.each(comparedWays)('%s', (way) => {
  test('has the arrivals and draws of VMs at every moment that is looked at', () => {
    const run = open(way)
    const vms = open('vm')
    for (const at of [0, 45, 140, 200, 300]) {
      for (const one of [run, vms]) one.seek(at * second, Infinity)
      expect(arrivals(run)).toEqual(arrivals(vms))
      const mine = asked(run)
      const theirs = asked(vms)
      expect([...mine.keys()].sort((a, b) => a - b)).toEqual([...theirs.keys()].sort((a, b) => a - b))
      for (const [ordinal, values] of mine) expect([ordinal, values]).toEqual([ordinal, theirs.get(ordinal)])
    }
    expect(asked(run).size).toBe(100)
    // The draws do differ from app to app, or they would prove nothing.
    expect(new Set([...asked(run).values()].map(([, demand]) => demand)).size).toBeGreaterThan(10)
  })

  test('is known again by its branch', () => {
    const [side] = open(way).sides([0], 'host-1', [])
    expect(side?.way).toBe(way)
  })
})

test('the scenario opens with three of them side by side', () => {
  const opening = openings['three-ways']
  expect(opening?.view).toEqual({ stage: 'compare', compare: [0, 1, 2] })
  const scenario = library['three-ways']
  if (scenario === undefined || opening === undefined) throw new Error('not built in')
  const made = createRun(scenario, { branches: opening.branches })
  if ('problem' in made) throw new Error(JSON.stringify(made.problem))
  expect(made.run.branches.map(({ name, way, varied = false }) => [name, way, varied])).toEqual([
    ['A', 'vm', false],
    ['B', 'container', true],
    ['C', 'container-in-vm', true],
  ])
})

test('VMs do not all fit, containers do', () => {
  const refused = (way: Way) => {
    const run = open(way)
    run.seek(run.end, Infinity)
    return run.sides([0], 'host-1', [])[0]?.refused
  }
  expect(refused('vm')).toBeGreaterThan(0)
  expect(refused('container')).toBe(0)
  expect(refused('container-in-vm')).toBe(0)
})
