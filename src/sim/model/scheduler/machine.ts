/** The vCPUs and CPUs of one host while a microscope runs: plain arrays, all times in whole nanoseconds. */
import { hashText, identityOf } from '../../core'
import type { ScheduleInput } from './microscope'

export const nobody = -1
export const nanos = 1000
export const milli = 1000000

/**
 * Work of a vCPU that wants less than a CPU comes once in so long, at a moment of its own. Assumed: published traces
 * of guests say how much they use, not in what pieces.
 */
export const burstCycle = 8 * milli

export interface Machine {
  readonly input: ScheduleInput
  readonly cpus: number
  readonly count: number
  readonly window: number
  now: number
  /** The earliest of `nextBurst`, and of `boundary`. */
  soonestBurst: number
  soonestBoundary: number
  /** How many of `fresh` there may be. */
  newcomers: number

  /** Per vCPU. */
  readonly entity: Int32Array
  readonly identity: Float64Array
  readonly weight: Float64Array
  /** On which CPU it is, and was last; -1 for none. */
  readonly cpu: Int32Array
  readonly lastCpu: Int32Array
  /** Work that came and is not done; Infinity for who always wants. At most 0 is asleep. */
  readonly backlog: Float64Array
  readonly burst: Float64Array
  readonly nextBurst: Float64Array
  readonly bursts: Float64Array
  /** Among those that the scheduler orders: has work and is not throttled. */
  readonly joined: Uint8Array
  /** Has just joined, so that it may take a CPU from somebody. */
  readonly fresh: Uint8Array
  /** Out of quota, or parked by its cap. */
  readonly parked: Uint8Array
  /** Waits for its siblings. */
  readonly stopped: Uint8Array
  readonly spinning: Uint8Array
  /** May do something else since it was recorded. */
  readonly touched: Uint8Array
  /** Let others go first after spinning; is let go first because others spin for it. */
  readonly yielded: Uint8Array
  readonly favoured: Uint8Array
  /** CPU time until the scheduler asks again, and since it was put there. */
  readonly sliceLeft: Float64Array
  readonly ranSince: Float64Array
  readonly received: Float64Array
  readonly worked: Float64Array

  /** Per CPU. */
  readonly occupant: Int32Array
  /** How many vCPUs may run here and not everywhere: others keep away when they can. */
  readonly restricted: Int32Array

  /** Per entity. */
  readonly first: Int32Array
  readonly size: Int32Array
  /** CPUs it may run on, one row per entity; null when nobody is restricted. */
  readonly allowed: Uint8Array | null
  readonly quota: Float64Array
  readonly quotaLeft: Float64Array
  readonly period: Float64Array
  /** Entities that have a quota. */
  readonly limited: Int32Array
  /** When its next period begins. */
  readonly boundary: Float64Array
  readonly running: Int32Array
}

/** The machine at time 0, everybody off the CPUs. */
export function createMachine(input: ScheduleInput): Machine {
  const { entities, pcpus } = input
  const count = entities.reduce((sum, { vcpus }) => sum + vcpus, 0)
  const reals = (length = count): Float64Array => new Float64Array(length)
  const flags = (): Uint8Array => new Uint8Array(count)
  const m: Machine = {
    input,
    cpus: pcpus,
    count,
    window: Math.round(input.windowMicros * nanos),
    now: 0,
    soonestBurst: Infinity,
    soonestBoundary: Infinity,
    newcomers: 0,
    entity: new Int32Array(count),
    identity: reals(),
    weight: reals(),
    cpu: new Int32Array(count).fill(nobody),
    lastCpu: new Int32Array(count).fill(nobody),
    backlog: reals(),
    burst: reals(),
    nextBurst: reals().fill(Infinity),
    bursts: reals(),
    joined: flags(),
    fresh: flags(),
    parked: flags(),
    stopped: flags(),
    spinning: flags(),
    touched: flags().fill(1),
    yielded: flags(),
    favoured: flags(),
    sliceLeft: reals(),
    ranSince: reals(),
    received: reals(),
    worked: reals(),
    occupant: new Int32Array(pcpus).fill(nobody),
    restricted: new Int32Array(pcpus),
    first: new Int32Array(entities.length),
    size: new Int32Array(entities.length),
    allowed: allowedOf(input),
    quota: reals(entities.length).fill(Infinity),
    quotaLeft: reals(entities.length).fill(Infinity),
    period: reals(entities.length),
    limited: limitedIn(input),
    boundary: reals(entities.length).fill(Infinity),
    running: new Int32Array(entities.length),
  }
  fillEntities(m)
  return m
}

