/** Lesson 2: the boundary of a failure is the kernel. */
import type { Lesson } from '../../lesson'

const seconds = 1000000

export const oneKernel: Lesson = {
  id: 'one-kernel',
  number: 2,
  scenario: 'one-kernel',
  sides: [
    {
      id: 'A',
      host: 'host-a-1',
      group: 'app-a',
      panic: { name: 'kernel.panic', args: { kernel: 'host-a-1' } },
    },
    {
      id: 'B',
      host: 'host-b-1',
      group: 'app-b',
      panic: { name: 'kernel.panic', args: { kernel: 'host-b-1' } },
    },
  ],
  knob: {
    type: 'parameter',
    path: 'workloads.1.wrap.0.per',
    stops: [{ value: 1 }, { value: 2 }, { value: 4 }, { value: 10 }, { value: 20 }, { value: 40 }],
    unit: 'count',
    start: 3,
    ticks: [0, 1, 2, 3, 4, 5],
  },
  gates: [
    {
      id: 'lost-with-the-kernel',
      at: 15 * seconds,
      knobStop: 3,
      choices: [
        { id: 'one', value: 1 },
        { id: 'four', value: 4 },
        { id: 'ten', value: 10 },
        { id: 'forty', value: 40 },
        { id: 'no-idea', value: null },
      ],
      outcome: { metric: 'workload.lost', side: 'B' },
    },
  ],
  metric: 'workload.running',
  metricScale: { type: 'linear', max: 40 },
  reasons: [
    { id: 'same-kernel', select: 'lost' },
    { id: 'others-unharmed', select: 'units' },
    { id: 'price', select: 'overhead' },
  ],
  counterfactuals: [
    { id: 'one-per-kernel', set: [{ path: 'workloads.1.wrap.0.per', value: 1 }] },
    { id: 'forty-per-kernel', set: [{ path: 'workloads.1.wrap.0.per', value: 40 }] },
  ],
  next: 'overcommit',
}
