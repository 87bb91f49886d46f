import { flavours } from './flavours'

/** Hypervisors that are alike, for lists that are too long without headings. */
export const hypervisorFamilies = {
  servers: [
    'kvm-qemu',
    'kvm-qemu-uefi',
    'kvm-qemu-minimal',
    'xen',
    'xen-hvm',
    'xen-pvh',
    'xen-tinyx',
    'esxi',
    'hyper-v',
  ],
  hosted: ['virtualbox', 'qemu-tcg'],
  micro: ['firecracker', 'cloud-hypervisor', 'kvm-microvm'],
  unikernels: [
    'unikernel-qemu',
    'unikernel-microvm',
    'unikernel-solo5',
    'unikernel-firecracker',
    'xen-unikernel',
    'lightvm',
  ],
} as const

export const runtimeFamilies = {
  containers: ['runc', 'crun', 'containerd', 'cri-o', 'docker'],
  systems: ['lxc', 'openvz', 'zones'],
  'user-kernels': ['gvisor', 'gvisor-ptrace', 'gvisor-systrap'],
  pods: ['kata', 'kata-firecracker'],
} as const

/** Ids of the catalogue in the order they are shown, for the page's lists: it needs no more, so it loads no more. */
export const catalogueIds = {
  machines: ['small-8', 'general-64', 'general-128', 'dense-256', 'bench-16'],
  kernels: ['linux', 'kvm', 'xen', 'esxi', 'hyper-v', 'windows', 'macos', 'illumos'],
  hypervisors: [
    ...hypervisorFamilies.servers,
    ...hypervisorFamilies.hosted,
    ...hypervisorFamilies.micro,
    ...hypervisorFamilies.unikernels,
  ],
  runtimes: [
    ...runtimeFamilies.containers,
    ...runtimeFamilies.systems,
    ...runtimeFamilies['user-kernels'],
    ...runtimeFamilies.pods,
  ],
  flavours: [
    'nano',
    'tiny',
    'small',
    'medium',
    'large',
    'xlarge',
    'bench-1',
    'bench-2',
    'bench-3',
    'bench-4',
  ],
  apps: ['service', 'web-app', 'database', 'cache', 'batch'],
  mixes: [
    'compute',
    'syscall-heavy',
    'fork-heavy',
    'io-heavy',
    'web',
    'database',
    'random-read',
    'stream',
    'null-syscall',
    'cache-hungry',
    'lock-heavy',
  ],
} as const

/** What each size is, for the lists that offer it. */
export const flavourSizes: readonly {
  readonly id: string
  readonly vcpus: number
  readonly memoryMiB: number
}[] = flavours
