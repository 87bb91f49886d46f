/** Lesson 4: nested paging takes longer walks, and far fewer exits. */
import { blends } from '../../../sim'
import type { Lesson } from '../../lesson'

const seconds = 1000000

/** Guest and host back the memory of both groups with huge pages. */
const hugePages = [0, 1].flatMap((group) =>
  ['guest', 'host'].map((side) => ({ path: `workloads.${group}.pages.${side}`, value: '2M' })),
)
const randomReads = blends[10]?.set ?? []

export const nestedPaging: Lesson = {
  id: 'nested-paging',
  number: 4,
  scenario: 'nested-paging',
  stage: 'paging',
  sides: [
    { id: 'A', host: 'host-a-1', group: 'shadow-a' },
    { id: 'B', host: 'host-b-1', group: 'nested-b' },
  ],
  knob: {
    type: 'parameter',
    path: 'define.mixes.blend.pageTable',
    stops: blends,
    unit: 'percent',
    start: 5,
    ticks: [0, 2, 4, 6, 8, 10],
  },
  gates: [
    {
      id: 'nested-to-shadow',
      at: 15 * seconds,
      knobStop: 0,
      choices: [
        { id: 'half', value: 0.5 },
        { id: 'less', value: 0.8 },
        { id: 'more', value: 1.1 },
        { id: 'half-more', value: 1.5 },
        { id: 'no-idea', value: null },
      ],
      outcome: { metric: 'cpu.group-useful', ratio: true },
    },
  ],
  metric: 'cpu.group-useful',
  metricScale: { type: 'linear', max: 8000 },
  reasons: [
    { id: 'exits', select: 'exits' },
    { id: 'walks', select: 'walk' },
    { id: 'seldom', select: 'reach' },
  ],
  counterfactuals: [
    { id: 'random-reads', set: [...randomReads] },
    { id: 'huge-pages', set: [...randomReads, ...hugePages] },
  ],
  next: 'live-migration',
}
