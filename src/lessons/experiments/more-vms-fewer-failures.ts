/** 16: "More VMs mean fewer failures." */
import { perform, seek, show, type Experiment, type Measure } from './experiment'

const metric = (id: string, name: string, subject: string): Measure => ({
  id,
  shown: 'count',
  from: { look: 'metric', metric: `isolation.${name}`, subject },
})
const days = (count: number) => seek(count * 24 * 3600)

export const moreVmsFewerFailures: Experiment = {
  id: 'more-vms-fewer-failures',
  misconception: 16,
  measures: [
    metric('boxes', 'lost', 'box'),
    metric('guests', 'lost', 'guest'),
    metric('boxesOnce', 'lost-at-once', 'box'),
    metric('guestsOnce', 'lost-at-once', 'guest'),
  ],
  steps: [
    { id: 'month', actions: [show('bins'), days(30)] },
    { id: 'year', actions: [days(365)] },
    { id: 'hypervisor', actions: [perform('kernel.panic', { kernel: 'guests-1' })] },
  ],
  sources: ['assumed'],
}
