/**
 * Closed formulas of queueing theory. Rates per the same unit of time; the mean response includes the service. What has
 * a closed form is computed on exact quotients, so that the sixth decimal is the right one.
 */
import { add, over, ratio, rationalOf, roundedTo, subtract, times, type Rational } from '../../core'

export type QueueInput =
  | { readonly model: 'M/M/1'; readonly lambda: number; readonly mu: number }
  | { readonly model: 'M/M/c'; readonly lambda: number; readonly mu: number; readonly c: number }
  | { readonly model: 'M/M/1/K'; readonly lambda: number; readonly mu: number; readonly K: number }
  | {
      readonly model: 'M/G/1-PS'
      readonly lambda: number
      readonly meanService: number
      readonly jobSizes: readonly number[]
    }
  | {
      readonly model: 'M/G/1-FCFS'
      readonly lambda: number
      readonly meanService: number
      readonly scv: number
    }

export type QueueOutput = Readonly<Record<string, number>>

const one: Rational = { top: 1n, bottom: 1n }
const round = (value: Rational): number => roundedTo(value, 6)
const roundReal = (value: number): number => Math.round(value * 1000000) / 1000000

/** Utilisation as an exact quotient. */
export function utilisation(input: Exclude<QueueInput, { model: 'M/M/1/K' }>): Rational {
  const lambda = rationalOf(input.lambda)
  if (input.model === 'M/M/1') return over(lambda, rationalOf(input.mu))
  if (input.model === 'M/M/c') return over(lambda, times(rationalOf(input.c), rationalOf(input.mu)))
  return times(lambda, rationalOf(input.meanService))
}

/** Erlang B by recursion over the servers: the share of calls lost with `c` servers and none waiting. */
export function erlangB(load: number, c: number): number {
  let blocked = 1
  for (let servers = 1; servers <= c; servers++) blocked = (load * blocked) / (servers + load * blocked)
  return blocked
}

/** Erlang C: the probability to wait with `c` servers, for a load below c. */
export function erlangC(load: number, c: number): number {
  const blocked = erlangB(load, c)
  return blocked / (1 - (load / c) * (1 - blocked))
}

/** The outputs of one model, six decimals. The input is stable: utilisation below 1, except for M/M/1/K. */
export function queue(input: QueueInput): QueueOutput {
  switch (input.model) {
    case 'M/M/1':
      return singleServer(input.lambda, input.mu)
    case 'M/M/c':
      return severalServers(input.lambda, input.mu, input.c)
    case 'M/M/1/K':
      return finiteRoom(input.lambda, input.mu, input.K)
    case 'M/G/1-PS':
      return processorSharing(input.lambda, input.meanService, input.jobSizes)
    case 'M/G/1-FCFS':
      return generalService(input.lambda, input.meanService, input.scv)
  }
}

function singleServer(lambda: number, mu: number): QueueOutput {
  const [arrivals, services] = [rationalOf(lambda), rationalOf(mu)]
  const rho = over(arrivals, services)
  const response = over(one, subtract(services, arrivals))
  const wait = times(rho, response)
  return {
    rho: round(rho),
    meanResponse: round(response),
    meanWait: round(wait),
    meanInSystem: round(times(arrivals, response)),
    meanQueue: round(times(arrivals, wait)),
  }
}

function severalServers(lambda: number, mu: number, c: number): QueueOutput {
  const probWait = erlangC(lambda / mu, c)
  const wait = probWait / (c * mu - lambda)
  const response = wait + 1 / mu
  return {
    rho: round(over(rationalOf(lambda), times(rationalOf(c), rationalOf(mu)))),
    probWait: roundReal(probWait),
    meanWait: roundReal(wait),
    meanResponse: roundReal(response),
    meanInSystem: roundReal(lambda * response),
  }
}

/**
 * Room for K, the one in service included. Powers are taken of the quotient that is at most 1, from the likelier
 * end, so that nothing overflows and nothing is subtracted.
 */
function finiteRoom(lambda: number, mu: number, K: number): QueueOutput {
  const swapped = lambda > mu
  const step = swapped ? mu / lambda : lambda / mu
  let [weight, sum, weighted] = [1, 1, 0]
  for (let away = 1; away <= K; away++) {
    weight *= step
    sum += weight
    weighted += weight * away
  }
  const probBlock = swapped ? 1 / sum : weight / sum
  const meanInSystem = swapped ? K - weighted / sum : weighted / sum
  const throughput = swapped ? (mu * (sum - weight)) / sum : (lambda * (sum - weight)) / sum
  return {
    probBlock: roundReal(probBlock),
    meanInSystem: roundReal(meanInSystem),
    meanResponse: roundReal(throughput === 0 ? 1 / mu : meanInSystem / throughput),
    throughput: roundReal(throughput),
  }
}

function processorSharing(lambda: number, meanService: number, jobSizes: readonly number[]): QueueOutput {
  const service = rationalOf(meanService)
  const rho = times(rationalOf(lambda), service)
  const idle = subtract(one, rho)
  const response = over(service, idle)
  return {
    rho: round(rho),
    meanResponse: round(response),
    meanInSystem: round(times(rationalOf(lambda), response)),
    ...Object.fromEntries(
      jobSizes.map((size) => [`responseOfSize_${size}`, round(over(rationalOf(size), idle))]),
    ),
  }
}

function generalService(lambda: number, meanService: number, scv: number): QueueOutput {
  const service = rationalOf(meanService)
  const rho = times(rationalOf(lambda), service)
  const spread = add(one, rationalOf(scv))
  const twice = ratio(2n, 1n)
  const wait = over(times(times(rho, service), spread), times(twice, subtract(one, rho)))
  const response = add(wait, service)
  return {
    rho: round(rho),
    meanWait: round(wait),
    meanResponse: round(response),
    meanInSystem: round(times(rationalOf(lambda), response)),
  }
}
