/** The same VM on two hypervisors that are the host themselves and on one above Linux, each with a host of its own. */
import { assumed, constant, experiment, one } from './parts'

const guest = { count: 1, flavours: ['medium'], app: 'service', demand: constant(2000) }

/** Requests to disks and networks by rings, or by the registers of a device that is emulated. */
const disks = {
  kernelPermille: 400,
  syscalls: 30000,
  privileged: 5000,
  pageTable: 10000,
  pageFaults: 2000,
  io: 20000,
  interrupts: 15000,
  workingSetMiB: 256,
  requestMicros: 2000,
  source: assumed,
} as const

export const typeOneTypeTwo = experiment({
  title: 'Type one type two',
  define: { mixes: { rings: disks, registers: { ...disks, emulatedDevice: true } } },
  fleet: [
    { name: 'esxi', count: 1, machine: 'small-8', kernel: 'esxi' },
    one('kvm', 'kvm'),
    one('desktop', 'linux'),
  ],
  workloads: [
    { name: 'on-esxi', on: 'esxi', wrap: [{ profile: 'esxi' }], ...guest },
    { name: 'on-kvm', on: 'kvm', wrap: [{ profile: 'kvm-qemu' }], ...guest },
    { name: 'on-virtualbox', on: 'desktop', wrap: [{ profile: 'virtualbox' }], ...guest },
  ],
})
