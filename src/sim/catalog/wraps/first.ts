/** The wrappings of the first two lessons: what the first screen builds its worlds from, with nothing to compare. */
import type { HypervisorProfile, RuntimeProfile, WrapProfile } from '../profile'
import { filteredSurface, qemuSurface } from './first-surfaces'
import { assumed, cloudBoot, from, megabytes, phase } from './numbers'

/** Typical size of a general Linux image for clouds. */
export const cloudImage = /* @__PURE__ */ assumed(megabytes(1500), 'MiB', 'cloud-image', [
  megabytes(500),
  megabytes(2500),
])

export const firstKvmQemu: HypervisorProfile = {
  id: 'kvm-qemu',
  title: 'KVM + QEMU',
  technique: 'hvm-nested',
  boundary: 'vm',
  hosts: ['kvm'],
  vmm: { base: from('nsdi2020', 131.3, 'MiB', 'qemu-base') },
  cpuFactor: from('felter2014', 1.023, '1', 'kvm-cpu', [1.02, 1.205]),
  start: {
    phases: cloudBoot('cloud-phases', {
      vmm: 300,
      firmware: 1200,
      loader: 2000,
      kernel: 1500,
      init: 6000,
      cloudInit: 8000,
    }),
  },
  traits: { imageMiB: cloudImage, surface: qemuSurface, liveMigration: 'yes' },
}

export const firstRunc: RuntimeProfile = {
  id: 'runc',
  title: 'runc',
  technique: 'container',
  boundary: 'container',
  // 4.09 MB.
  memory: from('gvisor-performance', 3.9, 'MiB', 'runc-memory'),
  cpuFactor: from('felter2014', 1, '1', 'runc-cpu', [1, 1.02]),
  start: {
    whole: from('crun-readme', 33, 'ms', 'runc-split'),
    phases: [
      phase('create', assumed(15, 'ms', 'runc-split'), 15),
      phase('start', assumed(18, 'ms', 'runc-split'), 18),
    ],
  },
  traits: { surface: filteredSurface, liveMigration: 'checkpoint' },
}

export const firstWraps: readonly WrapProfile[] = [firstKvmQemu, firstRunc]
