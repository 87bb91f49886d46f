/** Virtual machines under Xen, from paravirtualized Debian to unikernels without a XenStore. */
import type { HypervisorProfile, StartProfile, TraitsProfile } from '../profile'
import { cloudImage } from './first'
import { guestSyscall } from './kvm'
import { assumed, assumedFactor, cloudBoot, from, megabytes, phase } from './numbers'
import { xenHvmSurface, xenSurface } from './surfaces'

const onXen = { hosts: ['xen'], boundary: 'vm' } as const

/** 5 to 10 MB in dom0. */
const pvMemory = { base: assumed(7.15, 'MiB', 'xen-base', [4.77, 9.54]) }
const pvFactor = from('xen2003', 1, '1', 'xen-cpu', [1, 1.087])

const pvTraits: TraitsProfile = {
  syscallNanos: assumed(211.7, 'ns', 'xen-syscall', [61.7, 211.7]),
  receiveFactor: from('xen2003', 1, '1', 'xen-network', [0.86, 1]),
  sendFactor: from('xen2003', 1, '1', 'xen-network', [0.86, 1]),
  roundTripMicros: assumed(30, 'µs', 'like-qemu'),
  randomReadFactor: from('xen2003', 0.95, '1', 'xen-disk'),
  deepReadFactor: from('xen2003', 0.95, '1', 'xen-disk'),
  imageMiB: from('lightvm-figures', megabytes(1100), 'MiB', 'debian-image'),
  surface: xenSurface,
  liveMigration: 'yes',
  density: 'catalog.density.xenstore',
}

/** The same for a kind of VM that nobody has published it of. */
function sameGrowth({
  millisAt1000,
}: NonNullable<StartProfile['growth']>): NonNullable<StartProfile['growth']> {
  return {
    millisAt1000: assumed(millisAt1000.value, 'ms', 'like-xen-pv'),
    exponent: assumed(1.3, '1', 'xenstore-exponent'),
  }
}

/** The toolstack writes into the XenStore for each VM, the more the more there are. */
function storeGrowth(firstMillis: number, thousandthMillis: number): NonNullable<StartProfile['growth']> {
  return {
    millisAt1000: from('lightvm-figures', thousandthMillis - firstMillis, 'ms', 'xenstore-growth'),
    exponent: assumed(1.3, '1', 'xenstore-exponent'),
  }
}

const debianGrowth = storeGrowth(2000, 42000)

const debianStart: StartProfile = {
  whole: from('lightvm-figures', 2000, 'ms', 'xen-boot'),
  phases: [
    phase('vmm', from('lightvm-figures', 500, 'ms', 'xen-boot'), 500),
    phase('kernel', assumed(500, 'ms', 'xen-boot'), 500, 20),
    phase('init', assumed(1000, 'ms', 'xen-boot'), 1000, 80),
  ],
  growth: debianGrowth,
}

const xen: HypervisorProfile = {
  ...onXen,
  id: 'xen',
  title: 'Xen PV',
  technique: 'paravirtual',
  vmm: pvMemory,
  cpuFactor: pvFactor,
  start: debianStart,
  traits: pvTraits,
}

const xenHvm: HypervisorProfile = {
  ...onXen,
  id: 'xen-hvm',
  title: 'Xen HVM',
  technique: 'hvm-nested',
  vmm: { base: assumed(megabytes(80), 'MiB', 'xen-hvm-memory', [megabytes(30), megabytes(130)]) },
  cpuFactor: assumed(1.023, '1', 'like-kvm-cpu'),
  start: {
    phases: cloudBoot('xen-hvm-phases', {
      vmm: 600,
      firmware: 1200,
      loader: 2000,
      kernel: 1500,
      init: 6000,
      cloudInit: 8000,
    }),
    growth: sameGrowth(debianGrowth),
  },
  traits: {
    ...pvTraits,
    syscallNanos: guestSyscall,
    receiveFactor: assumedFactor(0.54, [0.46, 1], 'like-qemu'),
    sendFactor: assumedFactor(0.46, [0.46, 1], 'like-qemu'),
    randomReadFactor: assumedFactor(0.46, [0.45, 0.95], 'like-qemu'),
    deepReadFactor: assumedFactor(0.45, [0.45, 0.95], 'like-qemu'),
    imageMiB: cloudImage,
    surface: xenHvmSurface,
  },
}

