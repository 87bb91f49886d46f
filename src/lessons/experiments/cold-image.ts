/** 2: "Containers are always fast to start." */
import { perform, seek, show, type Action, type Experiment, type Measure } from './experiment'

const hosts = ['slow', 'usual', 'fast'] as const

const took = (host: string): Measure => ({
  id: host,
  shown: 'seconds',
  from: { look: 'metric', metric: 'start.latest-seconds', subject: `over-${host}` },
})
const scale = (count: number): readonly Action[] =>
  hosts.map((host) => perform('group.scale', { group: `over-${host}`, count }))

export const coldImage: Experiment = {
  id: 'cold-image',
  misconception: 2,
  measures: [
    ...hosts.map(took),
    { id: 'stored', shown: 'mib', from: { look: 'metric', metric: 'image.stored', subject: 'fast-1' } },
  ],
  steps: [
    { id: 'pull', actions: [show('starts'), seek(60)] },
    { id: 'again', actions: [...scale(2), seek(90)] },
    {
      id: 'forget',
      actions: [
        show('images'),
        perform('group.scale', { group: 'over-fast', count: 0 }),
        perform('image.remove', { host: 'fast-1', image: 'web-app' }),
        perform('group.scale', { group: 'over-fast', count: 1 }),
        seek(120),
      ],
    },
  ],
  sources: ['oci-image-spec', 'dockerd-reference', 'slacker2016', 'crun-readme', 'assumed'],
}
