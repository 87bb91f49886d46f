/** The law of queues: five models, by name. */
import * as v from 'valibot'
import {
  compareRational,
  complain,
  defineEquation,
  listOf,
  numberAbove,
  objectByChoice,
  objectOf,
  over,
  ratio,
  rationalOf,
  realNumber,
  sometimes,
  wholeNumber,
  numberOf,
  times,
  type InputError,
  type Rational,
} from '../../core'
import { queue, type QueueInput, type QueueOutput } from './queue'

const most = 1e12
const lambda = realNumber(0, most)
const mu = numberAbove(0, most)
const meanService = numberAbove(0, most)

const shapes = {
  'M/M/1': objectOf({ model: v.literal('M/M/1'), lambda, mu }),
  'M/M/c': objectOf({ model: v.literal('M/M/c'), lambda, mu, c: wholeNumber(1, 100000) }),
  'M/M/1/K': objectOf({ model: v.literal('M/M/1/K'), lambda, mu, K: wholeNumber(1, 1000000) }),
  'M/G/1-PS': objectOf({
    model: v.literal('M/G/1-PS'),
    lambda,
    meanService,
    jobSizes: listOf(realNumber(0, most), 0, 1000),
  }),
  'M/G/1-FCFS': objectOf({ model: v.literal('M/G/1-FCFS'), lambda, meanService, scv: realNumber(0, most) }),
}

/** Above this rate the queue grows without end; null when there is no such rate. */
function largestRate(input: QueueInput): Rational | null {
  if (input.model === 'M/M/1/K') return null
  if (input.model === 'M/M/1') return rationalOf(input.mu)
  if (input.model === 'M/M/c') return times(rationalOf(input.c), rationalOf(input.mu))
  return over(ratio(1n, 1n), rationalOf(input.meanService))
}

function evaluateQueue(input: QueueInput): QueueOutput | InputError {
  const limit = largestRate(input)
  if (limit !== null && compareRational(rationalOf(input.lambda), limit) >= 0)
    return complain('lambda', 'unstable', { limit: numberOf(limit) })
  return queue(input)
}

export const queueEquations = [
  defineEquation<QueueInput, QueueOutput>({
    id: 'workload.queue',
    tex: 'T = \\frac{1}{\\mu - \\lambda},\\quad T_c = \\frac{1}{\\mu} + \\frac{C(c, \\lambda/\\mu)}{c\\mu - \\lambda}',
    input: objectByChoice('model', shapes, {
      lambda,
      mu: sometimes(),
      c: sometimes(),
      K: sometimes(),
      meanService: sometimes(),
      jobSizes: sometimes(),
      scv: sometimes(),
    }),
    output: v.record(v.string(), v.number()),
    sources: ['kleinrock1975', 'erlang1917'],
    examples: [
      {
        input: { model: 'M/M/1', lambda: 3, mu: 4 },
        output: { rho: 0.75, meanResponse: 1, meanWait: 0.75, meanInSystem: 3, meanQueue: 2.25 },
      },
      {
        input: { model: 'M/M/c', lambda: 5, mu: 2, c: 4 },
        output: {
          rho: 0.625,
          meanWait: 0.106619,
          meanResponse: 0.606619,
          meanInSystem: 3.033095,
          probWait: 0.319857,
        },
      },
      {
        // As fast in as out: every number of customers is as likely as every other.
        input: { model: 'M/M/1/K', lambda: 2, mu: 2, K: 3 },
        output: { probBlock: 0.25, meanInSystem: 1.5, meanResponse: 1, throughput: 1.5 },
      },
      {
        input: { model: 'M/G/1-PS', lambda: 0.25, meanService: 2, jobSizes: [1.5] },
        output: { rho: 0.5, meanResponse: 4, meanInSystem: 1, 'responseOfSize_1.5': 3 },
      },
      {
        // With exponential service it is M/M/1, with constant service half the wait.
        input: { model: 'M/G/1-FCFS', lambda: 0.75, meanService: 1, scv: 0 },
        output: { rho: 0.75, meanWait: 1.5, meanResponse: 2.5, meanInSystem: 1.875 },
      },
    ],
    evaluate: evaluateQueue,
  }),
]
