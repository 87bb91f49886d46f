// A lesson for tests of the page: two stops of the clock are all it takes to go through every beat.
import type { Lesson } from '../../src/lessons/lesson'

const second = 1_000_000
const sizes = [64, 128, 256, 512, 1024, 2048, 4096, 8192] as const
const times = [0, 3.75, 7.5, 11.25, 15, 20.5, 26, 31.5] as const

export const fakeLesson: Lesson = {
  id: 'seven-versus-seven',
  number: 1,
  scenario: 'seven-versus-seven',
  sides: [
    { id: 'A', host: 'a-1', group: 'vms', panic: { name: 'kernel.panic', args: { workload: 'vms-3' } } },
    { id: 'B', host: 'b-1', group: 'containers', panic: { name: 'kernel.panic', args: { host: 'b-1' } } },
  ],
  knob: {
    type: 'time',
    unit: 'MiB',
    start: 0,
    ticks: [0, 1, 2, 3, 4, 5, 6, 7],
    stops: sizes.map((value, at) => ({ value, at: (times[at] ?? 0) * second })),
  },
  gates: [
    {
      id: 'eight',
      at: 15 * second,
      choices: [
        { id: 'ten', value: 10 },
        { id: 'three', value: 3 },
        { id: 'half', value: 1.5 },
        { id: 'same', value: 1 },
        { id: 'unsure', value: null },
      ],
      outcome: { metric: 'workload.running', ratio: true },
    },
  ],
  metric: 'workload.running',
  metricScale: { type: 'log', max: 1000 },
  reasons: [
    { id: 'overhead', select: 'overhead' },
    { id: 'grew', select: 'copy' },
    { id: 'whole', select: 'left-over' },
  ],
  counterfactuals: [{ id: 'smaller', set: [] }],
}

export const fakeEnd = 32 * second
