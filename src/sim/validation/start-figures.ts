/** Published figures of starting: how long a boundary takes to come up, alone, among others, and after many. */
import type { Figure } from './figure'
import { measured, megabytes, vmmMebibytes } from './measure'
import { startAfter, startMillis, startPercentile, startTogether, traitOf } from './start-measure'

const share = (value: number) => ({ within: 'share', value }) as const
const atMost = { within: 'at-most' } as const
const guest = ['kernel'] as const

const logNormal = { law: 'start.log-normal', unit: 'ms', tolerance: share(0.05), source: 'nsdi2020' } as const
const together = {
  experiment: 'HG12',
  law: 'start.concurrent',
  unit: 'ms',
  tolerance: share(0.08),
  source: 'nsdi2020',
} as const

const serialFigures: readonly Figure[] = [
  {
    ...logNormal,
    id: 'HG8.median',
    experiment: 'HG8',
    kind: 'input',
    published: 110,
    compute: () => startPercentile('firecracker', 0.5, guest),
  },
  {
    ...logNormal,
    id: 'HG8.p99',
    experiment: 'HG8',
    kind: 'prediction',
    published: 116,
    explained: true,
    compute: () => startPercentile('firecracker', 0.99, guest),
  },
  {
    ...logNormal,
    id: 'HG9.median',
    experiment: 'HG9',
    kind: 'input',
    published: 160.9,
    compute: () => startPercentile('firecracker', 0.5),
  },
  {
    ...logNormal,
    id: 'HG9.p99',
    experiment: 'HG9',
    kind: 'input',
    published: 172.5,
    explained: true,
    compute: () => startPercentile('firecracker', 0.99),
  },
  {
    ...logNormal,
    id: 'HG10.median',
    experiment: 'HG10',
    kind: 'input',
    published: 102.5,
    compute: () => startPercentile('cloud-hypervisor', 0.5),
  },
  {
    ...logNormal,
    id: 'HG10.p99',
    experiment: 'HG10',
    kind: 'input',
    published: 110,
    explained: true,
    compute: () => startPercentile('cloud-hypervisor', 0.99),
  },
  {
    ...logNormal,
    id: 'HG11.qboot',
    experiment: 'HG11',
    kind: 'input',
    published: 213.9,
    compute: () => startPercentile('kvm-qemu-minimal', 0.5),
  },
  {
    ...logNormal,
    id: 'HG11.bios',
    experiment: 'HG11',
    kind: 'information',
    published: 243.5,
    explained: true,
    compute: () => startPercentile('kvm-qemu-minimal', 0.5),
  },
]

const parallelFigures: readonly Figure[] = [
  {
    ...together,
    id: 'HG12.fifty',
    kind: 'prediction',
    published: 113,
    explained: true,
    compute: () => startTogether('firecracker', 50) - startMillis('firecracker', ['vmm']),
  },
  {
    ...together,
    id: 'HG12.firecracker',
    kind: 'input',
    published: 217,
    compute: () => startTogether('firecracker', 100),
  },
  {
    ...together,
    id: 'HG12.cloud-hypervisor',
    kind: 'input',
    published: 134,
    compute: () => startTogether('cloud-hypervisor', 100),
  },
  {
    ...together,
    id: 'HG12.qemu',
    kind: 'input',
    published: 240,
    compute: () => startTogether('kvm-qemu-minimal', 100),
  },
]

const overhead = {
  experiment: 'HG13',
  kind: 'input',
  law: 'memory.vmm',
  unit: 'MiB',
  tolerance: share(0.05),
  source: 'nsdi2020',
} as const

const bound = { experiment: 'HG14', source: 'firecracker-specification' } as const

const boundFigures: readonly Figure[] = [
  {
    ...overhead,
    id: 'HG13.firecracker',
    published: 2.49,
    compute: () => vmmMebibytes('firecracker', 256, 1),
  },
  {
    ...overhead,
    id: 'HG13.cloud-hypervisor',
    published: 13.34,
    compute: () => vmmMebibytes('cloud-hypervisor', 256, 1),
  },
  { ...overhead, id: 'HG13.qemu', published: 131.3, compute: () => vmmMebibytes('kvm-qemu-minimal', 256, 1) },
  {
    ...bound,
    id: 'HG14.init',
    kind: 'prediction',
    published: 125,
    unit: 'ms',
    tolerance: atMost,
    law: 'start.log-normal',
    explained: true,
    compute: () => startPercentile('firecracker', 0.99, guest),
  },
  {
    ...bound,
    id: 'HG14.memory',
    kind: 'prediction',
    published: 5,
    unit: 'MiB',
    tolerance: atMost,
    law: 'memory.vmm',
    explained: true,
    compute: () => vmmMebibytes('firecracker', 128, 1),
  },
  {
    ...bound,
    id: 'HG14.cpu',
    kind: 'input',
    published: 95,
    unit: '%',
    tolerance: share(0.005),
    law: 'hypervisor.cpu-demand',
    explained: true,
    compute: () => {
      const input = { millicores: 1000000, hypervisorFactor: 1.053, runtimeFactor: 1 }
      return 100000000 / measured('hypervisor.cpu-demand', input, 'millicores')
    },
  },
  {
    ...bound,
    id: 'HG14.latency',
    kind: 'input',
    published: 60,
    unit: 'µs',
    tolerance: share(0),
    law: null,
    compute: () => traitOf('firecracker', 'roundTripMicros'),
  },
]