function allowedOf({ entities, pcpus }: ScheduleInput): Uint8Array | null {
  if (entities.every(({ cpus }) => cpus === null)) return null
  const allowed = new Uint8Array(entities.length * pcpus)
  entities.forEach(({ cpus }, entity) => {
    for (let cpu = 0; cpu < pcpus; cpu++)
      allowed[entity * pcpus + cpu] = cpus === null || cpus.includes(cpu) ? 1 : 0
  })
  return allowed
}

/** Xen's cap is no quota of a period: its engine parks vCPUs by credit. */
function limitedIn({ entities, scheduler }: ScheduleInput): Int32Array {
  const all = entities.map((_, entity) => entity)
  return Int32Array.from(
    all.filter((entity) => scheduler !== 'credit' && entities[entity].limitMillicores > 0),
  )
}

function fillEntities(m: Machine): void {
  let next = 0
  m.input.entities.forEach((from, entity) => {
    m.first[entity] = next
    m.size[entity] = from.vcpus
    if (m.limited.includes(entity)) {
      m.period[entity] = Math.max(1, from.periodMicros) * nanos
      m.quota[entity] = Math.max(1, Math.round((m.period[entity] * from.limitMillicores) / 1000))
      m.quotaLeft[entity] = m.quota[entity]
      m.boundary[entity] = m.period[entity]
      m.soonestBoundary = Math.min(m.soonestBoundary, m.boundary[entity])
    }
    if (from.cpus !== null) for (const cpu of from.cpus) if (cpu < m.cpus) m.restricted[cpu] += from.vcpus
    const hash = hashText(from.name)
    const share = from.demandMillicores / (1000 * from.vcpus)
    for (let index = 0; index < from.vcpus; index++, next++) {
      m.entity[next] = entity
      m.identity[next] = identityOf(hash, index)
      m.weight[next] = from.weight / from.vcpus
      if (share >= 1) m.backlog[next] = Infinity
      else m.burst[next] = Math.round(share * burstCycle)
    }
  })
}

export function mayRunOn(m: Machine, vcpu: number, cpu: number): boolean {
  return m.allowed === null || m.allowed[m.entity[vcpu] * m.cpus + cpu] === 1
}

/** Could run, and does not. */
export function waits(m: Machine, vcpu: number): boolean {
  return m.joined[vcpu] === 1 && m.cpu[vcpu] === nobody && m.stopped[vcpu] === 0
}

/** Takes a vCPU from its CPU, if it is on one. */
export function takeOff(m: Machine, vcpu: number): void {
  const cpu = m.cpu[vcpu]
  if (cpu === nobody) return
  m.touched[vcpu] = 1
  m.occupant[cpu] = nobody
  m.cpu[vcpu] = nobody
  m.running[m.entity[vcpu]]--
}

/** Puts a vCPU on a free CPU. */
export function putOn(m: Machine, vcpu: number, cpu: number): void {
  m.touched[vcpu] = 1
  m.occupant[cpu] = vcpu
  m.cpu[vcpu] = cpu
  m.lastCpu[vcpu] = cpu
  m.running[m.entity[vcpu]]++
  m.fresh[vcpu] = 0
  m.yielded[vcpu] = 0
  m.favoured[vcpu] = 0
  m.ranSince[vcpu] = 0
}
