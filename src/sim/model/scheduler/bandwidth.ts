/** cpu.max: all threads of an entity use up one quota together, and then wait for the next period. */
import { type Machine } from './machine'
import { enter, leave, type Policy } from './policy'

/** When the next quota is used up or the next period begins. */
export function nextQuotaAt(m: Machine): number {
  let soonest = m.soonestBoundary
  for (const entity of m.limited) {
    const threads = m.running[entity]
    if (threads === 0) continue
    soonest = Math.min(soonest, m.now + Math.max(0, Math.ceil(m.quotaLeft[entity] / threads)))
  }
  return soonest
}

export function stepQuotas(m: Machine, policy: Policy): void {
  if (m.now >= m.soonestBoundary) beginPeriods(m, policy)
  for (const entity of m.limited)
    if (m.quotaLeft[entity] <= 0 && m.running[entity] > 0) throttle(m, policy, entity)
}

function beginPeriods(m: Machine, policy: Policy): void {
  m.soonestBoundary = Infinity
  for (const entity of m.limited) {
    if (m.now >= m.boundary[entity]) {
      m.boundary[entity] += m.period[entity]
      refill(m, policy, entity)
    }
    m.soonestBoundary = Math.min(m.soonestBoundary, m.boundary[entity])
  }
}

/** What several threads used beyond the last nanosecond is taken from the new period. */
function refill(m: Machine, policy: Policy, entity: number): void {
  m.quotaLeft[entity] = m.quota[entity] + Math.min(0, m.quotaLeft[entity])
  for (let vcpu = m.first[entity]; vcpu < m.first[entity] + m.size[entity]; vcpu++) {
    if (m.parked[vcpu] === 0) continue
    m.parked[vcpu] = 0
    enter(m, policy, vcpu)
  }
}

function throttle(m: Machine, policy: Policy, entity: number): void {
  for (let vcpu = m.first[entity]; vcpu < m.first[entity] + m.size[entity]; vcpu++) {
    leave(m, policy, vcpu)
    m.parked[vcpu] = 1
  }
}
