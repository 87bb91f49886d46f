/** Laws of response times: requests arrive at random, wait for a free vCPU, and take it for as long as they need. */
import { timeOutMillis } from './time-out'
import * as v from 'valibot'
import { defineEquation, exp, ln } from '../../core'
import { erlangC } from '../cpu'

/** What one kind of request meets at a workload. */
export interface Queue {
  /** vCPUs. */
  readonly servers: number
  /** Busy vCPUs if none had to wait; at least `servers` when they cannot keep up. */
  readonly load: number
  /** Time on a vCPU, µs. */
  readonly serviceMicros: number
}

/**
 * The queue of a workload: native demand in millicores and native CPU time per request give the arrivals; `reach` is
 * what its vCPUs could have of the host together, in millicores of host CPU. Service takes requestMicros (S + z) /
 * share with share = reach (S + z) / (1000 vcpus S): the waiting z for missing pages has lowered the reach already.
 */
export function queueOf(
  demandMillicores: number,
  requestMicros: number,
  vcpus: number,
  costPpm: number,
  reach: number,
): Queue {
  if (reach <= 0) return { servers: vcpus, load: vcpus, serviceMicros: Infinity }
  const slowdown = (costPpm * vcpus) / (1000 * reach)
  return {
    servers: vcpus,
    load: (demandMillicores / 1000) * slowdown,
    serviceMicros: requestMicros * slowdown,
  }
}

/** Mean time from arrival to answer, ms; never beyond the time-out. */
export function meanMillis({ servers, load, serviceMicros }: Queue): number {
  if (load >= servers) return timeOutMillis
  const waits = erlangC(servers, load) / (servers - load)
  return Math.min(timeOutMillis, (serviceMicros * (1 + waits)) / 1000)
}

/** Share of requests that take longer than `time`, which is in service times. */
function beyond(servers: number, load: number, waiting: number, time: number): number {
  const gap = servers - 1 - load
  // Close to 0 the quotient is its limit.
  const queued = Math.abs(gap) < 1e-9 ? time : (1 - exp(-gap * time)) / gap
  return exp(-time) * (1 + waiting * queued)
}

/** No percentile is above this, in service times: waiting and service each at their own, with half of what is left. */
function ceiling(servers: number, load: number, waiting: number, left: number): number {
  const queued = waiting > left / 2 ? ln((2 * waiting) / left) / (servers - load) : 0
  return queued + ln(2 / left)
}

/** Halvings after which the time is as exact as its number. */
const halvings = 50

/** Time that `percentile` % of the requests do not exceed, ms; never beyond the time-out. */
export function percentileMillis({ servers, load, serviceMicros }: Queue, percentile: number): number {
  if (load >= servers) return timeOutMillis
  const left = 1 - percentile / 100
  const waiting = erlangC(servers, load)
  let low = 0
  let high = ceiling(servers, load, waiting, left)
  for (let round = 0; round < halvings; round++) {
    const middle = (low + high) / 2
    if (beyond(servers, load, waiting, middle) > left) low = middle
    else high = middle
  }
  return Math.min(timeOutMillis, (serviceMicros * high) / 1000)
}

/** A number that the percentile does not exceed, found without search, ms. */
export function percentileCeiling({ servers, load, serviceMicros }: Queue, percentile: number): number {
  if (load >= servers) return timeOutMillis
  const left = 1 - percentile / 100
  const most = ceiling(servers, load, erlangC(servers, load), left)
  return Math.min(timeOutMillis, (serviceMicros * most) / 1000)
}

/** Whole microseconds of a time in ms. */
export function toMicros(millis: number): number {
  return Math.round(millis * 1000) / 1000
}

const amount = v.pipe(v.number(), v.minValue(0), v.finite())
const queueEntries = {
  demandMillicores: amount,
  requestMicros: v.pipe(amount, v.minValue(1)),
  vcpus: v.pipe(v.number(), v.safeInteger(), v.minValue(1), v.maxValue(100000)),
  costPpm: v.pipe(v.number(), v.safeInteger(), v.minValue(1)),
  reachMillicores: amount,
}
const output = v.object({ millis: amount, overloaded: v.boolean() })
const service =
  'E = q\\,\\frac{S + z}{share},\\; share = \\frac{x_{reach}(S + z)}{1000\\,c\\,S},\\; ' +
  'a = \\frac{d}{1000\\,q} E'

export const responseEquations = [
  defineEquation({
    id: 'response.mean',
    tex: `${service},\\; T = E \\left(1 + \\frac{P_{wait}}{c - a}\\right) \\le 60\\,s`,
    input: v.object(queueEntries),
    output,
    sources: ['erlang1917', 'assumed'],
    examples: [
      // One vCPU, half busy: 10 ms of work take 10 / (1 - 0.5).
      {
        input: {
          demandMillicores: 500,
          requestMicros: 10000,
          vcpus: 1,
          costPpm: 1000000,
          reachMillicores: 1000,
        },
        output: { millis: 20, overloaded: false },
      },
      // The same with half of a CPU to reach: it never catches up.
      {
        input: {
          demandMillicores: 500,
          requestMicros: 10000,
          vcpus: 1,
          costPpm: 1000000,
          reachMillicores: 500,
        },
        output: { millis: 60000, overloaded: true },
      },
    ],
    evaluate: (i) => {
      const queue = queueOf(i.demandMillicores, i.requestMicros, i.vcpus, i.costPpm, i.reachMillicores)
      return { millis: toMicros(meanMillis(queue)), overloaded: queue.load >= queue.servers }
    },
  }),
  defineEquation({
    id: 'response.percentile',
    tex:
      `${service},\\; P(T > t) = e^{-t/E}\\left(1 + P_{wait}\\,` +
      '\\frac{1 - e^{-(c - 1 - a)\\,t/E}}{c - 1 - a}\\right),\\; t \\le 60\\,s',
    input: v.object({
      ...queueEntries,
      percentile: v.optional(v.pipe(v.number(), v.minValue(0), v.maxValue(99.999)), 99),
    }),
    output,
    sources: ['erlang1917', 'assumed'],
    examples: [
      // One vCPU, half busy: exponential with a mean of 20 ms, and 20 ln 100 = 92.103.
      {
        input: {
          demandMillicores: 500,
          requestMicros: 10000,
          vcpus: 1,
          costPpm: 1000000,
          reachMillicores: 1000,
        },
        output: { millis: 92.103, overloaded: false },
      },
      // Hardly any load: service alone, 10 ln 100.
      {
        input: {
          demandMillicores: 0,
          requestMicros: 10000,
          vcpus: 4,
          costPpm: 1000000,
          reachMillicores: 4000,
        },
        output: { millis: 46.052, overloaded: false },
      },
      {
        input: {
          demandMillicores: 1000,
          requestMicros: 10000,
          vcpus: 1,
          costPpm: 1000000,
          reachMillicores: 1000,
        },
        output: { millis: 60000, overloaded: true },
      },
    ],
    evaluate: (i) => {
      const queue = queueOf(i.demandMillicores, i.requestMicros, i.vcpus, i.costPpm, i.reachMillicores)
      return {
        millis: toMicros(percentileMillis(queue, i.percentile ?? 99)),
        overloaded: queue.load >= queue.servers,
      }
    },
  }),
]
