/** What a container costs under each runtime, and the entry that stands for none. */
import type { RuntimeProfile, Sourced } from './profile'

export const runtimes: readonly RuntimeProfile[] = [
  {
    id: 'runc',
    title: 'runc',
    technique: 'container',
    boundary: 'container',
    // 4.09 MB.
    memory: { value: 3.9, unit: 'MiB', source: 'gvisor-performance', note: 'catalog.note.runc-memory' },
    cpuFactor: { value: 1, unit: '1', source: 'felter2014', range: [1, 1.02], note: 'catalog.note.runc-cpu' },
  },
  {
    id: 'gvisor',
    title: 'gVisor (runsc)',
    technique: 'user-kernel-kvm',
    boundary: 'sandbox',
    // 23.70 MB; a node application was measured at 47 MB, a ruby one at 60 MB more than under runc.
    memory: {
      value: 22.6,
      unit: 'MiB',
      source: 'gvisor-performance',
      range: [22.6, 61.5],
      note: 'catalog.note.gvisor-memory',
    },
    cpuFactor: { value: 1, unit: '1', source: 'gvisor-performance', note: 'catalog.note.gvisor-cpu' },
  },
]

/** A bare process: nothing is wrapped around it, so no wrap names this entry; it is here to be compared with. */
export const nativeProfile: {
  readonly id: string
  readonly title: string
  readonly memory: Sourced
  readonly cpuFactor: Sourced
} = {
  id: 'native',
  title: 'Process',
  memory: { value: 0, unit: 'MiB', source: 'assumed', note: 'catalog.note.native' },
  cpuFactor: { value: 1, unit: '1', source: 'assumed', note: 'catalog.note.native' },
}
