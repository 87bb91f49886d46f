/** Lesson 1: density depends on the overhead relative to the app. */
import { growth } from '../../../sim'
import type { Lesson } from '../../lesson'

const seconds = 1000000

export const sevenVersusSeven: Lesson = {
  id: 'seven-versus-seven',
  number: 1,
  scenario: 'seven-versus-seven',
  sides: [
    {
      id: 'A',
      host: 'host-a-1',
      group: 'app-a',
      panic: { name: 'kernel.panic', args: { kernel: 'app-a-vm-3' } },
    },
    {
      id: 'B',
      host: 'host-b-1',
      group: 'app-b',
      panic: { name: 'kernel.panic', args: { kernel: 'host-b-1' } },
    },
  ],
  knob: { type: 'time', stops: growth, unit: 'MiB', start: 0, ticks: [0, 8, 16, 24, 32, 40, 48, 56] },
  gates: [
    {
      id: 'ratio-at-8-gib',
      at: 15 * seconds,
      choices: [
        { id: 'ten', value: 10 },
        { id: 'three', value: 3 },
        { id: 'half-more', value: 1.5 },
        { id: 'same', value: 1 },
        { id: 'no-idea', value: null },
      ],
      outcome: { metric: 'workload.placed', ratio: true },
    },
  ],
  metric: 'workload.placed',
  metricScale: { type: 'log', max: 2000 },
  reasons: [
    { id: 'fixed-cost', select: 'overhead' },
    { id: 'app-grew', select: 'copy' },
    { id: 'whole-copies', select: 'left-over' },
  ],
  // The smallest steps after which one more container fits; each is re-run when it is asked for.
  counterfactuals: [
    { id: 'smaller-app', set: [], at: growth[55]?.at ?? 0 },
    { id: 'more-memory', set: [{ path: 'define.machines.server.memoryMiB', value: 69632 }] },
  ],
  next: 'one-kernel',
}
