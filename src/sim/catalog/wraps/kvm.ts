/** Virtual machines under KVM: QEMU in several shapes, and the VMMs for microVMs. */
import type { HypervisorProfile, TraitsProfile } from '../profile'
import { cloudImage, firstKvmQemu } from './first'
import { qemuSurface } from './first-surfaces'
import { assumed, cloudBoot, from, megabytes, phase } from './numbers'
import { cloudHypervisorSurface, firecrackerSurface } from './surfaces'

/** System calls do not leave the guest, so they cost what they cost natively. */
export const guestSyscall = from('eurosys2021', 61.7, 'ns', 'guest-syscall')
const linuxMinimum = from('eurosys2021', megabytes(29), 'MiB', 'linux-minimum')
/** Kernel and root file system of a small guest: 10 to 500 MB. */
export const smallImage = assumed(megabytes(255), 'MiB', 'small-image', [megabytes(10), megabytes(500)])

/** What all of them share. */
const overKvm = {
  hosts: ['kvm'],
  technique: 'hvm-nested',
  boundary: 'vm',
} as const

export const qemuTraits: TraitsProfile = {
  syscallNanos: guestSyscall,
  receiveFactor: from('nsdi2020', 0.538, '1', 'qemu-network'),
  sendFactor: from('nsdi2020', 0.463, '1', 'qemu-network'),
  roundTripMicros: from('felter2014', 30, 'µs', 'kvm-round-trip'),
  randomReadFactor: from('nsdi2020', 0.456, '1', 'qemu-disk'),
  deepReadFactor: from('nsdi2020', 0.449, '1', 'qemu-disk'),
  imageMiB: cloudImage,
  surface: qemuSurface,
  liveMigration: 'yes',
  density: 'catalog.density.memory',
}

const qemuMemory = { base: from('nsdi2020', 131.3, 'MiB', 'qemu-base') }
export const kvmFactor = from('felter2014', 1.023, '1', 'kvm-cpu', [1.02, 1.205])

const kvmQemu: HypervisorProfile = { ...firstKvmQemu, traits: qemuTraits }

const kvmQemuUefi: HypervisorProfile = {
  ...overKvm,
  id: 'kvm-qemu-uefi',
  title: 'KVM + QEMU, UEFI',
  vmm: qemuMemory,
  cpuFactor: kvmFactor,
  start: {
    phases: cloudBoot('uefi-phases', {
      vmm: 300,
      firmware: 2500,
      loader: 2000,
      kernel: 1500,
      init: 6000,
      cloudInit: 8000,
    }),
  },
  traits: qemuTraits,
}

const kvmQemuMinimal: HypervisorProfile = {
  ...overKvm,
  id: 'kvm-qemu-minimal',
  title: 'KVM + QEMU, minimal guest',
  guest: 'minimal',
  vmm: qemuMemory,
  cpuFactor: kvmFactor,
  start: {
    whole: from('nsdi2020', 214, 'ms', 'qboot-split'),
    phases: [
      phase('vmm', assumed(60, 'ms', 'qboot-split'), 40),
      phase('firmware', assumed(14, 'ms', 'qboot-split'), 14),
      phase('kernel', assumed(140, 'ms', 'qboot-split'), 140),
    ],
    sigma: from('nsdi2020', 0.015, '1', 'qboot-sigma'),
    parallelMillis: from('nsdi2020', 240, 'ms', 'parallel-hundred'),
  },
  traits: { ...qemuTraits, imageMiB: smallImage, minimumMiB: linuxMinimum },
}

const kvmMicrovm: HypervisorProfile = {
  ...overKvm,
  id: 'kvm-microvm',
  title: 'KVM + QEMU microvm',
  guest: 'minimal',
  vmm: { base: assumed(131.3, 'MiB', 'microvm-memory', [20, 131.3]) },
  cpuFactor: kvmFactor,
  start: {
    phases: [
      phase('vmm', from('eurosys2021', 9, 'ms', 'microvm-vmm'), 9),
      phase('kernel', assumed(110, 'ms', 'microvm-kernel'), 110),
    ],
  },
  traits: { ...qemuTraits, imageMiB: smallImage, minimumMiB: linuxMinimum },
}

