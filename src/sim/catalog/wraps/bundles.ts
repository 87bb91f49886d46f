/** Application virtualization: processes that bring along what they need, without any boundary around a kernel. */
import type { BundleProfile, TraitsProfile } from '../profile'
import { hostSyscall } from './containers'
import { assumed, assumedFactor, from, megabytes, phase } from './numbers'
import { openSurface, wasmSurface } from './surfaces'

const nativeSyscall = from('eurosys2021', 61.7, 'ns', 'native-syscall')

const native: TraitsProfile = {
  syscallNanos: nativeSyscall,
  receiveFactor: assumed(1, '1', 'native'),
  sendFactor: assumed(1, '1', 'native'),
  roundTripMicros: assumed(0, 'µs', 'native'),
  randomReadFactor: assumed(1, '1', 'native'),
  deepReadFactor: assumed(1, '1', 'native'),
  surface: openSurface,
  liveMigration: 'no',
  density: 'catalog.density.memory',
}

/** A bare process: nothing is wrapped around it, so no wrap names this entry; it is here to be compared with. */
export const nativeProfile: BundleProfile = {
  id: 'native',
  title: 'Process',
  boundary: 'process',
  memory: assumed(0, 'MiB', 'native'),
  cpuFactor: assumed(1, '1', 'native'),
  start: { phases: [phase('start', from('lightvm2017', 1, 'ms', 'fork-exec'), 1)] },
  traits: native,
}

export const bundles: readonly BundleProfile[] = [
  {
    id: 'bundled-process',
    title: 'Process with its dependencies (AppImage, Snap)',
    boundary: 'process',
    memory: assumed(megabytes(30), 'MiB', 'bundle-memory', [megabytes(5), megabytes(150)]),
    cpuFactor: assumed(1, '1', 'native'),
    start: {
      phases: [
        phase('create', assumed(50, 'ms', 'bundle-start', [10, 500]), 20),
        phase('start', assumed(10, 'ms', 'bundle-start'), 10),
      ],
    },
    traits: {
      ...native,
      syscallNanos: hostSyscall,
      randomReadFactor: assumedFactor(0.8, [0.5, 1], 'bundle-disk'),
      deepReadFactor: assumedFactor(0.8, [0.5, 1], 'bundle-disk'),
      imageMiB: assumed(megabytes(100), 'MiB', 'bundle-image', [megabytes(10), megabytes(500)]),
    },
  },
  {
    id: 'language-runtime',
    title: 'Language runtime (JVM)',
    boundary: 'process',
    memory: assumed(megabytes(40), 'MiB', 'jvm-memory', [megabytes(30), megabytes(200)]),
    cpuFactor: assumed(1.1, '1', 'jvm-cpu', [1, 2]),
    start: { phases: [phase('start', assumed(50, 'ms', 'jvm-start', [40, 2000]), 50)] },
    traits: {
      ...native,
      imageMiB: assumed(megabytes(50), 'MiB', 'jvm-image', [megabytes(40), megabytes(300)]),
    },
  },
  {
    id: 'wasm',
    title: 'WebAssembly runtime',
    boundary: 'process',
    memory: assumed(2, 'MiB', 'wasm-memory', [0.1, 20]),
    cpuFactor: from('jangda2019', 1.5, '1', 'wasm-cpu', [1.45, 1.55]),
    start: { phases: [phase('start', assumed(5, 'ms', 'wasm-start', [0.05, 50]), 5)] },
    traits: {
      ...native,
      syscallNanos: assumed(100, 'ns', 'wasm-syscall', [61.7, 1000]),
      imageMiB: assumed(1, 'MiB', 'wasm-image', [0.01, 10]),
      surface: wasmSurface,
    },
  },
]
