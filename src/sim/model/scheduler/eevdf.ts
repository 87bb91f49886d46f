/**
 * EEVDF: of those that have had no more than their part, whoever's request is due first. One order for all CPUs, as
 * in `fair.ts`.
 */
import { nanos, type Machine } from './machine'
import type { Policy } from './policy'
import { deadlineOf, isEligible, keptLag, placedAt } from './virtual-time'
import { tunablesOf, unitWeight, virtualSpan } from './weights'

/** Deadlines less than this apart are equal. */
const equal = 1

export function createEevdf(m: Machine): Policy {
  const slice = (m.input.sliceMicros ?? tunablesOf(m.cpus).baseSlice) * nanos
  const vruntime = new Float64Array(m.count)
  const deadline = new Float64Array(m.count)
  const lag = new Float64Array(m.count)
  /** Over all that want to run: weight times virtual time, and weight. Kept up, since every event asks for it. */
  let joined = 0
  let weighted = 0
  let queued = 0
  let average = 0

  /** Average virtual time of all that want to run; it stands still while nobody does. */
  function updateAverage(): void {
    if (queued > 0) average = weighted / queued
  }

  function count(vcpu: number, sign: 1 | -1): void {
    joined += sign
    weighted += sign * m.weight[vcpu] * vruntime[vcpu]
    queued += sign * m.weight[vcpu]
    if (joined > 0) return
    // What rounding has left over ends here.
    weighted = 0
    queued = 0
  }

  /** Time on a CPU until its deadline. */
  function untilDeadline(vcpu: number): number {
    return Math.round(((deadline[vcpu] - vruntime[vcpu]) * m.weight[vcpu]) / unitWeight)
  }

  return {
    unit: 'deadline',
    reading: (vcpu) => deadline[vcpu],
    join: (vcpu) => {
      updateAverage()
      vruntime[vcpu] = placedAt(average, lag[vcpu], m.weight[vcpu], queued)
      deadline[vcpu] = deadlineOf(vruntime[vcpu], slice, m.weight[vcpu])
      count(vcpu, 1)
    },
    leave: (vcpu) => {
      updateAverage()
      lag[vcpu] = keptLag(average, vruntime[vcpu], slice, m.weight[vcpu])
      count(vcpu, -1)
    },
    ran: (vcpu, span) => {
      vruntime[vcpu] += virtualSpan(span, m.weight[vcpu])
      weighted += span * unitWeight
    },
    expired: (vcpu) => {
      updateAverage()
      // Who is too heavy for one CPU falls ever further behind on a machine with several; what it cannot use is not
      // kept, or its lag would make all others wait.
      const most = 2 * virtualSpan(slice, m.weight[vcpu])
      const behind = average - most - vruntime[vcpu]
      if (behind > 0) {
        vruntime[vcpu] += behind
        deadline[vcpu] += behind
        weighted += behind * m.weight[vcpu]
      }
      if (untilDeadline(vcpu) <= 0) deadline[vcpu] = deadlineOf(deadline[vcpu], slice, m.weight[vcpu])
    },
    prepare: updateAverage,
    before: (left, right) => {
      const eligible = isEligible(vruntime[left], average)
      if (eligible !== isEligible(vruntime[right], average)) return eligible
      // With several CPUs there may be more free ones than eligible vCPUs; none stays idle for that.
      return eligible ? deadline[left] < deadline[right] - equal : vruntime[left] < vruntime[right] - equal
    },
    chosen: (vcpu) => Math.max(1, untilDeadline(vcpu)),
    preempts: (fresh, running) =>
      isEligible(vruntime[fresh], average) && deadline[fresh] < deadline[running] - equal,
    nextAt: () => Infinity,
    tick: () => undefined,
  }
}
