/** The same service in containers and in VMs: one of them leaves for a hypervisor, the other has none. */
import { constant, experiment, one } from './parts'

const service = { count: 6, flavours: ['medium'], app: 'web-app', mix: 'compute', demand: constant(500) }

export const countingExits = experiment({
  title: 'Counting exits',
  fleet: [one('guests', 'kvm'), one('boxes', 'linux')],
  workloads: [
    { name: 'box', on: 'boxes', kind: 'container', ...service },
    { name: 'guest', on: 'guests', kind: 'vm', technique: 'hvm-nested', ...service },
  ],
})
