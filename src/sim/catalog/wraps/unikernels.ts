/** An application with its own little kernel in one address space: Unikraft on four VMMs. */
import type { HypervisorProfile, StartProfile, TraitsProfile } from '../profile'
import { kvmParts, qemuTraits } from './kvm'
import { assumed, from, megabytes, phase } from './numbers'
import { firecrackerSurface, solo5Surface } from './surfaces'

const { overKvm, qemuMemory, firecracker, microvmMemory } = kvmParts

/** What the guest itself says; network and disk are those of its VMM. */
const own: Pick<TraitsProfile, 'syscallNanos' | 'imageMiB' | 'minimumMiB' | 'density'> = {
  syscallNanos: from('eurosys2021', 23.3, 'ns', 'unikernel-syscall'),
  imageMiB: from('eurosys2021', megabytes(1.63), 'MiB', 'unikernel-image', [
    megabytes(0.21),
    megabytes(1.84),
  ]),
  minimumMiB: from('eurosys2021', megabytes(5), 'MiB', 'nginx-minimum', [megabytes(2), megabytes(7)]),
  density: 'catalog.density.unikernel',
}

const cpuFactor = assumed(1, '1', 'unikernel-cpu')

function start(vmmMillis: number, guestMillis: number): StartProfile {
  return {
    whole: from('eurosys2021', Math.round((vmmMillis + guestMillis) * 1000) / 1000, 'ms', 'unikernel-vmm'),
    phases: [
      phase('vmm', from('eurosys2021', vmmMillis, 'ms', 'unikernel-vmm'), vmmMillis),
      phase('kernel', from('eurosys2021', guestMillis, 'ms', 'unikernel-guest'), guestMillis),
    ],
  }
}

export const kvmUnikernels: readonly HypervisorProfile[] = [
  {
    ...overKvm,
    id: 'unikernel-qemu',
    title: 'Unikernel on QEMU',
    guest: 'unikernel',
    vmm: qemuMemory,
    cpuFactor,
    start: start(38, 0.054),
    traits: { ...qemuTraits, ...own },
  },
  {
    ...overKvm,
    id: 'unikernel-microvm',
    title: 'Unikernel on QEMU microvm',
    guest: 'unikernel',
    vmm: microvmMemory,
    cpuFactor,
    start: start(9, 0.083),
    traits: { ...qemuTraits, ...own },
  },
  {
    ...overKvm,
    id: 'unikernel-solo5',
    title: 'Unikernel on Solo5',
    guest: 'unikernel',
    vmm: { base: assumed(1, 'MiB', 'solo5-memory', [0.5, 5]) },
    cpuFactor,
    start: start(2.9, 0.063),
    traits: { ...own, surface: solo5Surface, liveMigration: 'no' },
  },
  {
    ...overKvm,
    id: 'unikernel-firecracker',
    title: 'Unikernel on Firecracker',
    guest: 'unikernel',
    vmm: firecracker.vmm,
    cpuFactor,
    start: start(1.5, 1.28),
    traits: { ...firecracker.traits, ...own, surface: firecrackerSurface, liveMigration: 'checkpoint' },
  },
]
