/** One instance of each kind, all asked for at the same moment; images and disks are there already. */
import { constant, experiment, one } from './parts'

const instance = { count: 1, flavours: ['small'], app: 'service', demand: constant(100) }

export const bootTimes = experiment({
  title: 'Boot times',
  fleet: [one('host', 'kvm')],
  workloads: [
    { name: 'cloud', wrap: [{ profile: 'kvm-qemu' }], ...instance },
    { name: 'slim', wrap: [{ profile: 'kvm-qemu-minimal' }], ...instance },
    { name: 'micro', wrap: [{ profile: 'firecracker' }], ...instance },
    { name: 'uni', wrap: [{ profile: 'unikernel-microvm' }], ...instance },
    { name: 'box', wrap: [{ profile: 'runc' }], ...instance },
  ],
  rules: { start: { timed: true, overlayMillis: 0 } },
})
