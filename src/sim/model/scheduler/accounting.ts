/** Xen's credit accounting: how many credits each domain earns in a period of 30 ms. */

export const creditsPerSlice = 300
export const creditsPerMilli = 10

/** Domains in the order in which they are served, and what each earns per vCPU. */
export interface CreditBook {
  /** Domains, those served first in front. Changed by a pass: who leaves something over is served earlier next time. */
  readonly order: Int32Array
  /** Weight of one vCPU of the domain. */
  readonly weight: Float64Array
  /** vCPUs that earn; a domain without any is passed over. */
  readonly active: Int32Array
  /** Percent of one CPU for the whole domain, 0 for none. */
  readonly cap: Float64Array
  /** Credits for each active vCPU. */
  readonly earned: Float64Array
}

/**
 * One pass. `balance` is the sum of all credits after the pass before: when it is negative, that much more is handed
 * out, and the most that a domain can earn rises with it; without that term a heavy domain of one vCPU would fall back
 * to an equal share. Credits are fractions here; the source rounds them up to whole ones.
 */
export function earnCredits(book: CreditBook, cpus: number, balance: number): void {
  const { order, weight, active, cap, earned } = book
  const missing = Math.max(0, -balance)
  let total = creditsPerSlice * cpus + missing
  let weights = 0
  for (let domain = 0; domain < order.length; domain++) weights += weight[domain] * active[domain]
  let left = weights
  let extra = false
  for (let place = 0; place < order.length; place++) {
    const domain = order[place]
    const vcpus = active[domain]
    earned[domain] = 0
    if (vcpus === 0) continue
    const own = weight[domain] * vcpus
    left -= own
    let peak = vcpus * creditsPerSlice + (missing * own) / weights
    if (cap[domain] > 0) peak = Math.min(peak, capCredits(cap[domain]))
    let fair = (total * own) / weights
    if (fair < peak) extra = true
    else {
      // What it cannot use goes to those not served yet.
      if (left > 0.5) total += ((fair - peak) * weights) / left
      if (extra) moveToFront(order, place)
      fair = peak
    }
    earned[domain] = fair / vcpus
  }
}

/** Credits per period that a cap in percent of a CPU allows. */
export function capCredits(cap: number): number {
  return (cap * creditsPerSlice) / 100
}

function moveToFront(order: Int32Array, place: number): void {
  const domain = order[place]
  order.copyWithin(1, 0, place)
  order[0] = domain
}
