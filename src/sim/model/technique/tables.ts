/** How each group's CPU is virtualized, what its workloads do, and what that costs. */
import type { TableSpecs } from '../../core'
import { accessNames, pageSizeNames, techniqueNames } from '../plan'

export const techniqueTables = {
  groupTechnique: {
    along: 'workloadGroups',
    columns: {
      technique: { kind: 'u8', names: techniqueNames },
      /** Index of the mix's name plus 1; 0: the profile's measured factor stands for what the workload does. */
      mix: { kind: 'u32' },
      guestPage: { kind: 'u8', names: pageSizeNames },
      hostPage: { kind: 'u8', names: pageSizeNames },
      access: { kind: 'u8', names: accessNames },
      emulatedDevice: { kind: 'u8' },
      kernelPermille: { kind: 'u32', unit: '‰' },
      walkPermille: { kind: 'u32', unit: '‰' },
      workingSetMiB: { kind: 'u32', unit: 'MiB' },
      syscalls: { kind: 'u32', unit: '1/s' },
      privileged: { kind: 'u32', unit: '1/s' },
      pageTable: { kind: 'u32', unit: '1/s' },
      pageFaults: { kind: 'u32', unit: '1/s' },
      contextSwitches: { kind: 'u32', unit: '1/s' },
      io: { kind: 'u32', unit: '1/s' },
      interrupts: { kind: 'u32', unit: '1/s' },
      ipis: { kind: 'u32', unit: '1/s' },
      requestMicros: { kind: 'u32', unit: 'µs' },
      /** Millionths of native time, each above 0: slower code, events, walks; 1,000,000 plus these is `guestPpm`. */
      codePpm: { kind: 'i32', unit: 'ppm', derived: true },
      exitPpm: { kind: 'i32', unit: 'ppm', derived: true },
      walkPpm: { kind: 'i32', unit: 'ppm', derived: true },
      /** CPU on the workload's own vCPUs per native CPU, and CPU of the host's threads on its behalf. */
      guestPpm: { kind: 'u32', unit: 'ppm', empty: 1000000, derived: true },
      hostPpm: { kind: 'u32', unit: 'ppm', derived: true },
    },
  },
} as const satisfies TableSpecs
