/** What a host can boot. */
import type { KernelProfile } from './profile'

export const kernels: readonly KernelProfile[] = [
  { id: 'linux', title: 'Linux', runsContainers: true, type: 'os', release: 'linux-6.1' },
  {
    id: 'kvm',
    title: 'Linux + KVM',
    runsContainers: true,
    type: 'type-1',
    release: 'linux-6.1',
    note: 'catalog.note.kvm-classes',
  },
  { id: 'xen', title: 'Xen', runsContainers: false, type: 'type-1', release: 'xen' },
  { id: 'esxi', title: 'VMware ESXi', runsContainers: false, type: 'type-1', release: 'vmkernel' },
  { id: 'hyper-v', title: 'Hyper-V', runsContainers: false, type: 'type-1', release: 'windows-10.0' },
  { id: 'windows', title: 'Windows', runsContainers: false, type: 'os', release: 'windows-10.0' },
  { id: 'macos', title: 'macOS', runsContainers: false, type: 'os', release: 'darwin-23.0' },
  {
    id: 'illumos',
    title: 'illumos',
    runsContainers: true,
    type: 'os',
    release: 'illumos-5.11',
    note: 'catalog.note.illumos-containers',
  },
]
