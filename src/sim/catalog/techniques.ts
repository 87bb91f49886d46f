/**
 * What each way of virtualizing a CPU costs: factors on code and page walks, and time per event beyond native, at a
 * reference core of 3 GHz. What is left out costs nothing, or does not occur.
 */
import type { Sourced } from './profile'
import type { SourceId } from './sources'

type TechniqueId =
  | 'native'
  | 'trap-and-emulate'
  | 'binary-translation'
  | 'paravirtual'
  | 'hvm-shadow'
  | 'hvm-nested'
  | 'container'
  | 'user-kernel-ptrace'
  | 'user-kernel-kvm'
  | 'user-kernel-systrap'
  | 'emulation'

type EventId =
  'syscalls' | 'privileged' | 'pageTable' | 'pageFaults' | 'contextSwitches' | 'io' | 'interrupts' | 'ipis'

export interface TechniqueProfile {
  readonly id: TechniqueId
  /** How much slower code runs in user and in kernel mode. */
  readonly userFactor?: Sourced
  readonly kernelFactor?: Sourced
  /** ns per event beyond native; `io` is a request by a virtio or PV ring, its backend included. */
  readonly numbers: Readonly<Partial<Record<EventId, Sourced>>>
  /** The same of a request to an emulated device; like `io` when left out. */
  readonly emulatedIo?: Sourced
  /** How much longer a page walk takes, with 4 KiB pages everywhere. */
  readonly walkFactor?: Sourced
  /** Share of the cost of I/O borne by threads of the host. */
  readonly hostShare?: Sourced
}

const factor = (value: number, source: SourceId = 'assumed', note?: string): Sourced =>
  note === undefined ? { value, unit: '1', source } : { value, unit: '1', source, note }

const nanos = (value: number, source: SourceId = 'assumed', note?: string): Sourced =>
  note === undefined ? { value, unit: 'ns', source } : { value, unit: 'ns', source, note }

const fromCycles = (value: number, source: SourceId): Sourced =>
  nanos(value, source, 'catalog.note.cycles-at-3-ghz')

/** 4.4 accesses of a nested walk for 1.5 of a native one. */
const nestedWalk = factor(4.4 / 1.5, 'flattened-page-tables', 'catalog.note.nested-walk')

export const techniques: readonly TechniqueProfile[] = [
  { id: 'native', numbers: {} },
  {
    id: 'trap-and-emulate',
    numbers: {
      syscalls: nanos(2000),
      privileged: nanos(1300),
      pageTable: nanos(2600),
      pageFaults: nanos(3000),
      contextSwitches: nanos(1500),
      io: nanos(8000, 'assumed', 'catalog.note.trap-io'),
      interrupts: nanos(2000),
      ipis: nanos(4000),
    },
    emulatedIo: nanos(25000, 'assumed', 'catalog.note.trap-io'),
    hostShare: factor(0),
  },
  {
    id: 'binary-translation',
    kernelFactor: { value: 1.15, unit: '1', source: 'assumed', range: [1.05, 1.3] },
    numbers: {
      syscalls: fromCycles(690, 'adams2006'),
      privileged: nanos(10),
      pageTable: fromCycles(130, 'adams2006'),
      pageFaults: fromCycles(945, 'adams2006'),
      contextSwitches: nanos(700),
      io: nanos(8000),
      interrupts: nanos(1500),
      ipis: nanos(3000),
    },
    emulatedIo: nanos(25000),
    hostShare: factor(0.3),
  },
  {
    id: 'paravirtual',
    numbers: {
      syscalls: nanos(150),
      privileged: nanos(20),
      pageTable: nanos(250, 'assumed', 'catalog.note.batched-updates'),
      pageFaults: nanos(500),
      contextSwitches: nanos(400),
      io: nanos(5000),
      interrupts: nanos(600),
      ipis: nanos(1800),
    },
    hostShare: factor(0.5, 'assumed', 'catalog.note.dom0-io'),
  },
  {
    id: 'hvm-shadow',
    numbers: {
      privileged: nanos(670),
      pageTable: fromCycles(2580, 'adams2006'),
      pageFaults: fromCycles(3380, 'adams2006'),
      contextSwitches: nanos(1500),
      io: nanos(6000),
      interrupts: nanos(1500),
      ipis: nanos(2500),
    },
    emulatedIo: nanos(25000),
    hostShare: factor(0.6),
  },
  {
    id: 'hvm-nested',
    numbers: {
      privileged: nanos(430),
      io: nanos(6000),
      interrupts: {
        value: 1000,
        unit: 'ns',
        source: 'assumed',
        range: [0, 1000],
        note: 'catalog.note.posted-interrupts',
      },
      ipis: fromCycles(1750, 'dall2016'),
    },
    emulatedIo: nanos(20000),
    walkFactor: nestedWalk,
    hostShare: factor(0.6),
  },
  {
    id: 'container',
    numbers: { syscalls: nanos(20, 'assumed', 'catalog.note.seccomp') },
    hostShare: factor(1, 'assumed', 'catalog.note.same-kernel'),
  },
  {
    id: 'user-kernel-ptrace',
    numbers: {
      syscalls: nanos(36280, 'gvisor-performance', 'catalog.note.gvisor-ptrace'),
      pageFaults: nanos(72560, 'assumed', 'catalog.note.gvisor-faults'),
      io: nanos(2000),
    },
    hostShare: factor(0.5),
  },
  {
    id: 'user-kernel-kvm',
    numbers: {
      syscalls: {
        value: 700,
        unit: 'ns',
        source: 'assumed',
        range: [-1176, 700],
        note: 'catalog.note.gvisor-kvm',
      },
      pageFaults: nanos(1400, 'assumed', 'catalog.note.gvisor-faults'),
      io: nanos(2000),
    },
    walkFactor: nestedWalk,
    hostShare: factor(0.5),
  },
  {
    id: 'user-kernel-systrap',
    numbers: {
      syscalls: nanos(740, 'gvisor-notes'),
      pageFaults: nanos(1480, 'assumed', 'catalog.note.gvisor-faults'),
      io: nanos(2000),
    },
    hostShare: factor(0.5),
  },
  {
    id: 'emulation',
    userFactor: { value: 10, unit: '1', source: 'assumed', range: [10, 25], note: 'catalog.note.emulation' },
    kernelFactor: {
      value: 10,
      unit: '1',
      source: 'assumed',
      range: [10, 25],
      note: 'catalog.note.emulation',
    },
    numbers: { io: nanos(20000) },
    emulatedIo: nanos(40000),
    hostShare: factor(0.8),
  },
]

const native: TechniqueProfile = { id: 'native', numbers: {} }

/** The technique of an id; plain processes for one that nobody knows. */
export function findTechnique(id: string | undefined): TechniqueProfile {
  return techniques.find((technique) => technique.id === id) ?? native
}
