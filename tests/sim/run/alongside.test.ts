// Branches on one clock: however they get there, each has come to what it would have come to alone.
import { expect, test } from 'vitest'
import '../../../src/sim/complete'
import { createRun, overridesFor, type BranchData, type Run, type Scenario, type Way } from '../../../src/sim'

const second = 1_000_000

const scenario: Scenario = {
  format: 1,
  seed: 11,
  horizon: 60 * second,
  fleet: [{ name: 'host', count: 1, machine: 'general-64', kernel: 'kvm' }],
  workloads: [
    {
      name: 'app',
      count: 6,
      kind: 'vm',
      flavours: ['small'],
      app: 'web-app',
      demand: {
        law: 'diurnal',
        lowMillicores: 100,
        highMillicores: 900,
        period: 40 * second,
        peakAt: 10 * second,
        cadence: 2 * second,
        jitterPercent: 50,
      },
    },
  ],
  script: [
    { at: 20 * second, command: { name: 'group.scale', args: { group: 'app', count: 12 } } },
    { at: 35 * second, command: { name: 'group.scale', args: { group: 'app', count: 4 } } },
  ],
}

const ways: readonly Way[] = ['vm', 'container', 'container-in-vm']

function open(branches: readonly BranchData[], branch = 0): Run {
  const made = createRun(scenario, { branches, branch })
  if ('problem' in made) throw new Error(JSON.stringify(made.problem))
  return made.run
}

const together = (): Run =>
  open(
    ways.map((way, at) => ({
      name: way,
      parent: at === 0 ? -1 : 0,
      at: 0,
      set: [...overridesFor(way)],
      journal: [],
    })),
  )

const alone = (way: Way, at: number): string => {
  const run = open([{ name: way, parent: -1, at: 0, set: [...overridesFor(way)], journal: [] }])
  run.seek(at, Infinity)
  return run.hash()
}

/** The digest of every branch, without moving its clock. */
function digests(run: Run): readonly string[] {
  const { branch } = run
  const found = ways.map((_, id) => {
    run.switchTo(id)
    return run.hash()
  })
  run.switchTo(branch)
  return found
}

function goTo(run: Run, to: number, maxInstants: number): number {
  let slices = 1
  while (run.seekAlongside([0, 1, 2], to, maxInstants) === 'paused') slices++
  return slices
}

test.each([1, 5, 100000])('forth and back in slices of %i, each branch is as it is alone', (maxInstants) => {
  const run = together()
  for (const at of [50, 10, 21, 60, 0, 36].map((seconds) => seconds * second)) {
    goTo(run, at, maxInstants)
    expect(run.sides([0, 1, 2], null, []).map(({ now }) => now)).toEqual([at, at, at])
    expect(digests(run)).toEqual(ways.map((way) => alone(way, at)))
  }
})

test('the present clock stands until the others have come', () => {
  const run = together()
  let stood = 0
  while (run.seekAlongside([0, 1, 2], 30 * second, 3) === 'paused') {
    const others = run.sides([1, 2], null, []).map(({ now }) => now)
    if (others.some((now) => now < 30 * second)) {
      expect(run.now).toBe(0)
      stood++
    }
  }
  expect(stood).toBeGreaterThan(0)
})

test('branches that do not exist are left out, and none are needed', () => {
  const run = together()
  expect(run.seekAlongside([7, 1], 5 * second, Infinity)).toBe('reached')
  expect(run.sides([7, 1, 0], null, []).map(({ branch, now }) => [branch, now])).toEqual([
    [1, 5 * second],
    [0, 5 * second],
  ])
  expect(run.sides([2], null, [])[0]?.now).toBe(0)
  expect(run.seekAlongside([], 6 * second, Infinity)).toBe('reached')
  expect(run.now).toBe(6 * second)
})

test('a side tells how its apps run, how many do, and which kernel a panic would take', () => {
  const run = together()
  goTo(run, 5 * second, 100)
  const sides = run.sides([0, 1, 2], 'host-1', ['workload.running', 'no.such-metric'])
  expect(
    sides.map(({ way, per, running, refused, kernel, stops }) => [way, per, running, refused, kernel, stops]),
  ).toEqual([
    ['vm', 1, 6, 0, 'app-vm-1', 1],
    ['container', 1, 6, 0, 'host-1', 6],
    ['container-in-vm', 10, 6, 0, 'app-vm-1', 6],
  ])
  for (const { stack, metrics } of sides) {
    expect(stack?.host).toBe('host-1')
    expect(metrics).toEqual({ 'workload.running': 6 })
  }
})

test('the switch is at the next kernel after a panic, on its own branch alone', () => {
  const run = together()
  goTo(run, 5 * second, 100)
  run.switchTo(2)
  expect(run.victims({ name: 'kernel.panic', args: { kernel: 'host-1' } }, 1)).toHaveLength(6)
  expect(run.perform({ name: 'kernel.panic', args: { kernel: 'app-vm-1' } })).toBeNull()
  const told = run.sides([0, 1, 2], 'host-1', []).map(({ running, lost, kernel }) => [running, lost, kernel])
  expect(told).toEqual([
    [6, 0, 'app-vm-1'],
    [6, 0, 'host-1'],
    [0, 6, 'host-1'],
  ])
})
