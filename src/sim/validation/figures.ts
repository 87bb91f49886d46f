/**
 * The published figures of the model books that this version has laws for (models/host.md §7, models/fabric.md §10),
 * in their order. Nothing here is a result: every simulated number is computed when it is asked for.
 */
import type { Figure } from './figure'
import { imageFigures } from './image-figures'
import { ioFigures } from './io-figures'
import { memoryFigures } from './memory-figures'
import { migrationFigures, restartFigures } from './migration-figures'
import { startFigures } from './start-figures'
import {
  eventSeconds,
  faultsThatStretch,
  loadOf,
  measured,
  stretch,
  wrappedThroughput,
  type Load,
} from './measure'

const share = (value: number) => ({ within: 'share', value }) as const
const exact = share(0)

/** Native results of Felter et al.: the base that everything else on that machine is a factor of. */
const linpackNative = 290.8
const pxzNative = 76.2

const throughput = (
  experiment: string,
  cell: string,
  published: number,
  native: number,
  profile: string,
): Pick<Figure, 'id' | 'experiment' | 'published' | 'source' | 'law' | 'compute'> => ({
  id: `${experiment}.${cell}`,
  experiment,
  published,
  source: 'felter2014',
  law: 'hypervisor.cpu-demand',
  compute: () => wrappedThroughput(native, profile),
})

const linpack = { unit: 'GFLOPS', tolerance: share(0.02) } as const
const pxz = { unit: 'MB/s', tolerance: share(0.03) } as const

const throughputFigures: readonly Figure[] = [
  { ...throughput('HG1', 'native', linpackNative, linpackNative, 'native'), ...linpack, kind: 'input' },
  {
    ...throughput('HG1', 'docker', linpackNative, linpackNative, 'runc'),
    ...linpack,
    kind: 'input',
    explained: true,
  },
  {
    ...throughput('HG1', 'kvm-tuned', 284.2, linpackNative, 'kvm-qemu'),
    ...linpack,
    kind: 'input',
    explained: true,
  },
  {
    ...throughput('HG1', 'kvm-untuned', 241.3, linpackNative, 'kvm-qemu'),
    ...linpack,
    kind: 'prediction',
    explained: true,
  },
  { ...throughput('HG2', 'native', pxzNative, pxzNative, 'native'), ...pxz, kind: 'input' },
  { ...throughput('HG2', 'docker', 73.5, pxzNative, 'runc'), ...pxz, kind: 'prediction', explained: true },
  {
    ...throughput('HG2', 'kvm-untuned', 59.2, pxzNative, 'kvm-qemu'),
    ...pxz,
    kind: 'prediction',
    explained: true,
  },
  {
    ...throughput('HG2', 'kvm-tuned', 62.2, pxzNative, 'kvm-qemu'),
    ...pxz,
    kind: 'prediction',
    explained: true,
  },
]

/** The machine on which the empty system call was measured. */
const cyclesPerSecond = 3600000000

/** Cycles of an empty system call: what is left of a second in which nothing else happens, by the catalogue's mix. */
function nullSyscallCycles(): number {
  return cyclesPerSecond / (loadOf('null-syscall').syscalls ?? 0)
}

const emptyCall = {
  experiment: 'HG21',
  unit: 'cycles',
  tolerance: share(0.02),
  source: 'eurosys2021',
  law: 'technique.overhead',
  compute: nullSyscallCycles,
} as const

/** A raw system call under runc; the platforms of gVisor are beside it, ns. */
const runcSyscallNanos = 1939

const gvisorCall = (cell: string, published: number, technique: string) =>
  ({
    id: `HG22.${cell}`,
    experiment: 'HG22',
    published,
    unit: 'ns',
    tolerance: share(0.05),
    source: 'gvisor-performance',
    law: 'technique.overhead',
    compute: () => runcSyscallNanos + eventSeconds('syscalls', technique) * 1000000000,
  }) as const

const systemCallFigures: readonly Figure[] = [
  { ...emptyCall, id: 'HG21.mitigated', published: 222, kind: 'input', explained: true },
  { ...emptyCall, id: 'HG21.unmitigated', published: 154, kind: 'information', explained: true },
  { ...emptyCall, id: 'HG21.unikernel', published: 84, kind: 'information', explained: true },
  { ...gvisorCall('runc', runcSyscallNanos, 'native'), kind: 'input', explained: true },
  { ...gvisorCall('ptrace', 38219, 'user-kernel-ptrace'), kind: 'input', explained: true },
  { ...gvisorCall('kvm', 763, 'user-kernel-kvm'), kind: 'prediction', explained: true },
]

/** 40,000 times fork and wait: 6.0 s natively. */
const forks = 40000
const nativeSeconds = 6
const translatedSeconds = 36.9

/** What one fork does beside its page faults, as far as techniques price it: assumed. */
const forkBase: Load = {
  kernelShare: 1,
  syscalls: (3 * forks) / nativeSeconds,
  contextSwitches: (2 * forks) / nativeSeconds,
}

/** With as many page faults as make binary translation take as long as published. */
function forkLoad(): Load {
  const faults = faultsThatStretch(forkBase, 'binary-translation', translatedSeconds / nativeSeconds)
  return { ...forkBase, pageFaults: faults }
}

