/** What of a VM is kept for later, and in which of the states that libvirt does not know it is. */
import type { TableSpecs } from '../../core'

/** States beside libvirt's: at most one at a time. `offloaded` is shelved, and off its host. */
export const savesStates = ['none', 'saved', 'offloaded', 'rescued', 'resized'] as const
export const SavesState = { none: 0, saved: 1, offloaded: 2, rescued: 3, resized: 4 } as const

export const saveTables = {
  vmSaves: {
    along: 'kernels',
    columns: {
      state: { kind: 'u8', names: savesStates },
      /** The host on whose disk a saved VM lies. */
      home: { kind: 'i32', empty: -1, refersTo: 'hosts' },
      /** Size before it was resized. */
      oldVcpus: { kind: 'u32' },
      oldMemoryMiB: { kind: 'u32', unit: 'MiB' },
      /** What is being written or read; -1 for nothing. */
      job: { kind: 'i32', empty: -1, refersTo: 'saveJobs' },
      /** Its snapshots and its saved state, in the order in which they were taken. */
      firstCapture: { kind: 'i32', empty: -1, refersTo: 'captures' },
    },
  },
  /** What a VM was like at a moment: a snapshot, or the saved state of a VM that was shut off for it. */
  captures: {
    columns: {
      vm: { kind: 'i32', empty: -1, refersTo: 'kernels' },
      generation: { kind: 'u32' },
      /** Index of the snapshot's name plus 1; 0 is the saved state. */
      name: { kind: 'u32' },
      at: { kind: 'f64', unit: 'µs' },
      /** 1: with memory, of this size; else only the disk, which is copied on write from then on. */
      withMemory: { kind: 'u8' },
      memoryMiB: { kind: 'u32', unit: 'MiB' },
      /** 0 while its memory is still being written. */
      ready: { kind: 'u8' },
      /** State of the VM, one of `VmState`. */
      was: { kind: 'u8' },
      next: { kind: 'i32', empty: -1, refersTo: 'captures' },
      firstMember: { kind: 'i32', empty: -1, refersTo: 'captureMembers' },
    },
  },
  /** What one workload in the VM was doing then. */
  captureMembers: {
    columns: {
      member: { kind: 'i32', empty: -1, refersTo: 'workloads' },
      generation: { kind: 'u32' },
      state: { kind: 'u8' },
      container: { kind: 'u8' },
      next: { kind: 'i32', empty: -1, refersTo: 'captureMembers' },
    },
  },
  /** A transfer on behalf of a VM, and what it is for: the VM's task says that. */
  saveJobs: {
    columns: {
      vm: { kind: 'i32', empty: -1, refersTo: 'kernels' },
      generation: { kind: 'u32' },
      task: { kind: 'u8' },
      transfer: { kind: 'i32', empty: -1, refersTo: 'transfers' },
      capture: { kind: 'i32', empty: -1, refersTo: 'captures' },
      host: { kind: 'i32', empty: -1, refersTo: 'hosts' },
    },
  },
  groupSaves: {
    along: 'workloadGroups',
    columns: {
      /** Bytes of its VMs' disks that go to the image service with them. */
      imageKiB: { kind: 'f64', unit: 'KiB' },
    },
  },
} as const satisfies TableSpecs
