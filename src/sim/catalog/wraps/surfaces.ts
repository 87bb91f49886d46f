/** What of a host can be reached through each kind of boundary: inputs of the attack-surface index. */
import type { SurfaceProfile } from '../profile'
import { kvm, linux, none, qemuCalls } from './first-surfaces'
import { assumed, from, surface } from './numbers'

const everyCall = assumed(350, 'calls', 'every-call')

/** Any system call, on the host's own kernel. */
export const openSurface: SurfaceProfile = surface(everyCall, linux, 1, none)
export const sentrySurface: SurfaceProfile = surface(
  from('gvisor-notes', 68, 'calls', 'sentry-calls'),
  assumed(15000, 'kLoC', 'sentry-kernel'),
  0.5,
  from('gvisor-notes', 200, 'kLoC', 'sentry-size'),
)
export const kataSurface: SurfaceProfile = surface(qemuCalls, kvm, 0, assumed(1500, 'kLoC', 'kata-size'))
export const firecrackerSurface: SurfaceProfile = surface(
  from('agache2020', 40, 'calls', 'firecracker-calls'),
  kvm,
  0,
  from('agache2020', 50, 'kLoC', 'firecracker-size'),
)
export const cloudHypervisorSurface: SurfaceProfile = surface(
  assumed(60, 'calls', 'cloud-hypervisor-calls'),
  kvm,
  0,
  assumed(100, 'kLoC', 'cloud-hypervisor-size'),
)
const hypercalls = from('xen-size', 40, 'calls', 'xen-calls')
const xen = from('xen-size', 300, 'kLoC', 'xen-lines')
export const xenSurface: SurfaceProfile = surface(
  hypercalls,
  xen,
  0,
  from('xen-size', 200, 'kLoC', 'xen-backends'),
)
/** With QEMU behind each VM. */
export const xenHvmSurface: SurfaceProfile = surface(
  hypercalls,
  xen,
  0,
  from('agache2020', 1400, 'kLoC', 'qemu-size'),
)
export const vendorSurface: SurfaceProfile = surface(
  assumed(100, 'calls', 'closed-source'),
  assumed(300, 'kLoC', 'closed-source'),
  0,
  assumed(1000, 'kLoC', 'closed-source'),
)
export const virtualBoxSurface: SurfaceProfile = surface(
  assumed(300, 'calls', 'virtualbox-surface'),
  assumed(300, 'kLoC', 'virtualbox-surface'),
  0,
  assumed(1000, 'kLoC', 'virtualbox-surface'),
)
export const translatorSurface: SurfaceProfile = surface(
  qemuCalls,
  assumed(120, 'kLoC', 'tcg-surface'),
  0,
  assumed(1500, 'kLoC', 'tcg-surface'),
)
export const solo5Surface: SurfaceProfile = surface(
  assumed(10, 'calls', 'solo5-surface'),
  kvm,
  0,
  assumed(10, 'kLoC', 'solo5-surface'),
)
export const zonesSurface: SurfaceProfile = surface(
  assumed(250, 'calls', 'zones-surface'),
  assumed(10000, 'kLoC', 'zones-surface'),
  1,
  none,
)
/** Calls go through a runtime that decides what it passes on. */
export const wasmSurface: SurfaceProfile = surface(
  from('wasi', 45, 'calls', 'wasi-calls'),
  assumed(15000, 'kLoC', 'wasm-kernel'),
  0.5,
  assumed(150, 'kLoC', 'wasm-size'),
)
