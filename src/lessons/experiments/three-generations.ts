/** 6: "Hardware support was faster from day one." */
import { perform, show, type Experiment } from './experiment'

const technique = (id: string) => perform('group.technique', { group: 'build', technique: id })

export const threeGenerations: Experiment = {
  id: 'three-generations',
  misconception: 6,
  measures: [
    { id: 'work', shown: 'millicores', from: { look: 'bottlenecks', host: 'host-1', of: 'received' } },
    { id: 'exits', shown: 'rate', from: { look: 'exits', host: 'host-1', of: 'all' } },
  ],
  steps: [
    { id: 'first', actions: [show('cpu'), technique('hvm-shadow')] },
    { id: 'nested', actions: [technique('hvm-nested')] },
    {
      id: 'translated',
      actions: [
        perform('group.mix', { group: 'build', mix: 'syscall-heavy' }),
        technique('binary-translation'),
      ],
    },
    { id: 'again', actions: [technique('hvm-shadow')] },
  ],
  sources: ['adams2006', 'ept-evaluation', 'assumed'],
}
