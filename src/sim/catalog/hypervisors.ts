/** What a virtual machine costs under each hypervisor. */
import type { HypervisorProfile } from './profile'

export const hypervisors: readonly HypervisorProfile[] = [
  {
    id: 'kvm-qemu',
    title: 'KVM + QEMU',
    technique: 'hvm-nested',
    boundary: 'vm',
    hosts: ['kvm'],
    vmm: {
      base: { value: 131.3, unit: 'MiB', source: 'nsdi2020', note: 'catalog.note.qemu-base' },
    },
    cpuFactor: {
      value: 1.023,
      unit: '1',
      source: 'felter2014',
      range: [1.02, 1.205],
      note: 'catalog.note.kvm-cpu',
    },
  },
  {
    id: 'firecracker',
    title: 'Firecracker',
    technique: 'hvm-nested',
    boundary: 'vm',
    hosts: ['kvm'],
    vmm: {
      base: {
        value: 2.49,
        unit: 'MiB',
        source: 'nsdi2020',
        range: [2.49, 5],
        note: 'catalog.note.firecracker-base',
      },
    },
    cpuFactor: {
      value: 1.053,
      unit: '1',
      source: 'firecracker-specification',
      range: [1, 1.053],
      note: 'catalog.note.firecracker-cpu',
    },
  },
  {
    id: 'cloud-hypervisor',
    title: 'Cloud Hypervisor',
    technique: 'hvm-nested',
    boundary: 'vm',
    hosts: ['kvm'],
    vmm: {
      base: { value: 13.34, unit: 'MiB', source: 'nsdi2020', note: 'catalog.note.cloud-hypervisor-base' },
    },
    cpuFactor: { value: 1.023, unit: '1', source: 'assumed', note: 'catalog.note.cloud-hypervisor-cpu' },
  },
  {
    id: 'xen',
    title: 'Xen',
    technique: 'paravirtual',
    boundary: 'vm',
    hosts: ['xen'],
    vmm: {
      // 5 to 10 MB in dom0.
      base: {
        value: 7.15,
        unit: 'MiB',
        source: 'assumed',
        range: [4.77, 9.54],
        note: 'catalog.note.xen-base',
      },
    },
    cpuFactor: { value: 1, unit: '1', source: 'xen2003', range: [1, 1.087], note: 'catalog.note.xen-cpu' },
  },
  {
    id: 'esxi',
    title: 'VMware ESXi',
    technique: 'hvm-nested',
    boundary: 'vm',
    hosts: ['esxi'],
    // The vendor's MB are binary, as everywhere in vSphere: its numbers are taken over unchanged as MiB.
    vmm: {
      base: { value: 18.4, unit: 'MiB', source: 'vsphere-overhead', note: 'catalog.note.esxi-overhead' },
      perGuestMiB: {
        value: 0.00738,
        unit: 'MiB/MiB',
        source: 'vsphere-overhead',
        note: 'catalog.note.esxi-overhead',
      },
      perExtraVcpu: {
        value: 3.99,
        unit: 'MiB',
        source: 'vsphere-overhead',
        note: 'catalog.note.esxi-overhead',
      },
    },
    cpuFactor: {
      value: 1.035,
      unit: '1',
      source: 'assumed',
      range: [1.02, 1.05],
      note: 'catalog.note.esxi-cpu',
    },
  },
]
