/** 13: "Page sharing saves at once and for free." */
import { perform, seek, show, type Experiment } from './experiment'

export const sharingTakesTime: Experiment = {
  id: 'sharing-takes-time',
  misconception: 13,
  measures: [
    { id: 'saved', shown: 'mib', from: { look: 'memory', host: 'host-1', of: 'saved' } },
    { id: 'threads', shown: 'millicores', from: { look: 'bottlenecks', host: 'host-1', of: 'hostThreads' } },
  ],
  steps: [
    { id: 'wait', actions: [show('memory'), seek(120)] },
    { id: 'longer', actions: [seek(480)] },
    {
      id: 'faster',
      actions: [
        seek(0),
        perform('reclaim.set', { rule: 'pagesToScan', value: 1250 }),
        perform('reclaim.set', { rule: 'sleepMillis', value: 10 }),
        seek(120),
      ],
    },
    {
      id: 'rewrite',
      actions: [perform('group.memory', { group: 'guest', rewritesPerHour: 600 }), seek(300)],
    },
  ],
  sources: ['linux-ksm', 'waldspurger2002', 'assumed'],
}
