/** Putting vCPUs on CPUs in a scheduler's order: one for all CPUs, as if a queue per CPU were balanced at once. */
import { mayRunOn, nobody, putOn, takeOff, waits, type Machine } from './machine'
import type { Policy } from './policy'

/** Fills free CPUs, then lets those that have just come take CPUs from others. */
export function placeAll(m: Machine, policy: Policy): void {
  policy.prepare()
  fill(m, policy)
  if (m.newcomers === 0) return
  m.newcomers = 0
  let moved = false
  for (let vcpu = 0; vcpu < m.count; vcpu++) {
    if (m.fresh[vcpu] === 0) continue
    m.fresh[vcpu] = 0
    if (waits(m, vcpu) && preempt(m, policy, vcpu)) moved = true
  }
  if (moved) fill(m, policy)
}

function fill(m: Machine, policy: Policy): void {
  let free = 0
  for (let cpu = 0; cpu < m.cpus; cpu++) if (m.occupant[cpu] === nobody) free++
  for (; free > 0; free--) {
    let best = nobody
    for (let vcpu = 0; vcpu < m.count; vcpu++) {
      if (!waits(m, vcpu) || (m.allowed !== null && !hasFree(m, vcpu))) continue
      if (best === nobody || goesBefore(m, policy, vcpu, best)) best = vcpu
    }
    if (best === nobody) return
    putOn(m, best, chooseCpu(m, best))
    m.sliceLeft[best] = policy.chosen(best)
  }
}

function goesBefore(m: Machine, policy: Policy, left: number, right: number): boolean {
  if (m.favoured[left] !== m.favoured[right]) return m.favoured[left] === 1
  if (m.yielded[left] !== m.yielded[right]) return m.yielded[right] === 1
  return policy.before(left, right)
}

function hasFree(m: Machine, vcpu: number): boolean {
  for (let cpu = 0; cpu < m.cpus; cpu++) if (m.occupant[cpu] === nobody && mayRunOn(m, vcpu, cpu)) return true
  return false
}

/** A free CPU that others need least; of these the last one, whose cache is warm, or the first. */
function chooseCpu(m: Machine, vcpu: number): number {
  let best = nobody
  for (let cpu = 0; cpu < m.cpus; cpu++) {
    if (m.occupant[cpu] !== nobody || !mayRunOn(m, vcpu, cpu)) continue
    if (best === nobody || m.restricted[cpu] < m.restricted[best]) best = cpu
    else if (m.restricted[cpu] === m.restricted[best] && cpu === m.lastCpu[vcpu]) best = cpu
  }
  return best
}

/** Takes the CPU of whoever goes last among those on CPUs that the vCPU may use, if the scheduler says so. */
function preempt(m: Machine, policy: Policy, vcpu: number): boolean {
  let last = nobody
  for (let cpu = 0; cpu < m.cpus; cpu++) {
    const running = m.occupant[cpu]
    if (running === nobody || !mayRunOn(m, vcpu, cpu)) continue
    if (last === nobody || policy.before(last, running)) last = running
  }
  if (last === nobody || !policy.preempts(vcpu, last)) return false
  const cpu = m.cpu[last]
  takeOff(m, last)
  putOn(m, vcpu, cpu)
  m.sliceLeft[vcpu] = policy.chosen(vcpu)
  return true
}
