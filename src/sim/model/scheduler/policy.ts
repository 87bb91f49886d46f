/** What a scheduler decides; everything else is the same for all of them. */
import { takeOff, type Machine } from './machine'
import type { ScheduleView } from './microscope'

export interface Policy {
  readonly unit: ScheduleView['readings']['unit']
  /** What is shown of a vCPU when it is put on a CPU or taken from it: ns of virtual time, or credits. */
  reading(vcpu: number): number
  /** It has work again, or may run again; is called before it is among the joined. */
  join(vcpu: number): void
  /** It sleeps or is throttled; is called while it is still among the joined. */
  leave(vcpu: number): void
  /** It had a CPU for `span`. */
  ran(vcpu: number, span: number): void
  /** Its slice is over while it still wants. */
  expired(vcpu: number): void
  /** Called once before the order is asked for. */
  prepare(): void
  /** Whether the first goes strictly before the second; asked in order of vCPUs, so that of equals the first goes. */
  before(left: number, right: number): boolean
  /** It was chosen; returns CPU time until the scheduler asks again. */
  chosen(vcpu: number): number
  /** Whether a vCPU that has just come takes the CPU of one that runs. */
  preempts(fresh: number, running: number): boolean
  /** When it wants to be called by itself. */
  nextAt(): number
  /** Called at every event, before anything else changes; `span` has passed since the last one. */
  tick(span: number): void
  /** Decides by itself who runs, instead of one vCPU after the other. */
  place?(): void
}

/** Brings a vCPU that has work and may run into the order. */
export function enter(m: Machine, policy: Policy, vcpu: number): void {
  m.touched[vcpu] = 1
  if (m.joined[vcpu] === 1 || m.parked[vcpu] === 1 || m.backlog[vcpu] <= 0) return
  policy.join(vcpu)
  m.joined[vcpu] = 1
  m.fresh[vcpu] = 1
  m.newcomers++
}

/** Takes a vCPU that sleeps or is throttled out of the order, and from its CPU. */
export function leave(m: Machine, policy: Policy, vcpu: number): void {
  m.touched[vcpu] = 1
  if (m.joined[vcpu] === 0) return
  policy.leave(vcpu)
  m.joined[vcpu] = 0
  m.fresh[vcpu] = 0
  m.stopped[vcpu] = 0
  m.yielded[vcpu] = 0
  takeOff(m, vcpu)
}
