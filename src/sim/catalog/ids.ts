import { flavours } from './flavours'

/** Ids of the catalogue in the order they are shown, for the page's lists: it needs no more, so it loads no more. */
export const catalogueIds = {
  machines: ['small-8', 'general-64', 'general-128', 'dense-256', 'bench-16'],
  kernels: ['linux', 'kvm', 'xen', 'esxi'],
  hypervisors: ['kvm-qemu', 'firecracker', 'cloud-hypervisor', 'xen', 'esxi'],
  runtimes: ['runc', 'gvisor'],
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
