/**
 * Relaxed co-scheduling: vCPUs run one by one in fair order, but a vCPU that leads its slowest sibling by the threshold
 * is stopped until it leads by no more than half of that.
 */
import { createFair } from './fair'
import { nanos, nobody, takeOff, type Machine } from './machine'
import type { Policy } from './policy'

/** Largest skew of siblings, µs. */
const defaultSkew = 4000
/** µs. Assumed: below the threshold, so that siblings that merely take turns are not stopped for it. */
const relaxedSlice = 3000

export function createRelaxed(m: Machine): Policy {
  const threshold = Math.max(2, Math.round((m.input.skewMicros ?? defaultSkew) * nanos))
  const resume = Math.floor(threshold / 2)
  /** Waiting is no progress; running, having nothing to do and being throttled are. */
  const progress = new Float64Array(m.count)
  /** When it last fell asleep or was throttled. */
  const away = new Float64Array(m.count)
  /** Entities of several vCPUs: nobody else can lead or lag. */
  const groups = Int32Array.from(
    m.input.entities.map((_, entity) => entity).filter((entity) => m.size[entity] > 1),
  )
  const fair = createFair(m, (m.input.sliceMicros ?? relaxedSlice) * nanos)

  /** Progress of whoever is last among those that want to run; Infinity when nobody does. */
  function lowestOf(entity: number): number {
    let low = Infinity
    const end = m.first[entity] + m.size[entity]
    for (let vcpu = m.first[entity]; vcpu < end; vcpu++)
      if (m.joined[vcpu] === 1 && progress[vcpu] < low) low = progress[vcpu]
    return low
  }

  /** Time until one of an entity is to be stopped or resumed, if things go on as they are. */
  function untilChange(entity: number): number {
    let low = Infinity
    let still = Infinity
    let running = -Infinity
    let stopped = Infinity
    const end = m.first[entity] + m.size[entity]
    for (let vcpu = m.first[entity]; vcpu < end; vcpu++) {
      if (m.joined[vcpu] === 0) continue
      const at = progress[vcpu]
      if (at < low) low = at
      if (m.cpu[vcpu] !== nobody) {
        if (at > running) running = at
        continue
      }
      if (at < still) still = at
      if (m.stopped[vcpu] === 1 && at < stopped) stopped = at
    }
    // While all of them run nothing changes among them.
    if (still === Infinity) return Infinity
    const enough = stopped - resume
    const resumed = still < enough ? Infinity : enough - low
    const exceeded = still + threshold - running
    return Math.max(0, resumed < exceeded ? resumed : exceeded)
  }

  function stopAndResume(entity: number): void {
    const low = lowestOf(entity)
    const end = m.first[entity] + m.size[entity]
    for (let vcpu = m.first[entity]; vcpu < end; vcpu++) {
      if (m.joined[vcpu] === 0) continue
      const lead = progress[vcpu] - low
      if (m.stopped[vcpu] === 1 ? lead > resume : lead < threshold) continue
      m.stopped[vcpu] = 1 - m.stopped[vcpu]
      m.touched[vcpu] = 1
      takeOff(m, vcpu)
    }
  }

  /** Nobody can stop a sleeper, so it comes back no further ahead than one that is resumed. */
  function join(vcpu: number): void {
    fair.join(vcpu)
    progress[vcpu] += m.now - away[vcpu]
    progress[vcpu] = Math.min(progress[vcpu], lowestOf(m.entity[vcpu]) + resume)
  }

  let changeAt = 0

  return {
    ...fair,
    join,
    leave: (vcpu) => {
      fair.leave(vcpu)
      away[vcpu] = m.now
    },
    ran: (vcpu, span) => {
      fair.ran(vcpu, span)
      progress[vcpu] += span
    },
    tick: () => {
      if (m.now < changeAt) return
      for (let place = 0; place < groups.length; place++) stopAndResume(groups[place])
    },
    nextAt: () => {
      let soonest = Infinity
      for (let place = 0; place < groups.length; place++) {
        const until = untilChange(groups[place])
        if (until < soonest) soonest = until
      }
      changeAt = m.now + soonest
      return changeAt
    },
  }
}
