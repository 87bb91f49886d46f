/**
 * Xen's credit scheduler with one queue for all CPUs: priority, then first come first served. Credits are earned every
 * 30 ms and priorities change only then; a vCPU that wakes while it is not in debt is boosted until the next tick.
 */
import { milli, nanos, type Machine } from './machine'
import { capCredits, creditsPerMilli, creditsPerSlice, earnCredits, type CreditBook } from './accounting'
import { enter, leave, type Policy } from './policy'

const boost = 0
const under = 1
const over = 2

const tickNanos = 10 * milli
const accountingNanos = 30 * milli
/** A vCPU that was just put on a CPU is left there for so long. */
const rateLimit = milli

/** Sums of fractions are not exact. */
const hair = 1e-6

interface Credits {
  readonly credit: Float64Array
  readonly priority: Uint8Array
  /** Does it earn? Who has more than it can use stops until it is seen running again. */
  readonly earns: Uint8Array
  readonly book: CreditBook
  balance: number
}

function createCredits(m: Machine): Credits {
  const { entities } = m.input
  return {
    credit: new Float64Array(m.count),
    priority: new Uint8Array(m.count).fill(under),
    earns: new Uint8Array(m.count).fill(1),
    book: {
      order: Int32Array.from(entities, (_, entity) => entity),
      weight: Float64Array.from(entities, ({ weight, vcpus }) => weight / vcpus),
      active: Int32Array.from(entities, ({ vcpus }) => vcpus),
      cap: Float64Array.from(entities, ({ limitMillicores }) => limitMillicores / 10),
      earned: new Float64Array(entities.length),
    },
    balance: 0,
  }
}

/** Every 30 ms: credits are handed out, and with them priorities. Parks and unparks the vCPUs of capped domains. */
function account(m: Machine, c: Credits, park: (vcpu: number, parked: boolean) => void): void {
  const { book, credit, earns, priority } = c
  earnCredits(book, m.cpus, c.balance)
  const saved = creditsPerSlice * Math.max(1, Math.ceil(m.count / m.cpus))
  let balance = 0
  for (const domain of book.order) {
    const cap = book.cap[domain]
    const active = book.active[domain]
    for (let vcpu = m.first[domain]; vcpu < m.first[domain] + m.size[domain]; vcpu++) {
      if (earns[vcpu] === 0) continue
      credit[vcpu] += book.earned[domain]
      if (credit[vcpu] < -hair) {
        priority[vcpu] = over
        if (cap > 0 && credit[vcpu] < -capCredits(cap) / active - hair) park(vcpu, true)
        credit[vcpu] = Math.max(credit[vcpu], -creditsPerSlice)
      } else {
        if (priority[vcpu] !== boost) priority[vcpu] = under
        park(vcpu, false)
        // The source does so to whoever has too much. In one queue a heavy vCPU may have to wait for a slice of each
        // other, and would lose its weight by it: who wants to run keeps what it saves up meanwhile.
        if (m.joined[vcpu] === 1) credit[vcpu] = Math.min(credit[vcpu], saved)
        else if (credit[vcpu] > creditsPerSlice + hair) {
          earns[vcpu] = 0
          book.active[domain]--
          credit[vcpu] /= 2
        }
      }
      balance += credit[vcpu]
    }
  }
  c.balance = balance
}

/** Every 10 ms: who runs earns, and is boosted no longer. */
function tickRunning(m: Machine, { book, earns, priority }: Credits): void {
  for (const vcpu of m.occupant) {
    if (vcpu < 0) continue
    if (priority[vcpu] === boost) priority[vcpu] = under
    if (earns[vcpu] === 0) {
      earns[vcpu] = 1
      book.active[m.entity[vcpu]]++
    }
  }
}

export function createCredit(m: Machine): Policy {
  const c = createCredits(m)
  const slice = (m.input.sliceMicros ?? 30 * nanos) * nanos
  const turn = new Float64Array(m.count)
  let turns = 0
  let nextTick = 0
  let nextAccounting = 0
  let unparking = false

  function park(vcpu: number, parked: boolean): void {
    if ((m.parked[vcpu] === 1) === parked) return
    if (parked) leave(m, policy, vcpu)
    m.parked[vcpu] = parked ? 1 : 0
    unparking = true
    if (!parked) enter(m, policy, vcpu)
    unparking = false
  }

  const policy: Policy = {
    unit: 'credits',
    reading: (vcpu) => c.credit[vcpu],
    join: (vcpu) => {
      turn[vcpu] = turns++
      if (m.now > 0 && c.priority[vcpu] === under && !unparking) c.priority[vcpu] = boost
    },
    leave: () => undefined,
    ran: (vcpu, span) => {
      c.credit[vcpu] -= (span * creditsPerMilli) / milli
    },
    expired: (vcpu) => {
      turn[vcpu] = turns++
    },
    prepare: () => undefined,
    before: (left, right) =>
      c.priority[left] < c.priority[right] ||
      (c.priority[left] === c.priority[right] && turn[left] < turn[right]),
    chosen: () => slice,
    preempts: (fresh, running) => {
      if (c.priority[fresh] >= c.priority[running]) return false
      if (m.ranSince[running] >= rateLimit) {
        turn[running] = turns++
        return true
      }
      m.sliceLeft[running] = Math.min(m.sliceLeft[running], rateLimit - m.ranSince[running])
      return false
    },
    nextAt: () => Math.min(nextTick, nextAccounting),
    tick: () => {
      if (m.now >= nextTick) {
        tickRunning(m, c)
        nextTick += tickNanos
      }
      if (m.now >= nextAccounting) {
        account(m, c, park)
        nextAccounting += accountingNanos
      }
    },
  }
  return policy
}
