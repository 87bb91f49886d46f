/** Kinds of application, told apart by how much of their memory is libraries. */
import type { AppProfile, Sourced } from './profile'

const assumedMiB = (value: number): Sourced => ({
  value,
  unit: 'MiB',
  source: 'assumed',
  note: 'catalog.note.libraries',
})

/** Half an order of magnitude of what is commonly seen, and how far programs of the kind lie apart. */
const startsIn = (value: number, low: number, high: number): Sourced => ({
  value,
  unit: 'ms',
  source: 'assumed',
  range: [low, high],
  note: 'catalog.note.app-start',
})

export const apps: readonly AppProfile[] = [
  // A compiled program that opens its port.
  {
    id: 'service',
    image: 'service',
    title: 'Service',
    libraries: assumedMiB(16),
    startMillis: startsIn(50, 10, 500),
  },
  // A runtime that loads and compiles its modules.
  {
    id: 'web-app',
    image: 'web-app',
    title: 'Web application',
    libraries: assumedMiB(16),
    startMillis: startsIn(500, 200, 5000),
  },
  // Its data is there: it reads its log, and fills its caches later.
  {
    id: 'database',
    image: 'database',
    title: 'Database',
    libraries: assumedMiB(48),
    startMillis: startsIn(3000, 300, 20000),
  },
  // Begins empty.
  {
    id: 'cache',
    image: 'cache',
    title: 'Cache',
    libraries: assumedMiB(4),
    startMillis: startsIn(20, 5, 100),
  },
  // An interpreter that loads libraries for numbers.
  {
    id: 'batch',
    image: 'batch',
    title: 'Batch job',
    libraries: assumedMiB(32),
    startMillis: startsIn(1000, 300, 3000),
  },
]
