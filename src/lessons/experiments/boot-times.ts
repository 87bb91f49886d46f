/** 1: "VMs are slow to start, and containers are fast." */
import { perform, seek, show, type Experiment, type Measure } from './experiment'

const took = (id: string, subject: string): Measure => ({
  id,
  shown: 'seconds',
  from: { look: 'metric', metric: 'start.latest-seconds', subject },
})

export const bootTimes: Experiment = {
  id: 'boot-times',
  misconception: 1,
  measures: [
    took('cloud', 'cloud'),
    took('slim', 'slim'),
    took('micro', 'micro'),
    took('uni', 'uni'),
    took('box', 'box'),
  ],
  steps: [
    { id: 'second', actions: [show('starts'), seek(1)] },
    { id: 'wait', actions: [seek(60)] },
    {
      id: 'storm',
      actions: [
        perform('group.scale', { group: 'cloud', count: 13 }),
        perform('group.scale', { group: 'micro', count: 13 }),
        seek(180),
      ],
    },
  ],
  sources: ['nsdi2020', 'eurosys2021', 'crun-readme', 'assumed'],
}
