/** Containers with a kernel of their own: gVisor in user space, Kata in a small VM. */
import type { RuntimeProfile, TraitsProfile } from '../profile'
import { guestSyscall, kvmParts, qemuTraits } from './kvm'
import { assumed, assumedFactor, from, megabytes, phase } from './numbers'
import { firecrackerSurface, kataSurface, sentrySurface } from './surfaces'

const sentryTraits: TraitsProfile = {
  receiveFactor: from('gvisor-performance', 0.858, '1', 'gvisor-network'),
  sendFactor: from('gvisor-performance', 0.679, '1', 'gvisor-network'),
  roundTripMicros: assumed(35, 'µs', 'gvisor-round-trip', [20, 50]),
  randomReadFactor: from('gvisor-notes', 0.091, '1', 'gvisor-reads'),
  surface: sentrySurface,
  liveMigration: 'checkpoint',
  density: 'catalog.density.gvisor',
}

const sentry = {
  boundary: 'sandbox',
  // 23.70 MB; a node application was measured at 47 MB, a ruby one at 60 MB more than under runc.
  memory: from('gvisor-performance', 22.6, 'MiB', 'gvisor-memory', [22.6, 61.5]),
  cpuFactor: from('gvisor-performance', 1, '1', 'gvisor-cpu'),
  start: {
    whole: from('young2019', 183, 'ms', 'gvisor-start'),
    phases: [
      phase('sandbox', from('young2019', 150, 'ms', 'gvisor-start', [100, 200]), 100),
      phase('create', assumed(15, 'ms', 'runc-split'), 15),
      phase('start', assumed(18, 'ms', 'runc-split'), 18),
    ],
  },
} as const

const gvisor: RuntimeProfile = {
  ...sentry,
  id: 'gvisor',
  title: 'gVisor (runsc), KVM platform',
  technique: 'user-kernel-kvm',
  traits: { ...sentryTraits, syscallNanos: assumed(761.7, 'ns', 'gvisor-kvm') },
}

const gvisorPtrace: RuntimeProfile = {
  ...sentry,
  id: 'gvisor-ptrace',
  title: 'gVisor (runsc), ptrace platform',
  technique: 'user-kernel-ptrace',
  traits: { ...sentryTraits, syscallNanos: from('gvisor-performance', 36341.7, 'ns', 'gvisor-ptrace') },
}

const gvisorSystrap: RuntimeProfile = {
  ...sentry,
  id: 'gvisor-systrap',
  title: 'gVisor (runsc), systrap platform',
  technique: 'user-kernel-systrap',
  traits: { ...sentryTraits, syscallNanos: from('gvisor-notes', 801.7, 'ns', 'gvisor-systrap') },
}

const podTraits: TraitsProfile = {
  syscallNanos: guestSyscall,
  receiveFactor: assumedFactor(0.875, [0.8, 0.95]),
  sendFactor: assumedFactor(0.875, [0.8, 0.95]),
  roundTripMicros: assumed(45, 'µs', 'consensus', [30, 60]),
  surface: kataSurface,
  liveMigration: 'no',
  density: 'catalog.density.kata',
}

const kata: RuntimeProfile = {
  id: 'kata',
  title: 'Kata Containers, QEMU',
  technique: 'hvm-nested',
  boundary: 'sandbox',
  note: 'catalog.note.kata-simplified',
  memory: from('kata-deploy', 160, 'MiB', 'kata-memory', [120, 600]),
  cpuFactor: assumed(1.023, '1', 'like-kvm-cpu'),
  start: {
    phases: [
      phase('vmm', assumed(120, 'ms', 'kata-start'), 60),
      phase('kernel', assumed(250, 'ms', 'kata-start'), 200),
      phase('init', assumed(100, 'ms', 'kata-start'), 60),
      phase('sandbox', assumed(140, 'ms', 'kata-start'), 60),
      phase('create', assumed(100, 'ms', 'kata-start'), 40),
      phase('start', assumed(40, 'ms', 'kata-start'), 18),
    ],
  },
  traits: {
    ...podTraits,
    randomReadFactor: assumed(qemuTraits.randomReadFactor?.value ?? 0, '1', 'as-its-vmm'),
    deepReadFactor: assumed(qemuTraits.deepReadFactor?.value ?? 0, '1', 'as-its-vmm'),
    imageMiB: assumed(megabytes(30), 'MiB', 'kata-image', [megabytes(10), megabytes(50)]),
  },
}

const { firecracker } = kvmParts

const kataFirecracker: RuntimeProfile = {
  ...kata,
  id: 'kata-firecracker',
  title: 'Kata Containers, Firecracker',
  memory: from('kubernetes-pod-overhead', 120, 'MiB', 'kata-firecracker-memory'),
  cpuFactor: assumed(1.053, '1', 'firecracker-cpu'),
  start: {
    phases: [
      phase('vmm', assumed(51, 'ms', 'kata-firecracker-start'), 8),
      phase('kernel', assumed(110, 'ms', 'kata-firecracker-start'), 110),
      phase('init', assumed(100, 'ms', 'kata-firecracker-start'), 60),
      phase('sandbox', assumed(140, 'ms', 'kata-firecracker-start'), 60),
      phase('create', assumed(60, 'ms', 'kata-firecracker-start'), 40),
      phase('start', assumed(39, 'ms', 'kata-firecracker-start'), 18),
    ],
  },
  traits: {
    ...podTraits,
    randomReadFactor: assumed(firecracker.traits?.randomReadFactor?.value ?? 0, '1', 'as-its-vmm'),
    deepReadFactor: assumed(firecracker.traits?.deepReadFactor?.value ?? 0, '1', 'as-its-vmm'),
    imageMiB: assumed(megabytes(30), 'MiB', 'kata-image', [megabytes(10), megabytes(50)]),
    surface: firecrackerSurface,
  },
}

export const sandboxes: readonly RuntimeProfile[] = [
  gvisor,
  gvisorPtrace,
  gvisorSystrap,
  kata,
  kataFirecracker,
]
