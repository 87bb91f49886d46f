/** A dozen containers on one host, a dozen VMs with the same service on another: who brings a kernel along? */
import { constant, experiment, one } from './parts'

const service = { count: 12, flavours: ['small'], app: 'service', demand: constant(100) }

export const whoseKernel = experiment({
  title: 'Whose kernel',
  fleet: [one('boxes', 'linux'), one('guests', 'kvm')],
  workloads: [
    { name: 'box', on: 'boxes', kind: 'container', ...service },
    { name: 'guest', on: 'guests', kind: 'vm', ...service },
  ],
})
