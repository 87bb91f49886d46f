/**
 * The microscope: from event to event until the window is over. Between two events nothing changes but time spent, so
 * a step costs a look at every vCPU and CPU, and no memory.
 */
import { drawIn, streamOf } from '../../core'
import { nextQuotaAt, stepQuotas } from './bandwidth'
import { createCredit } from './credit'
import { createEevdf } from './eevdf'
import { createFair } from './fair'
import { fluidShares } from './fluid'
import { burstCycle, createMachine, nobody, takeOff, type Machine } from './machine'
import type { ScheduleInput, ScheduleView } from './microscope'
import { placeAll } from './place'
import { enter, leave, type Policy } from './policy'
import { createRecorder, finish, record } from './record'
import { createRelaxed } from './relaxed'
import { createLocks, lookAgain, mayHalt, stepLocks, type Locks } from './spin'
import { createStrict } from './strict'

interface Microscope {
  readonly m: Machine
  readonly policy: Policy
  readonly locks: Locks | null
  readonly stream: number
}

/** Runs the vCPUs of `input` over its window. Pure: the same input gives the same view. Needs at least one CPU. */
export function simulateSchedule(input: ScheduleInput): ScheduleView {
  const m = createMachine(input)
  const stream = streamOf(input.seed, 'scheduler.burst')
  const scope: Microscope = { m, policy: policyOf(m), locks: createLocks(m), stream }
  const recorder = createRecorder(m)
  start(scope)
  for (;;) {
    place(scope)
    record(m, scope.policy, recorder)
    const next = Math.min(nextEventAt(scope), m.window)
    const span = next - m.now
    elapse(scope, span)
    m.now = next
    if (next >= m.window) break
    settle(scope, span)
  }
  return viewOf(scope, finish(m, scope.policy, recorder))
}

function policyOf(m: Machine): Policy {
  switch (m.input.scheduler) {
    case 'cfs':
      return createFair(m)
    case 'eevdf':
      return createEevdf(m)
    case 'credit':
      return createCredit(m)
    case 'strict':
      return createStrict(m)
    case 'relaxed':
      return createRelaxed(m)
  }
}

function start(scope: Microscope): void {
  const { m, policy } = scope
  for (let vcpu = 0; vcpu < m.count; vcpu++) {
    if (m.burst[vcpu] > 0) planBurst(scope, vcpu)
    enter(m, policy, vcpu)
  }
  policy.tick(0)
}

/** Some moment of the cycle that leaves enough of it: with nobody else there, every burst ends within its cycle. */
function planBurst({ m, stream }: Microscope, vcpu: number): void {
  const cycle = m.bursts[vcpu]++
  const room = burstCycle - m.burst[vcpu]
  const offset = Math.floor((drawIn(stream, m.identity[vcpu], cycle) / 4294967296) * room)
  m.nextBurst[vcpu] = cycle * burstCycle + offset
  m.soonestBurst = Math.min(m.soonestBurst, m.nextBurst[vcpu])
}

function place({ m, policy, locks }: Microscope): void {
  if (policy.place === undefined) placeAll(m, policy)
  else policy.place()
  if (locks === null) return
  for (let cpu = 0; cpu < m.cpus; cpu++) {
    const vcpu = m.occupant[cpu]
    if (vcpu !== nobody && m.ranSince[vcpu] === 0) lookAgain(m, locks, vcpu)
  }
}

function nextEventAt({ m, policy, locks }: Microscope): number {
  let soonest = Infinity
  for (let cpu = 0; cpu < m.cpus; cpu++) {
    const vcpu = m.occupant[cpu]
    if (vcpu === nobody) continue
    if (m.sliceLeft[vcpu] < soonest) soonest = m.sliceLeft[vcpu]
    if (m.backlog[vcpu] < soonest && mayHalt(locks, vcpu)) soonest = m.backlog[vcpu]
    if (locks !== null && locks.left[vcpu] < soonest) soonest = locks.left[vcpu]
  }
  const at = m.now + Math.max(0, soonest)
  return Math.min(at, m.soonestBurst, nextQuotaAt(m), policy.nextAt())
}

/** Charges everybody on a CPU for `span`. */
function elapse({ m, policy, locks }: Microscope, span: number): void {
  for (let cpu = 0; cpu < m.cpus; cpu++) {
    const vcpu = m.occupant[cpu]
    if (vcpu === nobody) continue
    m.sliceLeft[vcpu] -= span
    m.ranSince[vcpu] += span
    m.received[vcpu] += span
    m.quotaLeft[m.entity[vcpu]] -= span
    policy.ran(vcpu, span)
    if (locks !== null) locks.left[vcpu] -= span
    if (m.spinning[vcpu] === 1) continue
    m.worked[vcpu] += span
    m.backlog[vcpu] -= span
  }
}

function bringWork(scope: Microscope): void {
  const { m, policy } = scope
  m.soonestBurst = Infinity
  for (let vcpu = 0; vcpu < m.count; vcpu++) {
    if (m.nextBurst[vcpu] <= m.now) {
      m.backlog[vcpu] += m.burst[vcpu]
      planBurst(scope, vcpu)
      enter(m, policy, vcpu)
    }
    if (m.nextBurst[vcpu] < m.soonestBurst) m.soonestBurst = m.nextBurst[vcpu]
  }
}

function settle(scope: Microscope, span: number): void {
  const { m, policy, locks } = scope
  policy.tick(span)
  if (m.now >= m.soonestBurst) bringWork(scope)
  stepQuotas(m, policy)
  if (locks !== null) stepLocks(m, locks)
  for (let cpu = 0; cpu < m.cpus; cpu++) {
    const vcpu = m.occupant[cpu]
    if (vcpu === nobody) continue
    if (m.backlog[vcpu] <= 0 && mayHalt(locks, vcpu)) leave(m, policy, vcpu)
    else if (m.sliceLeft[vcpu] <= 0) {
      policy.expired(vcpu)
      takeOff(m, vcpu)
    }
  }
}

function viewOf(
  { m }: Microscope,
  kept: Pick<ScheduleView, 'segments' | 'readings' | 'queue'>,
): ScheduleView {
  const { input } = m
  const measured = new Float64Array(input.entities.length)
  let worked = 0
  for (let vcpu = 0; vcpu < m.count; vcpu++) {
    measured[m.entity[vcpu]] += m.window === 0 ? 0 : (m.received[vcpu] * 1000) / m.window
    worked += m.worked[vcpu]
  }
  const capacity = m.window * m.cpus
  return {
    scheduler: input.scheduler,
    pcpus: input.pcpus,
    windowMicros: input.windowMicros,
    vcpus: Array.from({ length: m.count }, (_, vcpu) => ({
      name: `${input.entities[m.entity[vcpu]].name}/${vcpu - m.first[m.entity[vcpu]]}`,
      entity: m.entity[vcpu],
      index: vcpu - m.first[m.entity[vcpu]],
    })),
    ...kept,
    measured,
    fluid: fluidShares(input),
    utilisationPermille: capacity === 0 ? 0 : Math.round((worked * 1000) / capacity),
  }
}
