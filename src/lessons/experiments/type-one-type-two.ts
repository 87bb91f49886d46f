/** 8: "A hypervisor of type one is always faster than one of type two." */
import { perform, show, type Action, type Experiment, type Measure } from './experiment'

const groups = { esxi: 'on-esxi', kvm: 'on-kvm', virtualbox: 'on-virtualbox' } as const
type Name = keyof typeof groups

const work = (id: Name, host: string): Measure => ({
  id,
  shown: 'millicores',
  from: { look: 'bottlenecks', host, of: 'received' },
})
const does = (name: Name, mix: string): Action => perform('group.mix', { group: groups[name], mix })
const byWay = (name: Name, technique: string): Action =>
  perform('group.technique', { group: groups[name], technique })

export const typeOneTypeTwo: Experiment = {
  id: 'type-one-type-two',
  misconception: 8,
  measures: [work('esxi', 'esxi-1'), work('kvm', 'kvm-1'), work('virtualbox', 'desktop-1')],
  steps: [
    {
      id: 'rings',
      actions: [show('cpu'), does('esxi', 'rings'), does('kvm', 'rings'), does('virtualbox', 'rings')],
    },
    { id: 'registers', actions: [does('esxi', 'registers')] },
    {
      id: 'shadow',
      actions: [does('esxi', 'rings'), byWay('kvm', 'hvm-shadow')],
    },
  ],
  sources: ['felter2014', 'agesen2012', 'splitx2011', 'ept-evaluation', 'assumed'],
}
