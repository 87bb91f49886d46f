/** 4: "Docker is a light hypervisor." */
import { perform, show, type Action, type Experiment } from './experiment'

const both = (mix: string): readonly Action[] =>
  ['box', 'guest'].map((group) => perform('group.mix', { group, mix }))

export const countingExits: Experiment = {
  id: 'counting-exits',
  misconception: 4,
  measures: [
    { id: 'boxExits', shown: 'rate', from: { look: 'exits', host: 'boxes-1', of: 'all' } },
    { id: 'guestExits', shown: 'rate', from: { look: 'exits', host: 'guests-1', of: 'all' } },
    { id: 'boxUsed', shown: 'millicores', from: { look: 'bottlenecks', host: 'boxes-1', of: 'used' } },
    { id: 'guestUsed', shown: 'millicores', from: { look: 'bottlenecks', host: 'guests-1', of: 'used' } },
  ],
  steps: [
    { id: 'syscalls', actions: [show('cpu'), ...both('syscall-heavy')] },
    { id: 'io', actions: both('io-heavy') },
  ],
  sources: ['splitx2011', 'agesen2012', 'assumed'],
}
