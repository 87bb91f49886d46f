/**
 * One spinlock per entity: each of its vCPUs works, wants the lock, and holds it for a while. Whoever finds it taken
 * burns CPU until it is free; with pause-loop exiting it gives its CPU away after a while, first to the holder.
 */
import { drawIn, streamOf } from '../../core'
import { pleWindowNanos } from './locks'
import { nanos, nobody, takeOff, waits, type Machine } from './machine'

const thinking = 0
const wanting = 1
const holding = 2

export interface Locks {
  readonly think: number
  readonly hold: number
  readonly ple: boolean
  readonly stream: number
  /** Per vCPU: what it is at, CPU time until that ends, when it asked, and how often it has given up since. */
  readonly phase: Uint8Array
  readonly left: Float64Array
  readonly asked: Float64Array
  readonly exits: Int32Array
  readonly thoughts: Float64Array
  /** Per entity; -1 when free. */
  readonly holder: Int32Array
  asks: number
}

/** Null when nobody uses locks. Times below a microsecond count as one. */
export function createLocks(m: Machine): Locks | null {
  const { lock, seed, entities, scheduler } = m.input
  if (lock === undefined || lock === null) return null
  const l: Locks = {
    think: Math.max(1, Math.round(lock.thinkMicros)) * nanos,
    hold: Math.max(1, Math.round(lock.holdMicros)) * nanos,
    // A gang is not broken up: there is nobody to give the CPU to.
    ple: lock.ple && scheduler !== 'strict',
    stream: streamOf(seed, 'scheduler.lock'),
    phase: new Uint8Array(m.count),
    left: new Float64Array(m.count),
    asked: new Float64Array(m.count),
    exits: new Int32Array(m.count),
    thoughts: new Float64Array(m.count),
    holder: new Int32Array(entities.length).fill(nobody),
    asks: 0,
  }
  for (let vcpu = 0; vcpu < m.count; vcpu++) startThinking(m, l, vcpu)
  return l
}

/** From half to one and a half times the mean, so that vCPUs do not ask in step. */
function startThinking(m: Machine, l: Locks, vcpu: number): void {
  l.phase[vcpu] = thinking
  const drawn = drawIn(l.stream, m.identity[vcpu], l.thoughts[vcpu]++)
  l.left[vcpu] = Math.max(1, Math.round(l.think * (0.5 + drawn / 4294967296)))
}

function acquire(m: Machine, l: Locks, vcpu: number): void {
  l.holder[m.entity[vcpu]] = vcpu
  l.phase[vcpu] = holding
  l.left[vcpu] = l.hold
  l.exits[vcpu] = 0
  m.spinning[vcpu] = 0
  m.touched[vcpu] = 1
}

/** A kernel that holds a spinlock does not halt, nor does one that spins. */
export function mayHalt(l: Locks | null, vcpu: number): boolean {
  return l === null || l.phase[vcpu] === thinking
}

/** A vCPU that wants the lock is on a CPU again: it looks once more. */
export function lookAgain(m: Machine, l: Locks, vcpu: number): void {
  if (l.phase[vcpu] !== wanting) return
  if (l.holder[m.entity[vcpu]] === nobody) acquire(m, l, vcpu)
  else l.left[vcpu] = l.ple ? pleWindowNanos(l.exits[vcpu]) : Infinity
}

/** What has ended on each CPU. */
export function stepLocks(m: Machine, l: Locks): void {
  for (let cpu = 0; cpu < m.cpus; cpu++) {
    const vcpu = m.occupant[cpu]
    if (vcpu === nobody || l.left[vcpu] > 0) continue
    if (l.phase[vcpu] === thinking) ask(m, l, vcpu)
    else if (l.phase[vcpu] === holding) release(m, l, vcpu)
    else giveUp(m, l, vcpu)
  }
}

function ask(m: Machine, l: Locks, vcpu: number): void {
  if (l.holder[m.entity[vcpu]] === nobody) {
    acquire(m, l, vcpu)
    return
  }
  l.phase[vcpu] = wanting
  l.asked[vcpu] = l.asks++
  m.spinning[vcpu] = 1
  m.touched[vcpu] = 1
  lookAgain(m, l, vcpu)
}

/** The lock goes to whoever spins for it longest; those without a CPU cannot take it. */
function release(m: Machine, l: Locks, vcpu: number): void {
  const entity = m.entity[vcpu]
  l.holder[entity] = nobody
  startThinking(m, l, vcpu)
  let next = nobody
  for (let other = m.first[entity]; other < m.first[entity] + m.size[entity]; other++) {
    if (l.phase[other] !== wanting) continue
    m.yielded[other] = 0
    if (m.cpu[other] !== nobody && (next === nobody || l.asked[other] < l.asked[next])) next = other
  }
  if (next !== nobody) acquire(m, l, next)
}

function giveUp(m: Machine, l: Locks, vcpu: number): void {
  l.exits[vcpu]++
  l.left[vcpu] = pleWindowNanos(l.exits[vcpu])
  takeOff(m, vcpu)
  m.yielded[vcpu] = 1
  const holder = l.holder[m.entity[vcpu]]
  if (holder !== nobody && waits(m, holder)) m.favoured[holder] = 1
}
