/** Published figures of live migration and of restarting. */
import type { Figure } from './figure'
import { measured, measuredAt } from './measure'

const share = (value: number) => ({ within: 'share', value }) as const
const exact = share(0)

/** MiB per second of a link of so many Mbit/s. */
const mebibytesPerSecond = (megabits: number): number => megabits / 8 / 1.048576

/** Quake 3 in 64 MB: 148 KB are left for the last part, and to begin anew took 40 ms. */
function quakeDowntime(): number {
  const input = {
    memoryMiB: 64,
    bandwidthMiBps: mebibytesPerSecond(500),
    dirtyRateMiBps: 1,
    writableWorkingSetMiB: 148000 / 1048576,
    stopThresholdMiB: 0.25,
    maxPrecopyRounds: 30,
    switchoverSeconds: 0.04,
  }
  return measured('migration.pre-copy', input, 'downtimeSeconds') * 1000
}

/** Mbit/s of the round that follows one in which so much was written. */
const rateAfter = (dirtyMbps: number): number =>
  measuredAt('migration.rate-adaptation', { dirtyMbps: [dirtyMbps] }, 'rateMbps', 1)

const clark = {
  experiment: 'HG41',
  kind: 'input',
  unit: 'Mbit/s',
  tolerance: exact,
  source: 'clark2005',
  law: 'migration.rate-adaptation',
} as const

/** An idle guest of 8 GiB over 10 GbE. */
const idleMiB = 8192
const idleMBps = 1250

const idle = {
  experiment: 'HG43',
  unit: 'ms',
  tolerance: share(0.15),
  source: 'opnfv-migration',
  explained: true,
} as const

export const migrationFigures: readonly Figure[] = [
  {
    id: 'HG40.quake',
    experiment: 'HG40',
    kind: 'prediction',
    published: 60,
    unit: 'ms',
    tolerance: share(0.2),
    source: 'clark2005',
    law: 'migration.pre-copy',
    explained: true,
    compute: quakeDowntime,
  },
  {
    ...clark,
    id: 'HG41.least',
    published: 100,
    compute: () => measuredAt('migration.rate-adaptation', { dirtyMbps: [0] }, 'rateMbps', 0),
  },
  { ...clark, id: 'HG41.more', published: 50, compute: () => rateAfter(120) - 120 },
  { ...clark, id: 'HG41.most', published: 500, compute: () => rateAfter(450) },
  {
    id: 'HG42.faults',
    experiment: 'HG42',
    kind: 'input',
    published: 21,
    unit: '%',
    tolerance: { within: 'amount', value: 5 },
    source: 'hines2009',
    law: 'migration.post-copy',
    explained: true,
    compute: () => {
      const input = { memoryMiB: 1024, workingSetMiB: 256, bandwidthMBps: 125 }
      return (100 * measured('migration.post-copy', input, 'faults')) / ((256 * 1048576) / 4096)
    },
  },
  {
    ...idle,
    id: 'HG43.total',
    kind: 'input',
    published: 2271,
    law: 'migration.zero-scan',
    compute: () => {
      const scanned = (field: string) => measured('migration.zero-scan', { zeroMiB: idleMiB }, field)
      return (scanned('seconds') + scanned('sentMB') / idleMBps) * 1000
    },
  },
  {
    ...idle,
    id: 'HG43.downtime',
    kind: 'prediction',
    published: 26,
    law: 'migration.post-copy',
    compute: () => {
      const input = { memoryMiB: idleMiB, workingSetMiB: 0, bandwidthMBps: idleMBps, stateMiB: 0 }
      return measured('migration.post-copy', input, 'downtimeSeconds') * 1000
    },
  },
]

const kubelet = {
  experiment: 'HG47',
  kind: 'input',
  unit: 's',
  tolerance: exact,
  source: 'kubernetes-pod-lifecycle',
  law: 'orchestration.crash-loop-back-off',
} as const

/** The wait after the last of these runs. */
function waitAfter(runSecondsPerStart: readonly number[]): number {
  const input = { initialSeconds: 10, maxSeconds: 300, resetAfterSeconds: 600, runSecondsPerStart }
  const last = runSecondsPerStart.length - 1
  return measuredAt('orchestration.crash-loop-back-off', input, 'delayBeforeRestartSeconds', last)
}

export const restartFigures: readonly Figure[] = [
  { ...kubelet, id: 'HG47.first', published: 10, compute: () => waitAfter([0, 0]) },
  { ...kubelet, id: 'HG47.most', published: 300, compute: () => waitAfter([0, 0, 0, 0, 0, 0, 0, 0, 0]) },
  {
    ...kubelet,
    id: 'HG47.forgets',
    published: 600,
    explained: true,
    // The longest run, in whole seconds, after which the wait still grows.
    compute: () => {
      let seconds = 0
      while (waitAfter([0, seconds + 1]) > 0) seconds++
      return seconds
    },
  },
]
