/** Lesson 6: pre-copy ends only if the guest writes slower than the link sends; else it stands still for all of it. */
import type { Lesson } from '../../lesson'

const seconds = 1000000
const hundredth = 10000000
const mebibyte = 1048576

/** Both VMs write this many hundredths of a GB per second. */
function writes(hundredths: number) {
  const value = Math.round((hundredths * hundredth) / mebibyte)
  return [0, 1].map((group) => ({ path: `workloads.${group}.memory.dirtyMiBps`, value }))
}

export const liveMigration: Lesson = {
  id: 'live-migration',
  number: 6,
  scenario: 'live-migration',
  stage: 'migration',
  sides: [
    { id: 'A', host: 'host-a-1', group: 'ahead' },
    { id: 'B', host: 'host-b-1', group: 'after' },
  ],
  knob: {
    type: 'parameter',
    path: 'workloads.0.memory.dirtyMiBps',
    stops: Array.from({ length: 15 }, (_, tenth) => ({
      value: (tenth + 1) * 10,
      set: writes((tenth + 1) * 10),
    })),
    unit: 'ratio',
    start: 2,
    ticks: [0, 2, 4, 6, 8, 10, 12, 14],
  },
  gates: [
    {
      id: 'downtime',
      at: 4 * seconds,
      // 1.3 GB/s: a little more than a link of 10 Gbit/s carries.
      knobStop: 12,
      choices: [
        { id: 'limit', value: 0.3 },
        { id: 'two', value: 2 },
        { id: 'seven', value: 7 },
        { id: 'minute', value: 60 },
        { id: 'no-idea', value: null },
      ],
      outcome: { metric: 'migration.downtime-seconds', side: 'A' },
    },
  ],
  metric: 'migration.downtime-seconds',
  metricScale: { type: 'linear', max: 8 },
  reasons: [
    { id: 'meanwhile', select: 'rates' },
    { id: 'shrink', select: 'rounds' },
    { id: 'rest', select: 'pause' },
  ],
  counterfactuals: [
    { id: 'throttle', set: [{ path: 'rules.migration.autoConverge', value: true }] },
    {
      id: 'compress',
      // A cache that holds all of its memory: where less is held, writes all over it are seldom found again.
      set: [
        { path: 'rules.migration.compress', value: true },
        { path: 'rules.migration.cacheMiB', value: 8192 },
      ],
    },
    { id: 'faster-link', set: [{ path: 'define.machines.node.nicMbps', value: 25000 }] },
  ],
  next: 'append-only',
}
