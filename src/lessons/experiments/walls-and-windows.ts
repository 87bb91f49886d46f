/** 15: "VMs are totally isolated, containers not at all." */
import { perform, seek, show, type Experiment, type Measure } from './experiment'

const work = (id: string, group: string): Measure => ({
  id,
  shown: 'millicores',
  from: { look: 'bottlenecks', host: 'shared-1', of: 'received', group },
})
const metric = (id: string, name: string, subject: string): Measure => ({
  id,
  shown: 'count',
  from: { look: 'metric', metric: `isolation.${name}`, subject },
})

export const wallsAndWindows: Experiment = {
  id: 'walls-and-windows',
  misconception: 15,
  measures: [
    work('nearGuest', 'near-guest'),
    work('nearBox', 'near-box'),
    metric('guests', 'lost', 'guest'),
    metric('boxes', 'lost', 'box'),
    metric('guestIndex', 'attack-index', 'guest'),
    metric('boxIndex', 'attack-index', 'box'),
    metric('sandboxIndex', 'attack-index', 'sandbox'),
  ],
  steps: [
    { id: 'noise', actions: [show('cpu'), perform('group.demand', { group: 'noisy', millicores: 1000 })] },
    { id: 'guest', actions: [show('bins'), seek(10), perform('kernel.panic', { kernel: 'guest-vm-1' })] },
    { id: 'host', actions: [perform('kernel.panic', { kernel: 'boxes-1' })] },
  ],
  sources: ['cache-occupancy', 'gvisor-performance', 'agache2020', 'young2019', 'assumed'],
}
