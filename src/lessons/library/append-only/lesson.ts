/** Lesson 11: layers are only ever added, so that deleting later hides and frees nothing; and they are shared. */
import type { Lesson } from '../../lesson'

const seconds = 1000000

/** Both groups run the image that was built this way. */
function builtAs(image: string) {
  return [0, 1].map((group) => ({ path: `workloads.${group}.image`, value: image }))
}

export const appendOnly: Lesson = {
  id: 'append-only',
  number: 11,
  scenario: 'append-only',
  stage: 'layers',
  sides: [
    { id: 'A', host: 'host-a-1', group: 'one' },
    { id: 'B', host: 'host-b-1', group: 'many' },
  ],
  knob: {
    type: 'parameter',
    path: 'workloads.0.image',
    stops: [
      { value: 0, set: builtAs('same') },
      { value: 1, set: builtAs('never') },
      { value: 2, set: builtAs('next') },
    ],
    unit: 'words',
    start: 1,
    ticks: [0, 1, 2],
  },
  gates: [
    {
      id: 'after-rm',
      at: 10 * seconds,
      // The next instruction deletes: what the image looks like then is the question.
      knobStop: 2,
      knobMost: 1,
      choices: [
        { id: 'smaller', value: 147 },
        { id: 'half', value: 300 },
        { id: 'unchanged', value: 647 },
        { id: 'larger', value: 1147 },
        { id: 'no-idea', value: null },
      ],
      outcome: { metric: 'image.disk-mb', side: 'A' },
    },
  ],
  metric: 'image.disk-mb',
  metricScale: { type: 'linear', max: 800 },
  reasons: [
    { id: 'added', select: 'layers' },
    { id: 'hidden', select: 'whiteout' },
    { id: 'shared', select: 'copies' },
  ],
  counterfactuals: [
    { id: 'same', set: [...builtAs('same')] },
    { id: 'two-hosts', set: [{ path: 'fleet.1.count', value: 2 }] },
  ],
}
