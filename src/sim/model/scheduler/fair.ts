/**
 * CFS: whoever has had least virtual time runs, for a slice by its weight. One order for all CPUs stands for the
 * kernel's queue per CPU with perfect balancing. Relaxed co-scheduling uses the same order with a fixed slice.
 */
import { nanos, type Machine } from './machine'
import type { Policy } from './policy'
import { cfsSlice, tunablesOf, virtualSpan } from './weights'

/** Virtual times less than this apart are equal: slices are rounded to whole nanoseconds. */
const equal = 1

/** `fixedSlice` in ns, 0 for slices by weight. */
export function createFair(m: Machine, fixedSlice = 0): Policy {
  const own = tunablesOf(m.cpus)
  const latency = (fixedSlice > 0 ? own.latency : (m.input.sliceMicros ?? own.latency)) * nanos
  // The kernel's latency target is eight smallest slices, whatever the machine.
  const minGranularity = latency / 8
  const wakeup = fixedSlice > 0 ? fixedSlice : (minGranularity * own.wakeupGranularity) / own.minGranularity
  const vruntime = new Float64Array(m.count)
  let floor = 0

  function slice(vcpu: number): number {
    if (fixedSlice > 0) return fixedSlice
    let total = 0
    let runnable = 0
    for (let other = 0; other < m.count; other++) {
      if (m.joined[other] === 0) continue
      total += m.weight[other]
      runnable++
    }
    // What one of the CPUs has of the queue; alone on a CPU it has the whole period.
    const perCpu = Math.max(1, Math.ceil(runnable / m.cpus))
    const share = Math.max(total / m.cpus, m.weight[vcpu])
    return Math.max(1, Math.round(cfsSlice(m.weight[vcpu], share, perCpu, latency, minGranularity)))
  }

  return {
    unit: 'vruntime',
    reading: (vcpu) => vruntime[vcpu],
    // A sleeper comes back with a little credit, half a period, and not with all that it has slept.
    join: (vcpu) => {
      vruntime[vcpu] = Math.max(vruntime[vcpu], floor - latency / 2)
    },
    leave: () => undefined,
    ran: (vcpu, span) => {
      vruntime[vcpu] += virtualSpan(span, m.weight[vcpu])
    },
    expired: () => undefined,
    prepare: () => undefined,
    before: (left, right) => vruntime[left] < vruntime[right] - equal,
    chosen: (vcpu) => {
      floor = Math.max(floor, vruntime[vcpu])
      return slice(vcpu)
    },
    preempts: (fresh, running) => vruntime[running] - vruntime[fresh] > virtualSpan(wakeup, m.weight[fresh]),
    nextAt: () => Infinity,
    tick: () => undefined,
  }
}
