/** What a group of workloads is like beside its size and demand: what it does, its memory, its controls, its pool. */
import { findTechnique, knownMix, knownWrap, mixNumbers, type MixNumber } from '../catalog'
import {
  accessNames,
  pageSizeNames,
  techniqueNames,
  type CgroupPlan,
  type MemoryPlan,
  type MixPlan,
  type PoolPlan,
  type TechniqueCosts,
  type WorkloadPlan,
} from '../model'
import { eventNames, techniquesOfKind, type EventName, type Technique } from '../model/plan'
import { failed, type Failed } from './errors'
import { defaultWraps } from './kinds'
import type { MixDefinition, Scenario, WorkloadGroup } from './scenario'

type Nature = Pick<
  WorkloadPlan,
  | 'technique'
  | 'techniqueCosts'
  | 'mix'
  | 'guestPage'
  | 'hostPage'
  | 'memory'
  | 'cgroup'
  | 'pool'
  | 'interleaved'
>

export function planNature(scenario: Scenario, group: WorkloadGroup, path: string): Nature | Failed {
  const mix = group.mix === undefined ? null : planMix(scenario, group.mix)
  if (mix === undefined) return failed('unknown-id', { id: group.mix ?? '' }, `${path}.mix`)
  const pool = (scenario.pools ?? []).findIndex(({ name }) => name === group.pool)
  if (group.pool !== undefined && pool < 0) return failed('unknown-id', { id: group.pool }, `${path}.pool`)
  const { wanted, possible } = techniqueOf(group)
  const technique = possible.find((one) => one === wanted)
  if (technique === undefined)
    return failed('unfit', { value: wanted, nearest: possible[0] }, `${path}.technique`)
  return {
    technique: techniqueNames.indexOf(technique),
    techniqueCosts: planTechnique(techniqueNames.indexOf(technique)),
    mix,
    guestPage: pageSizeNames.indexOf(group.pages?.guest ?? '4K'),
    hostPage: pageSizeNames.indexOf(group.pages?.host ?? '4K'),
    memory: planMemory(group),
    cgroup: planCgroup(group),
    pool,
    interleaved: group.numa === 'interleaved',
  }
}

/**
 * The technique asked for, or the one of the outermost wrapping: a container in a VM meets the VM's costs.
 * With it come those that the wrapping can be virtualized with.
 */
function techniqueOf(group: WorkloadGroup): {
  readonly wanted: Technique
  readonly possible: readonly Technique[]
} {
  const [outermost] = group.wrap ?? defaultWraps(group.kind ?? 'container')
  const profile = outermost === undefined ? undefined : knownWrap(outermost.profile)
  const possible: readonly Technique[] = techniquesOfKind[profile?.boundary ?? 'process']
  const wanted = group.technique ?? profile?.technique ?? 'native'
  return { wanted, possible }
}

/** What a technique costs, by its place in techniqueNames. */
export function planTechnique(technique: number): TechniqueCosts {
  const { numbers, emulatedIo, ...known } = findTechnique(techniqueNames[technique])
  const nanos: Partial<Record<EventName, number>> = {}
  for (const name of eventNames) nanos[name] = numbers[name]?.value ?? 0
  return {
    userFactor: known.userFactor?.value ?? 1,
    kernelFactor: known.kernelFactor?.value ?? 1,
    nanos: nanos as Record<EventName, number>,
    emulatedIoNanos: emulatedIo?.value ?? nanos.io ?? 0,
    walkFactor: known.walkFactor?.value ?? 1,
    hostShare: known.hostShare?.value ?? 0,
  }
}

/** The numbers of a mix by its id; undefined when nobody knows it. */
export function planMix(scenario: Scenario, id: string): MixPlan | undefined {
  const own: MixDefinition | undefined = scenario.define?.mixes?.[id]
  const known = own === undefined ? knownMix(id) : undefined
  if (own === undefined && known === undefined) return undefined
  const numbers: Partial<Record<MixNumber, number>> = {}
  for (const name of mixNumbers) numbers[name] = own?.[name] ?? known?.numbers[name]?.value ?? 0
  const all = numbers as Record<MixNumber, number>
  return {
    ...all,
    id,
    access: accessNames.indexOf(own?.access ?? known?.access ?? 'random'),
    emulatedDevice: own?.emulatedDevice ?? known?.emulatedDevice ?? false,
    requestMicros: all.requestMicros === 0 ? usualRequestMicros : all.requestMicros,
  }
}

/** A request that nobody has described takes 10 ms of CPU: assumed. */
const usualRequestMicros = 10000

function planMemory({ memory = {} }: WorkloadGroup): MemoryPlan {
  return {
    activePercent: memory.activePercent ?? 100,
    touchedPercent: Math.max(memory.touchedPercent ?? 100, Math.min(100, memory.activePercent ?? 100)),
    samePercent: memory.samePercent ?? 0,
    rewritesPerHour: memory.rewritesPerHour ?? 0,
    touchesPerSecond: memory.touchesPerSecond ?? 10000,
    dirtyMiBps: memory.dirtyMiBps ?? 0,
    shares: memory.shares ?? 0,
    reservationMiB: memory.reservationMiB ?? 0,
    limitMiB: memory.limitMiB ?? 0,
  }
}

function planCgroup({ cgroup = {} }: WorkloadGroup): CgroupPlan {
  return {
    memoryMinMiB: cgroup.memoryMinMiB ?? 0,
    memoryLowMiB: cgroup.memoryLowMiB ?? 0,
    memoryHighMiB: cgroup.memoryHighMiB ?? 0,
    swapMaxMiB: cgroup.swapMaxMiB ?? -1,
    oomScoreAdj: cgroup.oomScoreAdj ?? 0,
    periodMicros: (cgroup.periodMillis ?? 100) * 1000,
    cpus: cpusOf(cgroup.cpus ?? ''),
  }
}

/** CPU numbers below this can be named in a cpuset. */
const cpuLimit = 4096

/** '0-3,8' → 0, 1, 2, 3, 8. */
function cpusOf(text: string): readonly number[] {
  const cpus = new Set<number>()
  for (const part of text === '' ? [] : text.split(',')) {
    const [from = 0, to = from] = part.split('-').map(Number)
    for (let cpu = from; cpu <= Math.min(to, cpuLimit); cpu++) cpus.add(cpu)
  }
  return [...cpus].sort((a, b) => a - b)
}

export function planPools({ pools = [] }: Scenario): readonly PoolPlan[] | Failed {
  const planned: PoolPlan[] = []
  for (const [at, pool] of pools.entries()) {
    const parent = planned.findIndex(({ name }) => name === pool.parent)
    if (pool.parent !== undefined && parent < 0)
      return failed('unknown-id', { id: pool.parent }, `pools[${at}].parent`)
    planned.push({
      name: pool.name,
      parent,
      shares: pool.shares,
      reservationMillicores: Math.min(pool.reservationMillicores ?? 0, pool.limitMillicores ?? Infinity),
      limitMillicores: pool.limitMillicores ?? 0,
      expandable: pool.expandable ?? false,
    })
  }
  return planned
}
