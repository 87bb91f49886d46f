/** Named sizes: what a workload itself gets, before any guest system or VMM around it. */
import type { FlavourProfile } from './profile'

export const flavours: readonly FlavourProfile[] = [
  { id: 'nano', vcpus: 1, memoryMiB: 64, source: 'assumed' },
  { id: 'tiny', vcpus: 1, memoryMiB: 128, source: 'assumed' },
  { id: 'small', vcpus: 1, memoryMiB: 512, source: 'assumed' },
  { id: 'medium', vcpus: 2, memoryMiB: 2048, source: 'assumed' },
  { id: 'large', vcpus: 4, memoryMiB: 8192, source: 'assumed' },
  { id: 'xlarge', vcpus: 8, memoryMiB: 16384, source: 'assumed' },
  // The four sizes that the synthetic workload cycles through.
  { id: 'bench-1', vcpus: 1, memoryMiB: 1024, source: 'experiment-workload' },
  { id: 'bench-2', vcpus: 2, memoryMiB: 2048, source: 'experiment-workload' },
  { id: 'bench-3', vcpus: 3, memoryMiB: 3072, source: 'experiment-workload' },
  { id: 'bench-4', vcpus: 4, memoryMiB: 4096, source: 'experiment-workload' },
]
