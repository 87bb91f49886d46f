/** Kinds of application, told apart by how much of their memory is libraries. */
import type { AppProfile, Sourced } from './profile'

const assumedMiB = (value: number): Sourced => ({
  value,
  unit: 'MiB',
  source: 'assumed',
  note: 'catalog.note.libraries',
})

export const apps: readonly AppProfile[] = [
  { id: 'service', image: 'service', title: 'Service', libraries: assumedMiB(16) },
  { id: 'web-app', image: 'web-app', title: 'Web application', libraries: assumedMiB(16) },
  { id: 'database', image: 'database', title: 'Database', libraries: assumedMiB(48) },
  { id: 'cache', image: 'cache', title: 'Cache', libraries: assumedMiB(4) },
  { id: 'batch', image: 'batch', title: 'Batch job', libraries: assumedMiB(32) },
]
