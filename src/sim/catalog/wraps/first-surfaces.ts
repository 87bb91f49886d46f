/** What of a host can be reached from the wrappings of the first lessons: inputs of the attack-surface index. */
import type { SurfaceProfile } from '../profile'
import { assumed, from, surface } from './numbers'

export const linux = /* @__PURE__ */ assumed(30000, 'kLoC', 'linux-size')
export const kvm = /* @__PURE__ */ from('agache2020', 120, 'kLoC', 'kvm-size')
export const none = /* @__PURE__ */ assumed(0, 'kLoC', 'no-devices')
/** Docker's default filter. */
export const filteredSurface: SurfaceProfile = surface(
  from('docker-seccomp', 306, 'calls', 'docker-calls'),
  linux,
  1,
  none,
)
export const qemuCalls = from('agache2020', 270, 'calls', 'qemu-calls')
export const qemuSurface: SurfaceProfile = surface(
  qemuCalls,
  kvm,
  0,
  from('agache2020', 1400, 'kLoC', 'qemu-size'),
)