const unikraft = {
  experiment: 'HG17',
  kind: 'input',
  law: 'start.log-normal',
  unit: 'ms',
  tolerance: share(0.1),
  source: 'eurosys2021',
} as const

const minimum = {
  experiment: 'HG18',
  law: null,
  unit: 'MB',
  tolerance: { within: 'amount', value: 1 },
  source: 'eurosys2021',
} as const

const minimumMegabytes = (profile: string) => (): number => traitOf(profile, 'minimumMiB') * megabytes

const unikernelFigures: readonly Figure[] = [
  { ...unikraft, id: 'HG17.qemu', published: 38.054, compute: () => startPercentile('unikernel-qemu', 0.5) },
  {
    ...unikraft,
    id: 'HG17.microvm',
    published: 9.083,
    compute: () => startPercentile('unikernel-microvm', 0.5),
  },
  { ...unikraft, id: 'HG17.solo5', published: 2.963, compute: () => startPercentile('unikernel-solo5', 0.5) },
  {
    ...unikraft,
    id: 'HG17.firecracker',
    published: 2.78,
    compute: () => startPercentile('unikernel-firecracker', 0.5),
  },
  {
    ...minimum,
    id: 'HG18.unikraft',
    kind: 'input',
    published: 5,
    compute: minimumMegabytes('unikernel-qemu'),
  },
  { ...minimum, id: 'HG18.docker', kind: 'input', published: 7, compute: minimumMegabytes('runc') },
  { ...minimum, id: 'HG18.microvm', kind: 'input', published: 29, compute: minimumMegabytes('firecracker') },
  {
    ...minimum,
    id: 'HG18.osv',
    kind: 'information',
    published: 26,
    explained: true,
    compute: minimumMegabytes('unikernel-qemu'),
  },
]

const lightvm = {
  experiment: 'HG32',
  kind: 'input',
  law: 'start.log-normal',
  unit: 'ms',
  tolerance: share(0.1),
  source: 'lightvm2017',
} as const

const grown = {
  kind: 'input',
  law: 'start.growth',
  tolerance: share(0.3),
  source: 'lightvm-figures',
} as const
const thousandth = { ...grown, experiment: 'HG33', unit: 's' } as const
const dockerStart = { ...grown, experiment: 'HG34', unit: 'ms' } as const
const hundredStarts = {
  experiment: 'HG35',
  kind: 'input',
  law: 'start.log-normal',
  unit: 's',
  tolerance: share(0.05),
  source: 'crun-readme',
} as const

const manyFigures: readonly Figure[] = [
  { ...lightvm, id: 'HG32.boot', published: 2.3, compute: () => startPercentile('lightvm', 0.5) },
  { ...lightvm, id: 'HG32.process', published: 1, compute: () => startPercentile('native', 0.5) },
  { ...thousandth, id: 'HG33.debian', published: 42, compute: () => startAfter('xen', 1000) / 1000 },
  { ...thousandth, id: 'HG33.tinyx', published: 10, compute: () => startAfter('xen-tinyx', 1000) / 1000 },
  {
    ...thousandth,
    id: 'HG33.unikernel',
    published: 0.7,
    compute: () => startAfter('xen-unikernel', 1000) / 1000,
  },
  { ...dockerStart, id: 'HG34.first', published: 150, compute: () => startAfter('docker', 0) },
  {
    ...dockerStart,
    id: 'HG34.three-thousandth',
    published: 1000,
    explained: true,
    compute: () => startAfter('docker', 2999),
  },
  {
    ...hundredStarts,
    id: 'HG35.crun',
    published: 1.69,
    compute: () => (100 * startPercentile('crun', 0.5)) / 1000,
  },
  {
    ...hundredStarts,
    id: 'HG35.runc',
    published: 3.34,
    compute: () => (100 * startPercentile('runc', 0.5)) / 1000,
  },
]

export const startFigures: readonly Figure[] = [
  ...serialFigures,
  ...parallelFigures,
  ...boundFigures,
  ...unikernelFigures,
  ...manyFigures,
]
