/** Published figures of networks, disks and whole services: most of them stand in the catalogue, without a law yet. */
import type { Figure } from './figure'
import { eventSeconds, loadOf, stretch } from './measure'
import { traitOf } from './start-measure'

const share = (value: number) => ({ within: 'share', value }) as const

/** iperf over the loopback of the machine, Gbit/s: what the factors of the catalogue are shares of. */
const loopback = 44.14

const iperf = {
  experiment: 'HG15',
  kind: 'input',
  law: null,
  unit: 'Gbit/s',
  tolerance: share(0.1),
  source: 'nsdi2020',
} as const

/** 4 KiB reads with a deep queue on the bare machine, per second. */
const metalReads = 301182

const reads = {
  experiment: 'HG16',
  kind: 'input',
  law: null,
  unit: 'IOPS',
  tolerance: share(0.1),
  source: 'nsdi2020',
} as const

const gvisorNet = {
  experiment: 'HG25',
  kind: 'input',
  law: null,
  unit: '1',
  tolerance: share(0.05),
  source: 'gvisor-performance',
} as const

const gvisorFiles = {
  experiment: 'HG26',
  unit: 'times',
  tolerance: share(0.2),
  source: 'gvisor-notes',
} as const

/** The call inside the sandbox against one of the host, as the law of overhead prices it. */
function slowerCall(): number {
  const native = traitOf('native', 'syscallNanos')
  return (native + eventSeconds('syscalls', 'user-kernel-kvm') * 1000000000) / native
}

const deviceFigures: readonly Figure[] = [
  {
    ...iperf,
    id: 'HG15.firecracker',
    published: 15.61,
    compute: () => loopback * traitOf('firecracker', 'receiveFactor'),
  },
  {
    ...iperf,
    id: 'HG15.cloud-hypervisor',
    published: 23.12,
    compute: () => loopback * traitOf('cloud-hypervisor', 'receiveFactor'),
  },
  {
    ...iperf,
    id: 'HG15.qemu',
    published: 23.76,
    compute: () => loopback * traitOf('kvm-qemu', 'receiveFactor'),
  },
  { ...reads, id: 'HG16.metal', published: metalReads, compute: () => metalReads },
  {
    ...reads,
    id: 'HG16.firecracker',
    published: 12880,
    compute: () => metalReads * traitOf('firecracker', 'deepReadFactor'),
  },
  {
    ...reads,
    id: 'HG16.qemu',
    published: 135109,
    compute: () => metalReads * traitOf('kvm-qemu', 'deepReadFactor'),
  },
  { ...gvisorNet, id: 'HG25.download', published: 0.858, compute: () => traitOf('gvisor', 'receiveFactor') },
  { ...gvisorNet, id: 'HG25.upload', published: 0.679, compute: () => traitOf('gvisor', 'sendFactor') },
  {
    ...gvisorFiles,
    id: 'HG26.open',
    kind: 'information',
    law: 'technique.overhead',
    published: 216,
    explained: true,
    compute: slowerCall,
  },
  {
    ...gvisorFiles,
    id: 'HG26.read',
    kind: 'input',
    law: null,
    published: 11,
    compute: () => 1 / traitOf('gvisor', 'randomReadFactor'),
  },
]

/** Thousands of requests per second, native: the base that a service behind a boundary is a share of. */
const redisNative = 2439
const nginxNative = 175.6

/** What the mix of a web service keeps of its speed under a technique. */
const served = (native: number, technique: string) => (): number => native / stretch(loadOf('web'), technique)

const service = {
  unit: 'kreq/s',
  tolerance: share(0.05),
  source: 'eurosys2021',
  law: 'technique.overhead',
  explained: true,
} as const
const redis = { ...service, experiment: 'HG19', kind: 'information' } as const
const nginx = { ...service, experiment: 'HG20', kind: 'information' } as const

const serviceFigures: readonly Figure[] = [
  {
    ...redis,
    id: 'HG19.native',
    kind: 'input',
    published: redisNative,
    compute: served(redisNative, 'native'),
  },
  { ...redis, id: 'HG19.docker', published: 1953, compute: served(redisNative, 'container') },
  { ...redis, id: 'HG19.kvm', published: 1539, compute: served(redisNative, 'hvm-nested') },
  { ...redis, id: 'HG19.firecracker', published: 1143, compute: served(redisNative, 'hvm-nested') },
  { ...redis, id: 'HG19.unikraft', published: 2684, compute: served(redisNative, 'hvm-nested') },
  {
    ...nginx,
    id: 'HG20.native',
    kind: 'input',
    published: nginxNative,
    compute: served(nginxNative, 'native'),
  },
  { ...nginx, id: 'HG20.docker', published: 160.3, compute: served(nginxNative, 'container') },
  { ...nginx, id: 'HG20.kvm', published: 104.5, compute: served(nginxNative, 'hvm-nested') },
  { ...nginx, id: 'HG20.firecracker', published: 60.1, compute: served(nginxNative, 'hvm-nested') },
  { ...nginx, id: 'HG20.unikraft', published: 291.8, compute: served(nginxNative, 'hvm-nested') },
]

export const ioFigures: readonly Figure[] = [...deviceFigures, ...serviceFigures]
