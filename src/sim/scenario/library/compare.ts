/**
 * One host, a hundred apps, six ways to run them: the branches differ in `kind` alone, so that arrivals, names and
 * draws are the same in all of them.
 */
import type { BranchData, Override } from '../link'
import type { Scenario, Way } from '../scenario'

const seconds = 1000000
const minute = 60 * seconds
const apps = 100
const batch = 10
const every = 30 * seconds

/** What is set beside each other here, in the order it is offered. */
export const comparedWays = [
  'vm',
  'container',
  'container-in-vm',
  'microvm',
  'sandbox',
  'unikernel',
] as const satisfies readonly Way[]
export type ComparedWay = (typeof comparedWays)[number]

/** How a branch says that its apps run this way. */
export function overridesFor(way: Way): readonly Override[] {
  return [{ path: 'workloads.0.kind', value: way }]
}

export const threeWays: Scenario = {
  format: 1,
  title: 'Three ways',
  seed: 7,
  horizon: 5 * minute,
  fleet: [{ name: 'host', count: 1, machine: 'general-64', kernel: 'kvm' }],
  workloads: [
    {
      name: 'app',
      count: batch,
      kind: 'vm',
      flavours: ['small'],
      app: 'web-app',
      mix: 'web',
      demand: {
        law: 'diurnal',
        lowMillicores: 40,
        highMillicores: 100,
        period: 4 * minute,
        peakAt: 3 * minute,
        cadence: 10 * seconds,
        jitterPercent: 30,
      },
    },
  ],
  rules: { start: { timed: true }, image: { cold: true } },
  script: Array.from({ length: apps / batch - 1 }, (_, at) => ({
    at: (at + 1) * every,
    command: { name: 'group.scale', args: { group: 'app', count: (at + 2) * batch } },
  })),
}

/** The three that stand there when the scenario is opened. */
export const threeWaysBranches: readonly BranchData[] = [
  { name: 'A', parent: -1, at: 0, journal: [] },
  { name: 'B', parent: 0, at: 0, set: [...overridesFor('container')], journal: [] },
  { name: 'C', parent: 0, at: 0, set: [...overridesFor('container-in-vm')], journal: [] },
]
