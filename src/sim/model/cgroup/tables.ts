/** The controls of each group of workloads; each of its workloads is a cgroup with them. */
import type { TableSpecs } from '../../core'

/** The files of a cgroup, in the order of their numbers in facts. */
export const memoryControls = ['memory.min', 'memory.low', 'memory.high'] as const

export const cgroupTables = {
  groupCgroup: {
    along: 'workloadGroups',
    columns: {
      memoryMinMiB: { kind: 'u32', unit: 'MiB' },
      memoryLowMiB: { kind: 'u32', unit: 'MiB' },
      /** 0 when not set. */
      memoryHighMiB: { kind: 'u32', unit: 'MiB' },
      /** -1 when there is no limit. */
      swapMaxMiB: { kind: 'i32', unit: 'MiB', empty: -1 },
      oomScoreAdj: { kind: 'i32' },
      periodMicros: { kind: 'u32', unit: 'µs', empty: 100000 },
      /** Range of its list of CPUs in `cpusetCpus`; no CPUs means all. */
      firstCpu: { kind: 'u32' },
      cpuCount: { kind: 'u32' },
    },
  },
  cpusetCpus: { columns: { cpu: { kind: 'u16' } } },
} as const satisfies TableSpecs
