/** Published figures of memory: what a boundary takes, what a host keeps free, and what giving memory back costs. */
import type { Figure } from './figure'
import { appUnderRunc, containerMegabytes, measured, vmmMebibytes } from './measure'

const share = (value: number) => ({ within: 'share', value }) as const

const gvisor = {
  unit: 'MB',
  source: 'gvisor-performance',
  law: 'memory.container-footprint',
} as const

const vsphere = {
  experiment: 'HG36',
  kind: 'input',
  unit: 'MB',
  tolerance: share(0.01),
  source: 'vsphere-overhead',
  law: 'memory.vmm',
  explained: true,
} as const

const minFree = {
  experiment: 'HG37',
  unit: 'MB',
  tolerance: share(0.02),
  source: 'esxi-min-free',
  law: 'reclaim.min-free',
  explained: true,
} as const

/** The guest of the published experiment, MB. */
const promised = 256

/** Percent by which a guest ballooned down to a size is slower than one that was made so small. */
function ballooningCost(size: number): number {
  const input = { promisedMiB: promised, targetMiB: size, reservationMiB: 0 }
  const left = promised - measured('reclaim.balloon', input, 'MiB')
  return 100 * (1 - slowdown(size) / slowdown(left))
}

/** Slowdown of a guest that wants all of its memory and has `left` of it; a fault goes to a disk. */
function slowdown(left: number): number {
  const input = { touchesPerSecond: 10000, residentShare: left / promised, faultMillis: 8 }
  return measured('reclaim.slowdown', input, 'slowdown')
}

const ballooning = {
  experiment: 'HG44',
  kind: 'prediction',
  unit: '%',
  tolerance: { within: 'amount', value: 1 },
  source: 'waldspurger2002',
  law: 'reclaim.slowdown',
  explained: true,
} as const

export const memoryFigures: readonly Figure[] = [
  {
    ...gvisor,
    id: 'HG23.runc',
    experiment: 'HG23',
    kind: 'input',
    published: 4.09,
    tolerance: share(0.03),
    compute: () => containerMegabytes(0, 'runc'),
  },
  {
    ...gvisor,
    id: 'HG23.runsc',
    experiment: 'HG23',
    kind: 'input',
    published: 23.7,
    tolerance: share(0.03),
    compute: () => containerMegabytes(0, 'gvisor'),
  },
  {
    ...gvisor,
    id: 'HG24.node',
    experiment: 'HG24',
    kind: 'prediction',
    published: 124.1,
    tolerance: share(0.05),
    explained: true,
    compute: () => containerMegabytes(appUnderRunc(76.7), 'gvisor'),
  },
  {
    ...gvisor,
    id: 'HG24.ruby',
    experiment: 'HG24',
    kind: 'prediction',
    published: 106.1,
    tolerance: share(0.05),
    explained: true,
    compute: () => containerMegabytes(appUnderRunc(45.7), 'gvisor'),
  },
  { ...vsphere, id: 'HG36.small', published: 20.29, compute: () => vmmMebibytes('esxi', 256, 1) },
  { ...vsphere, id: 'HG36.large', published: 48.64, compute: () => vmmMebibytes('esxi', 4096, 1) },
  { ...vsphere, id: 'HG36.two-vcpus', published: 24.28, compute: () => vmmMebibytes('esxi', 256, 2) },
  {
    ...minFree,
    id: 'HG37.small',
    kind: 'input',
    published: 899,
    compute: () => measured('reclaim.min-free', { memoryMiB: 28 * 1024 }, 'MiB'),
  },
  {
    ...minFree,
    id: 'HG37.large',
    kind: 'input',
    published: 1619,
    compute: () => measured('reclaim.min-free', { memoryMiB: 100 * 1024 }, 'MiB'),
  },
  {
    id: 'HG39.rate',
    experiment: 'HG39',
    kind: 'prediction',
    published: 5000,
    unit: 'pages/s',
    tolerance: share(0),
    source: 'linux-ksm',
    explained: true,
    law: 'reclaim.ksm-rate',
    compute: () =>
      measured('reclaim.ksm-rate', { pagesToScan: 100, sleepMillis: 20, pages: 0 }, 'pagesPerSecond'),
  },
  { ...ballooning, id: 'HG44.little', published: 1.4, compute: () => ballooningCost(224) },
  { ...ballooning, id: 'HG44.half', published: 4.4, compute: () => ballooningCost(128) },
]
