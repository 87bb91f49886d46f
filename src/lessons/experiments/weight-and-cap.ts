/** 10: "Shares guarantee performance; limits reserve it." */
import { perform, show, type Experiment } from './experiment'

const set = (name: string, group: string, millicores: number) => perform(name, { group, millicores })

export const weightAndCap: Experiment = {
  id: 'weight-and-cap',
  misconception: 10,
  measures: [
    {
      id: 'light',
      shown: 'millicores',
      from: { look: 'bottlenecks', host: 'host-1', of: 'received', group: 'light' },
    },
    {
      id: 'heavy',
      shown: 'millicores',
      from: { look: 'bottlenecks', host: 'host-1', of: 'received', group: 'heavy' },
    },
    { id: 'used', shown: 'millicores', from: { look: 'bottlenecks', host: 'host-1', of: 'used' } },
  ],
  steps: [
    { id: 'wake', actions: [show('cpu'), set('group.demand', 'heavy', 8000)] },
    { id: 'reserve', actions: [set('group.reservation', 'light', 3000)] },
    { id: 'sleep', actions: [set('group.demand', 'heavy', 0)] },
    {
      id: 'limit',
      actions: [set('group.reservation', 'light', 0), set('group.limit', 'light', 2000)],
    },
  ],
  sources: ['vsphere-resource-management', 'bertsekas-gallager', 'linux-cgroup-v2'],
}