const firecracker: HypervisorProfile = {
  ...overKvm,
  id: 'firecracker',
  title: 'Firecracker',
  vmm: { base: from('nsdi2020', 2.49, 'MiB', 'firecracker-base', [2.49, 5]) },
  cpuFactor: from('firecracker-specification', 1.053, '1', 'firecracker-cpu', [1, 1.053]),
  start: {
    whole: from('nsdi2020', 161, 'ms', 'firecracker-process'),
    phases: [
      phase(
        'vmm',
        from('nsdi2020', 51, 'ms', 'firecracker-process'),
        from('firecracker-specification', 8, 'core-ms', 'firecracker-process'),
      ),
      phase('kernel', from('nsdi2020', 110, 'ms', 'firecracker-kernel'), 110),
    ],
    sigma: from('nsdi2020', 0.03, '1', 'firecracker-sigma'),
    parallelMillis: from('nsdi2020', 217, 'ms', 'parallel-hundred'),
  },
  traits: {
    syscallNanos: guestSyscall,
    receiveFactor: from('nsdi2020', 0.354, '1', 'firecracker-network'),
    sendFactor: from('nsdi2020', 0.321, '1', 'firecracker-network'),
    roundTripMicros: from('firecracker-specification', 60, 'µs', 'firecracker-round-trip'),
    randomReadFactor: from('derived', 0.503, '1', 'firecracker-read'),
    deepReadFactor: from('nsdi2020', 0.043, '1', 'serial-disk'),
    imageMiB: smallImage,
    minimumMiB: linuxMinimum,
    surface: firecrackerSurface,
    liveMigration: 'checkpoint',
    density: 'catalog.density.firecracker',
  },
}

const cloudHypervisor: HypervisorProfile = {
  ...overKvm,
  id: 'cloud-hypervisor',
  title: 'Cloud Hypervisor',
  vmm: { base: from('nsdi2020', 13.34, 'MiB', 'cloud-hypervisor-base') },
  cpuFactor: assumed(1.023, '1', 'cloud-hypervisor-cpu'),
  start: {
    whole: from('nsdi2020', 102, 'ms', 'cloud-hypervisor-split'),
    phases: [
      phase('vmm', assumed(12, 'ms', 'cloud-hypervisor-split'), 8),
      phase('kernel', assumed(90, 'ms', 'cloud-hypervisor-split'), 90),
    ],
    sigma: from('nsdi2020', 0.031, '1'),
    parallelMillis: from('nsdi2020', 134, 'ms', 'parallel-hundred'),
  },
  traits: {
    syscallNanos: guestSyscall,
    receiveFactor: from('nsdi2020', 0.524, '1', 'cloud-hypervisor-network'),
    sendFactor: from('nsdi2020', 0.475, '1', 'cloud-hypervisor-network'),
    roundTripMicros: assumed(30, 'µs', 'like-qemu'),
    randomReadFactor: from('nsdi2020', 0.57, '1', 'cloud-hypervisor-disk'),
    deepReadFactor: from('nsdi2020', 0.043, '1', 'serial-disk'),
    imageMiB: smallImage,
    minimumMiB: linuxMinimum,
    surface: cloudHypervisorSurface,
    liveMigration: 'yes',
    density: 'catalog.density.memory',
  },
}

export const kvmMachines: readonly HypervisorProfile[] = [kvmQemu, kvmQemuUefi, kvmQemuMinimal]
export const microMachines: readonly HypervisorProfile[] = [firecracker, cloudHypervisor, kvmMicrovm]
/** For other profiles that run on the same VMMs. */
export const kvmParts = { overKvm, qemuMemory, firecracker, microvmMemory: kvmMicrovm.vmm }
