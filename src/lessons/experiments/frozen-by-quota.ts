/** 11: "A CPU limit slows a container smoothly." */
import { perform, show, type Experiment } from './experiment'

const limit = (millicores: number) => perform('group.limit', { group: 'api', millicores })

export const frozenByQuota: Experiment = {
  id: 'frozen-by-quota',
  misconception: 11,
  measures: [
    { id: 'p', shown: 'millis', from: { look: 'bottlenecks', host: 'host-1', of: 'p99' } },
    { id: 'used', shown: 'millicores', from: { look: 'bottlenecks', host: 'host-1', of: 'used' } },
    { id: 'steal', shown: 'millicores', from: { look: 'bottlenecks', host: 'host-1', of: 'steal' } },
  ],
  steps: [
    { id: 'limit', actions: [limit(200)] },
    { id: 'look', actions: [show('cpu')] },
    { id: 'room', actions: [limit(1000)] },
  ],
  sources: ['linux-cfs-bandwidth', 'erlang1917', 'assumed'],
}
