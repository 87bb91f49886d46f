/** What of the host each group can reach, faults that come by chance, and what has been lost. */
import type { TableSpecs } from '../../core'

const timer = { kind: 'f64', empty: -1 } as const

export const isolationTables = {
  groupIsolation: {
    along: 'workloadGroups',
    columns: {
      /** 1: the runtime's default filter of system calls is off. */
      unconfined: { kind: 'u8' },
      /** 1: root inside is nobody outside, so that an escape arrives without rights. */
      userns: { kind: 'u8' },
      /** 1: the catalogue says what it can reach; the numbers below are its. */
      surfaceKnown: { kind: 'u8' },
      syscalls: { kind: 'u32', unit: 'calls' },
      hostKloc: { kind: 'u32', unit: '1000 lines' },
      /** 1000 the host's kernel, 500 behind one in user space, 0 one of its own. */
      sharedPermille: { kind: 'u16', unit: '‰' },
      deviceKloc: { kind: 'u32', unit: '1000 lines' },
      /** Workloads lost so far, and the most of them at one instant. */
      lost: { kind: 'u32' },
      lostAtOnce: { kind: 'u32' },
      lostNow: { kind: 'u32' },
      lostAt: { kind: 'f64', unit: 'µs', empty: -1 },
    },
  },
  kernelFaults: {
    along: 'kernels',
    columns: {
      /** Panics drawn so far, and the next. */
      count: { kind: 'u32' },
      next: timer,
      /** The same of the hypervisor that a host's kernel is, or brings. */
      hypervisorCount: { kind: 'u32' },
      hypervisorNext: timer,
    },
  },
  hostDaemons: {
    along: 'hosts',
    columns: {
      /** 1 while the daemon that manages the host's containers is down. */
      down: { kind: 'u8' },
    },
  },
  /** One row: how often things fail by chance; 0 is never. */
  isolationRules: {
    columns: {
      kernelMeanMicros: { kind: 'f64', unit: 'µs' },
      hypervisorMeanMicros: { kind: 'f64', unit: 'µs' },
      guestRebootMicros: { kind: 'f64', unit: 'µs' },
      hostRebootMicros: { kind: 'f64', unit: 'µs' },
    },
  },
} as const satisfies TableSpecs
