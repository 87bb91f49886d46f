/** 9: "4 vCPUs means 4 CPUs." */
import { perform, show, type Experiment } from './experiment'

const guests = (count: number) => perform('group.scale', { group: 'guest', count })

export const vcpusInLine: Experiment = {
  id: 'vcpus-in-line',
  misconception: 9,
  measures: [
    { id: 'guests', shown: 'count', from: { look: 'bottlenecks', host: 'host-1', of: 'running' } },
    { id: 'ready', shown: 'share', from: { look: 'bottlenecks', host: 'host-1', of: 'ready' } },
    { id: 'p', shown: 'millis', from: { look: 'bottlenecks', host: 'host-1', of: 'p99' } },
    { id: 'work', shown: 'millicores', from: { look: 'bottlenecks', host: 'host-1', of: 'received' } },
  ],
  steps: [
    { id: 'two', actions: [show('cpu'), guests(4)] },
    { id: 'three', actions: [guests(6)] },
    { id: 'six', actions: [guests(12)] },
  ],
  sources: ['esx-cpu-scheduler', 'erlang1917', 'assumed'],
}