const xenPvh: HypervisorProfile = {
  ...onXen,
  id: 'xen-pvh',
  title: 'Xen PVH',
  technique: 'hvm-nested',
  vmm: { base: assumed(7.15, 'MiB', 'like-xen-pv', [4.77, 9.54]) },
  cpuFactor: assumed(1.023, '1', 'like-kvm-cpu'),
  start: {
    phases: debianStart.phases.map((one) => ({
      ...one,
      millis: assumed(one.millis.value, 'ms', 'like-xen-pv'),
    })),
    growth: sameGrowth(debianGrowth),
  },
  traits: {
    ...pvTraits,
    syscallNanos: guestSyscall,
    receiveFactor: assumedFactor(1, [0.86, 1], 'like-xen-pv'),
    sendFactor: assumedFactor(1, [0.86, 1], 'like-xen-pv'),
    randomReadFactor: assumedFactor(0.95, [0.45, 1], 'like-xen-pv'),
    deepReadFactor: assumedFactor(0.95, [0.45, 1], 'like-xen-pv'),
  },
}

const xenTinyx: HypervisorProfile = {
  ...onXen,
  id: 'xen-tinyx',
  title: 'Xen PV, Tinyx',
  technique: 'paravirtual',
  guest: 'tinyx',
  vmm: pvMemory,
  cpuFactor: pvFactor,
  start: {
    phases: [
      phase('vmm', from('lightvm-figures', 360, 'ms', 'tinyx-boot'), 360),
      phase('kernel', from('lightvm-figures', 180, 'ms', 'tinyx-boot'), 180),
    ],
    growth: storeGrowth(540, 10000),
  },
  traits: {
    ...pvTraits,
    imageMiB: from('lightvm-figures', megabytes(9.5), 'MiB', 'tinyx-image', [megabytes(9), megabytes(10)]),
  },
}

const unikernelTraits: TraitsProfile = {
  ...pvTraits,
  syscallNanos: from('eurosys2021', 23.3, 'ns', 'unikernel-syscall'),
  imageMiB: from('lightvm-figures', megabytes(0.48), 'MiB', 'daytime-image'),
  density: 'catalog.density.unikernel',
}

const xenUnikernel: HypervisorProfile = {
  ...onXen,
  id: 'xen-unikernel',
  title: 'Unikernel on Xen',
  technique: 'paravirtual',
  guest: 'mini-os',
  vmm: pvMemory,
  cpuFactor: pvFactor,
  start: {
    phases: [
      phase('vmm', from('lightvm-figures', 80, 'ms', 'xen-unikernel-boot'), 80),
      phase('kernel', from('lightvm-figures', 3, 'ms', 'xen-unikernel-boot'), 3),
    ],
    growth: storeGrowth(83, 700),
  },
  traits: { ...unikernelTraits, density: 'catalog.density.xenstore' },
}

const lightvm: HypervisorProfile = {
  ...onXen,
  id: 'lightvm',
  title: 'LightVM',
  technique: 'paravirtual',
  guest: 'mini-os',
  vmm: { base: assumed(1, 'MiB', 'lightvm-memory', [0, 9.54]) },
  cpuFactor: pvFactor,
  start: {
    phases: [phase('vmm', from('lightvm2017', 2.3, 'ms', 'lightvm-boot'), 2.3)],
    growth: {
      millisAt1000: from('lightvm-figures', 1.8, 'ms', 'lightvm-growth'),
      exponent: assumed(1, '1', 'lightvm-growth'),
    },
  },
  traits: unikernelTraits,
}

export const xenMachines: readonly HypervisorProfile[] = [xen, xenHvm, xenPvh, xenTinyx]
export const xenUnikernels: readonly HypervisorProfile[] = [xenUnikernel, lightvm]
