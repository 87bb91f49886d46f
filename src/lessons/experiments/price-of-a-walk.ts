/** 7: "Nested paging is free." */
import { perform, show, type Experiment } from './experiment'

const technique = (id: string) => perform('group.technique', { group: 'lookup', technique: id })
const pages = (size: string) => perform('group.pages', { group: 'lookup', guest: size, host: size })

export const priceOfAWalk: Experiment = {
  id: 'price-of-a-walk',
  misconception: 7,
  measures: [
    { id: 'work', shown: 'millicores', from: { look: 'bottlenecks', host: 'host-1', of: 'received' } },
    { id: 'walks', shown: 'millicores', from: { look: 'bottlenecks', host: 'host-1', of: 'walks' } },
  ],
  steps: [
    { id: 'nested', actions: [show('cpu'), technique('hvm-nested')] },
    { id: 'huge', actions: [pages('2M')] },
    {
      id: 'stream',
      actions: [pages('4K'), perform('group.mix', { group: 'lookup', mix: 'stream' })],
    },
  ],
  sources: ['flattened-page-tables', 'skylake-tlb', 'bhargava2008', 'assumed'],
}
