/**
 * The same service on one kernel, and in ten VMs, for a year in which kernels panic a hundred times as often as the
 * model book assumes: it shows what would else take a hundred years.
 */
import { constant, experiment, one } from './parts'

const hour = 3600 * 1000000
const service = { count: 30, flavours: ['tiny'], app: 'service', demand: constant(50) }

export const moreVmsFewerFailures = experiment({
  title: 'More VMs fewer failures',
  horizon: 366 * 24 * hour,
  fleet: [one('boxes', 'linux'), one('guests', 'kvm')],
  workloads: [
    { name: 'box', on: 'boxes', kind: 'container', ...service },
    { name: 'guest', on: 'guests', wrap: [{ profile: 'kvm-qemu', per: 3 }, { profile: 'runc' }], ...service },
  ],
  // Fifty panics a year of each kernel. The hypervisor fails when the experiment says so.
  rules: { isolation: { kernelMeanHours: 176 } },
})
