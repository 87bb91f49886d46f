/** 5: "Hardware-assisted virtualization makes every system call exit." */
import { perform, show, type Experiment } from './experiment'

const mix = (id: string) => perform('group.mix', { group: 'guest', mix: id })

export const whatExits: Experiment = {
  id: 'what-exits',
  misconception: 5,
  measures: [
    { id: 'exits', shown: 'rate', from: { look: 'exits', host: 'host-1', of: 'all' } },
    { id: 'syscalls', shown: 'rate', from: { look: 'exits', host: 'host-1', of: 'syscalls' } },
  ],
  steps: [
    { id: 'syscalls', actions: [show('cpu'), mix('syscall-heavy')] },
    { id: 'io', actions: [mix('io-heavy')] },
    { id: 'forks', actions: [mix('fork-heavy')] },
    {
      id: 'shadow',
      actions: [perform('group.technique', { group: 'guest', technique: 'hvm-shadow' })],
    },
  ],
  sources: ['adams2006', 'agesen2012', 'assumed'],
}
