/** Hypervisors of vendors, those that run on a desktop, and full emulation. */
import type { HypervisorProfile, TraitsProfile } from '../profile'
import { guestSyscall } from './kvm'
import { assumed, assumedFactor, cloudBoot, from, megabytes } from './numbers'
import { translatorSurface, vendorSurface, virtualBoxSurface } from './surfaces'

const largeImage = assumed(4096, 'MiB', 'large-image', [1024, 20480])

const vendorTraits: TraitsProfile = {
  syscallNanos: guestSyscall,
  receiveFactor: assumedFactor(0.975, [0.95, 1]),
  sendFactor: assumedFactor(0.975, [0.95, 1]),
  roundTripMicros: assumed(30, 'µs', 'consensus', [20, 40]),
  randomReadFactor: assumedFactor(0.875, [0.8, 0.95]),
  deepReadFactor: assumedFactor(0.875, [0.8, 0.95]),
  imageMiB: largeImage,
  surface: vendorSurface,
  liveMigration: 'yes',
  density: 'catalog.density.vcpu-limits',
}

const esxi: HypervisorProfile = {
  id: 'esxi',
  title: 'VMware ESXi',
  technique: 'hvm-nested',
  boundary: 'vm',
  hosts: ['esxi'],
  // The vendor's MB are binary, as everywhere in vSphere: its numbers are taken over unchanged as MiB.
  vmm: {
    base: from('vsphere-overhead', 18.4, 'MiB', 'esxi-overhead'),
    perGuestMiB: from('vsphere-overhead', 0.00738, 'MiB/MiB', 'esxi-overhead'),
    perExtraVcpu: from('vsphere-overhead', 3.99, 'MiB', 'esxi-overhead'),
  },
  cpuFactor: assumed(1.035, '1', 'esxi-cpu', [1.02, 1.05]),
  start: {
    phases: cloudBoot('esxi-boot', {
      vmm: 500,
      firmware: 4000,
      loader: 3000,
      kernel: 3500,
      init: 14000,
      cloudInit: 15000,
    }),
  },
  traits: vendorTraits,
}

/** The middle of 15 to 60 s. */
const slowBoot = (note: string) =>
  cloudBoot(note, { vmm: 500, firmware: 3000, loader: 3000, kernel: 3000, init: 13000, cloudInit: 15000 })

const hyperV: HypervisorProfile = {
  id: 'hyper-v',
  title: 'Hyper-V',
  technique: 'hvm-nested',
  boundary: 'vm',
  hosts: ['hyper-v'],
  vmm: {
    base: from('hyper-v-memory', 24, 'MiB', 'hyper-v-memory'),
    perGuestMiB: from('hyper-v-memory', 0.0078125, 'MiB/MiB', 'hyper-v-memory'),
  },
  cpuFactor: assumed(1.035, '1', 'like-esxi', [1.02, 1.05]),
  start: { phases: slowBoot('hyper-v-boot') },
  traits: vendorTraits,
}

const virtualBox: HypervisorProfile = {
  id: 'virtualbox',
  title: 'VirtualBox',
  technique: 'hvm-nested',
  boundary: 'vm',
  hosts: ['linux', 'windows', 'macos'],
  vmm: { base: assumed(megabytes(100), 'MiB', 'virtualbox-memory', [megabytes(50), megabytes(150)]) },
  cpuFactor: assumed(1.075, '1', 'virtualbox-cpu', [1.05, 1.1]),
  start: { phases: slowBoot('virtualbox-boot') },
  traits: {
    syscallNanos: guestSyscall,
    receiveFactor: assumedFactor(0.7, [0.5, 0.9]),
    sendFactor: assumedFactor(0.7, [0.5, 0.9]),
    roundTripMicros: assumed(75, 'µs', 'consensus', [50, 100]),
    randomReadFactor: assumedFactor(0.6, [0.4, 0.8]),
    deepReadFactor: assumedFactor(0.6, [0.4, 0.8]),
    imageMiB: largeImage,
    surface: virtualBoxSurface,
    liveMigration: 'yes',
    density: 'catalog.density.desktop',
  },
}

const qemuTcg: HypervisorProfile = {
  id: 'qemu-tcg',
  title: 'QEMU TCG',
  technique: 'emulation',
  boundary: 'vm',
  hosts: ['linux', 'kvm', 'windows', 'macos'],
  vmm: { base: assumed(megabytes(200), 'MiB', 'tcg-memory', [megabytes(100), megabytes(1000)]) },
  cpuFactor: assumed(10, '1', 'emulation', [10, 25]),
  start: {
    phases: cloudBoot(
      'tcg-boot',
      { vmm: 300, firmware: 12000, loader: 20000, kernel: 15000, init: 60000, cloudInit: 80000 },
      10,
    ),
  },
  traits: {
    syscallNanos: assumed(1234, 'ns', 'tcg-syscall'),
    receiveFactor: assumedFactor(0.2, [0.1, 0.3]),
    sendFactor: assumedFactor(0.2, [0.1, 0.3]),
    roundTripMicros: assumed(200, 'µs', 'consensus'),
    randomReadFactor: assumedFactor(0.2),
    deepReadFactor: assumedFactor(0.2),
    imageMiB: largeImage,
    surface: translatorSurface,
    liveMigration: 'yes',
    density: 'catalog.density.cpu',
  },
}

export const vendorMachines: readonly HypervisorProfile[] = [esxi, hyperV]
export const hostedMachines: readonly HypervisorProfile[] = [virtualBox, qemuTcg]
