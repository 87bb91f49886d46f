/** A small world in which chosen profiles stand side by side, each on a host of its own, with the reader's numbers. */
import {
  limits,
  modelVersion,
  type FleetGroup,
  type Link,
  type Scenario,
  type WorkloadGroup,
} from '../../sim'
import type { AnyProfile, Edits, Row } from './profiles'

const second = 1000000

/** Bundles other than a bare process are compared in the table only. */
export function canRun({ profile }: Row): boolean {
  return profile.boundary !== 'process' || profile.id === 'native'
}

function kernelOf(profile: AnyProfile): string {
  return profile.boundary === 'process' ? 'linux' : (profile.hosts?.[0] ?? 'linux')
}

function fleetOf({ id, profile }: Row): FleetGroup {
  return { name: `host-${id}`, count: 1, machine: 'general-64', kernel: kernelOf(profile) }
}

function workloadsOf({ id, profile }: Row): WorkloadGroup {
  return {
    name: id,
    count: 8,
    on: `host-${id}`,
    ...(profile.boundary === 'process' ? { kind: 'process' } : { wrap: [{ profile: id }] }),
    flavours: ['small'],
    app: 'service',
    demand: { law: 'constant', millicores: 200 },
  }
}

type WrapNumbers = NonNullable<NonNullable<Scenario['define']>['wraps']>

function wrapsOf(rows: readonly Row[], edits: Edits): WrapNumbers {
  const wraps: WrapNumbers = {}
  for (const { id, profile } of rows) {
    const { start, memory, cpu, image } = edits[id] ?? {}
    const numbers = {
      ...(start === undefined ? {} : { startMillis: held(start, 0, 3600000) }),
      ...(memory === undefined ? {} : { memoryKiB: held(memory * 1024, 0, 67108864) }),
      ...(cpu === undefined ? {} : { cpuPermille: held(cpu * 1000, 1000, 100000) }),
      ...(image === undefined || profile.boundary !== 'vm'
        ? {}
        : { imageKiB: held(image * 1024, 0, 1073741824) }),
    }
    if (Object.keys(numbers).length > 0 && profile.boundary !== 'process')
      wraps[id] = { ...numbers, source: 'catalogue' }
  }
  return wraps
}

/** What a scenario may say: whole numbers within its limits. */
function held(value: number, least: number, most: number): number {
  return Math.min(most, Math.max(least, Math.round(value)))
}

export function scenarioOf(rows: readonly Row[], edits: Edits, title: string): Scenario {
  const able = rows.filter(canRun)
  const wraps = wrapsOf(able, edits)
  return {
    format: 1,
    title: title.slice(0, limits.textLength),
    seed: 1,
    horizon: 600 * second,
    ...(Object.keys(wraps).length === 0 ? {} : { define: { wraps } }),
    fleet: able.map(fleetOf),
    workloads: able.map(workloadsOf),
    // Without it everything would be there at once.
    rules: { start: { timed: true } },
  }
}

export function linkOf(scenario: Scenario): Link {
  return {
    modelVersion,
    scenario,
    branches: [{ name: 'A', parent: -1, at: 0, journal: [] }],
    branch: 0,
    // How long each of them takes is what can be seen first.
    view: { stage: 'starts' },
  }
}
