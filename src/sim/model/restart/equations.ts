/** Laws of restarting: how long the wait is each time. */
import * as v from 'valibot'
import { defineEquation, flag, objectOf, realNumber, wholeNumber } from '../../core'
import { backOff } from './laws'

const seconds = realNumber(0, 1000000000)
const whole = wholeNumber(0, 1000000)

interface CrashLoop {
  readonly initialSeconds: number
  readonly maxSeconds: number
  readonly resetAfterSeconds: number
  readonly runSecondsPerStart: readonly number[]
}

/** When the kubelet restarts a crashing container: one delay for each run, and each start. */
function crashLoop({ initialSeconds, maxSeconds, resetAfterSeconds, runSecondsPerStart }: CrashLoop) {
  const delays: number[] = []
  const starts = [0]
  let now = 0
  let restarts = 0
  for (const run of runSecondsPerStart) {
    if (run > resetAfterSeconds) restarts = 0
    const delay = backOff(restarts, initialSeconds, maxSeconds, true)
    restarts++
    now += run + delay
    delays.push(delay)
    starts.push(now)
  }
  return { delayBeforeRestartSeconds: delays, startTimesSeconds: starts }
}

export const restartEquations = [
  defineEquation({
    id: 'restart.back-off',
    tex: 'd_k = \\min(d_{max},\\; d_0\\,2^{k})',
    input: objectOf({
      restarts: whole,
      initialSeconds: seconds,
      maxSeconds: seconds,
      immediateFirst: v.optional(flag(), true),
    }),
    output: v.object({ delaySeconds: v.number() }),
    sources: ['kubernetes-pod-lifecycle', 'docker-restart-policies'],
    // O-26 of the model book: at once, then 10, 20, 40 … 300 s. Docker: 100 ms, 200 ms … 1 min.
    examples: [
      { input: { restarts: 0, initialSeconds: 10, maxSeconds: 300 }, output: { delaySeconds: 0 } },
      { input: { restarts: 1, initialSeconds: 10, maxSeconds: 300 }, output: { delaySeconds: 10 } },
      { input: { restarts: 5, initialSeconds: 10, maxSeconds: 300 }, output: { delaySeconds: 160 } },
      { input: { restarts: 6, initialSeconds: 10, maxSeconds: 300 }, output: { delaySeconds: 300 } },
      {
        input: { restarts: 3, initialSeconds: 0.5, maxSeconds: 60, immediateFirst: false },
        output: { delaySeconds: 4 },
      },
    ],
    evaluate: ({ restarts, initialSeconds, maxSeconds, immediateFirst }) => ({
      delaySeconds: backOff(restarts, initialSeconds, maxSeconds, immediateFirst),
    }),
  }),
  defineEquation({
    id: 'orchestration.crash-loop-back-off',
    tex: 'd_1 = 0,\\quad d_{k+1} = \\min(d_{max},\\; d_0\\,2^{k-1})',
    input: objectOf({
      initialSeconds: seconds,
      maxSeconds: seconds,
      resetAfterSeconds: seconds,
      runSecondsPerStart: v.pipe(v.array(seconds), v.maxLength(10000)),
    }),
    output: v.object({
      delayBeforeRestartSeconds: v.array(v.number()),
      startTimesSeconds: v.array(v.number()),
    }),
    sources: ['kubernetes-pod-lifecycle'],
    examples: [
      {
        input: {
          initialSeconds: 10,
          maxSeconds: 300,
          resetAfterSeconds: 600,
          runSecondsPerStart: [2, 3, 5, 700, 4],
        },
        output: {
          delayBeforeRestartSeconds: [0, 10, 20, 0, 10],
          startTimesSeconds: [0, 2, 15, 40, 740, 754],
        },
      },
      {
        input: {
          initialSeconds: 10,
          maxSeconds: 300,
          resetAfterSeconds: 600,
          runSecondsPerStart: [600, 0, 0, 0, 0, 0, 0, 0],
        },
        output: {
          delayBeforeRestartSeconds: [0, 10, 20, 40, 80, 160, 300, 300],
          startTimesSeconds: [0, 600, 610, 630, 670, 750, 910, 1210, 1510],
        },
      },
    ],
    evaluate: crashLoop,
  }),
]