/** Percent by which nested paging is faster than shadow paging. */
function gainOfNesting(load: Load): number {
  return 100 * (stretch(load, 'hvm-shadow') / stretch(load, 'hvm-nested') - 1)
}

const nesting = {
  experiment: 'HG27',
  kind: 'prediction',
  unit: '%',
  tolerance: { within: 'at-most' },
  source: 'ept-evaluation',
  law: 'technique.overhead',
} as const

const references = {
  experiment: 'HG29',
  kind: 'input',
  unit: 'references',
  tolerance: share(0.1),
  source: 'flattened-page-tables',
  law: 'technique.walk-references',
  explained: true,
} as const

/** An exit of a guest with hardware support, in cycles of the simulator's reference core. */
function exitCycles(): number {
  return eventSeconds('privileged', 'hvm-nested') * 3000000000
}

const roundTrip = {
  experiment: 'HG30',
  kind: 'information',
  unit: 'cycles',
  tolerance: share(0.05),
  source: 'agesen2012',
  law: 'technique.overhead',
  explained: true,
  compute: exitCycles,
} as const

const forkWait = {
  experiment: 'HG31',
  unit: 's',
  tolerance: share(0.1),
  source: 'adams2006',
  law: 'technique.overhead',
} as const

const pagingFigures: readonly Figure[] = [
  {
    ...nesting,
    id: 'HG27.benchmarks',
    published: 48,
    explained: true,
    compute: () => gainOfNesting(loadOf('fork-heavy')),
  },
  {
    ...nesting,
    id: 'HG27.microbenchmarks',
    published: 600,
    explained: true,
    compute: () => gainOfNesting(forkLoad()),
  },
  {
    id: 'HG28.walk',
    experiment: 'HG28',
    kind: 'prediction',
    published: 24,
    unit: 'references',
    tolerance: exact,
    source: 'bhargava2008',
    law: 'technique.walk-references',
    compute: () => measured('technique.walk-references', { guestPage: '4K', hostPage: '4K' }, 'references'),
  },
  {
    ...references,
    id: 'HG29.native',
    published: 1.5,
    compute: () => measured('technique.walk-references', { guestPage: '4K' }, 'effective'),
  },
  {
    ...references,
    id: 'HG29.nested',
    published: 4.4,
    compute: () => measured('technique.walk-references', { guestPage: '4K', hostPage: '4K' }, 'effective'),
  },
  { ...roundTrip, id: 'HG30.prescott', published: 3963 },
  { ...roundTrip, id: 'HG30.sandy-bridge', published: 784 },
  {
    ...forkWait,
    id: 'HG31.native',
    kind: 'input',
    published: nativeSeconds,
    compute: () => nativeSeconds * stretch(forkLoad(), 'native'),
  },
  {
    ...forkWait,
    id: 'HG31.translated',
    kind: 'input',
    published: translatedSeconds,
    explained: true,
    compute: () => nativeSeconds * stretch(forkLoad(), 'binary-translation'),
  },
  {
    ...forkWait,
    id: 'HG31.shadow',
    kind: 'prediction',
    published: 106.4,
    explained: true,
    compute: () => nativeSeconds * stretch(forkLoad(), 'hvm-shadow'),
  },
]

/** Relative throughput of a database under a technique, by the catalogue's mix. */
const database = (technique: string, emulatedDevice: boolean) => () =>
  1 / stretch(loadOf('database'), technique, emulatedDevice)

const oltp = {
  experiment: 'HG46',
  unit: '1',
  tolerance: share(0.1),
  source: 'xen2003',
  law: 'technique.overhead',
  explained: true,
} as const

const isolationFigures: readonly Figure[] = [
  {
    id: 'HG45.seccomp',
    experiment: 'HG45',
    kind: 'information',
    published: 44,
    unit: 'calls',
    tolerance: share(0.1),
    source: 'docker-seccomp',
    law: 'isolation.attack-index',
    explained: true,
    compute: () => {
      const term = (syscalls: number): number =>
        measured(
          'isolation.attack-index',
          { reachableSyscalls: syscalls, trustedKiloLines: 30000, sharedKernel: 1, deviceKiloLines: 0 },
          'syscallTerm',
        )
      return Math.round(((term(350) - term(306)) * 350) / term(350))
    },
  },
  { ...oltp, id: 'HG46.xen', kind: 'prediction', published: 0.95, compute: database('paravirtual', false) },
  {
    ...oltp,
    id: 'HG46.vmware',
    kind: 'prediction',
    published: 0.12,
    compute: database('binary-translation', true),
  },
  {
    ...oltp,
    id: 'HG46.uml',
    kind: 'information',
    published: 0.18,
    compute: database('user-kernel-ptrace', false),
  },
]

const all: readonly Figure[] = [
  ...throughputFigures,
  ...startFigures,
  ...ioFigures,
  ...imageFigures,
  ...systemCallFigures,
  ...memoryFigures,
  ...pagingFigures,
  ...isolationFigures,
  ...migrationFigures,
  ...restartFigures,
]

/** The book of hosts comes before that of fabrics. */
function placeOf({ experiment }: Figure): number {
  const number = Number(experiment.slice('HG'.length))
  return experiment.startsWith('HG') ? number : number + 1000
}

/** Every figure, in the order of the model book. */
export const figures = (): readonly Figure[] => [...all].sort((a, b) => placeOf(a) - placeOf(b))
