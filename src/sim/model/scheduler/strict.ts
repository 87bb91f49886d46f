/**
 * Strict co-scheduling: all vCPUs of an entity that have work run together or not at all. Time is cut into frames;
 * each begins with the entity that has had least time for its weight, then whoever fits beside it. An entity of more
 * vCPUs than there are CPUs never runs.
 */
import { mayRunOn, nanos, nobody, putOn, takeOff, type Machine } from './machine'
import type { Policy } from './policy'
import { virtualSpan } from './weights'

/** µs. */
export const strictSlice = 50000

export function createStrict(m: Machine): Policy {
  const { entities } = m.input
  const frame = (m.input.sliceMicros ?? strictSlice) * nanos
  /** Time with the CPUs, whatever their number, over the weight of the whole entity. */
  const had = new Float64Array(entities.length)
  const on = new Uint8Array(entities.length)
  const joined = new Int32Array(entities.length)
  const order = Int32Array.from(entities, (_, entity) => entity)
  let nextFrame = frame
  let due = false
  let floor = 0

  const earlier = (left: number, right: number): boolean =>
    had[left] < had[right] || (had[left] === had[right] && left < right)

  /** The order hardly changes between two events, so insertion takes little more than a look at it. */
  function sortOrder(): void {
    for (let place = 1; place < order.length; place++) {
      const entity = order[place]
      let at = place
      while (at > 0 && earlier(entity, order[at - 1])) {
        order[at] = order[at - 1]
        at--
      }
      order[at] = entity
    }
  }

  function stop(entity: number): void {
    on[entity] = 0
    for (let vcpu = m.first[entity]; vcpu < m.first[entity] + m.size[entity]; vcpu++) takeOff(m, vcpu)
  }

  function freeFor(entity: number): number {
    let free = 0
    for (let cpu = 0; cpu < m.cpus; cpu++)
      if (m.occupant[cpu] === nobody && mayRunOn(m, m.first[entity], cpu)) free++
    return free
  }

  /** Puts all of its vCPUs that have work on CPUs, where they were last if that is free. */
  function startAll(entity: number): void {
    on[entity] = 1
    floor = Math.max(floor, had[entity])
    const end = m.first[entity] + m.size[entity]
    for (let vcpu = m.first[entity]; vcpu < end; vcpu++) {
      const last = m.lastCpu[vcpu]
      if (m.joined[vcpu] === 1 && m.cpu[vcpu] === nobody && last !== nobody && m.occupant[last] === nobody)
        put(vcpu, last)
    }
    let cpu = 0
    for (let vcpu = m.first[entity]; vcpu < end; vcpu++) {
      if (m.joined[vcpu] === 0 || m.cpu[vcpu] !== nobody) continue
      while (m.occupant[cpu] !== nobody || !mayRunOn(m, vcpu, cpu)) cpu++
      put(vcpu, cpu)
    }
  }

  function put(vcpu: number, cpu: number): void {
    putOn(m, vcpu, cpu)
    m.sliceLeft[vcpu] = Infinity
  }

  /** Who runs goes on, with siblings that have woken since, or stops when there is no room for these. */
  function keepRunning(): void {
    for (let entity = 0; entity < entities.length; entity++) {
      if (on[entity] === 0) continue
      const more = joined[entity] - m.running[entity]
      if (due || joined[entity] === 0 || (more > 0 && more > freeFor(entity))) stop(entity)
      else if (more > 0) startAll(entity)
    }
    due = false
  }

  return {
    unit: 'vruntime',
    reading: (vcpu) => had[m.entity[vcpu]],
    join: (vcpu) => {
      const entity = m.entity[vcpu]
      if (joined[entity]++ === 0) had[entity] = Math.max(had[entity], floor - virtualFrame(entity))
    },
    leave: (vcpu) => {
      joined[m.entity[vcpu]]--
    },
    ran: () => undefined,
    expired: () => undefined,
    prepare: () => undefined,
    before: () => false,
    chosen: () => Infinity,
    preempts: () => false,
    nextAt: () => nextFrame,
    tick: (span) => {
      for (let entity = 0; entity < entities.length; entity++)
        if (on[entity] === 1) had[entity] += virtualSpan(span, entities[entity].weight)
      if (m.now >= nextFrame) {
        due = true
        nextFrame += frame
      }
    },
    place: () => {
      keepRunning()
      sortOrder()
      for (const entity of order) {
        if (on[entity] === 0 && joined[entity] > 0 && joined[entity] <= freeFor(entity)) startAll(entity)
      }
      const free = m.occupant.includes(nobody)
      for (let vcpu = 0; vcpu < m.count; vcpu++) label(vcpu, free && isCoStopped(vcpu) ? 1 : 0)
    },
  }

  /** One frame of it, in virtual time: what a sleeper may come back with. */
  function virtualFrame(entity: number): number {
    return virtualSpan(frame, entities[entity].weight)
  }

  function label(vcpu: number, stopped: 0 | 1): void {
    if (m.stopped[vcpu] !== stopped) m.touched[vcpu] = 1
    m.stopped[vcpu] = stopped
  }

  /** It could have a CPU, were it not for its siblings. */
  function isCoStopped(vcpu: number): boolean {
    return m.joined[vcpu] === 1 && m.cpu[vcpu] === nobody && freeFor(m.entity[vcpu]) > 0
  }
}
