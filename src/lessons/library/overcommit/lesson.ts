/** Lesson 3: memory can be promised twice until what is really used no longer fits; then it is over at once. */
import type { Lesson } from '../../lesson'

const seconds = 1000000

export const overcommit: Lesson = {
  id: 'overcommit',
  number: 3,
  scenario: 'overcommit',
  stage: 'memory',
  sides: [
    { id: 'A', host: 'host-a-1', group: 'everyday-a' },
    { id: 'B', host: 'host-b-1', group: 'backup-b' },
  ],
  knob: {
    type: 'parameter',
    path: 'rules.memory.overcommitPercent',
    stops: Array.from({ length: 13 }, (_, tenth) => ({ value: 100 + tenth * 10 })),
    unit: 'ratio',
    start: 5,
    ticks: [0, 2, 4, 6, 8, 10, 12],
  },
  gates: [
    {
      id: 'response-doubles',
      at: 15 * seconds,
      // What follows is watched where the question is about to be answered.
      knobStop: 10,
      choices: [
        { id: 'soon', value: 120 },
        { id: 'half-more', value: 150 },
        { id: 'twice', value: 200 },
        { id: 'last', value: 220 },
        { id: 'no-idea', value: null },
      ],
      outcome: { metric: 'response.group-p99', side: 'A', doubles: true },
    },
  ],
  metric: 'response.group-p99',
  metricScale: { type: 'log', max: 100000 },
  reasons: [
    { id: 'idle-is-free', select: 'ballooned' },
    { id: 'all-in-use', select: 'active' },
    { id: 'disk', select: 'swapped' },
  ],
  counterfactuals: [
    { id: 'no-balloon', set: [{ path: 'rules.reclaim.balloon', value: false }] },
    {
      id: 'sharing',
      // KSM in a hurry: a million pages a second, which takes one core and a half.
      set: [
        { path: 'rules.reclaim.sharing', value: 'ksm' },
        { path: 'rules.reclaim.pagesToScan', value: 10000 },
        { path: 'rules.reclaim.sleepMillis', value: 10 },
      ],
    },
    { id: 'faster-disk', set: [{ path: 'rules.reclaim.swap', value: 'nvme' }] },
  ],
  next: 'nested-paging',
}
