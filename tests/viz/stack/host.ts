// Builds hosts as the simulator would show them, for tests of the picture.
import type { EquationUse, StackCopy, StackView } from '../../../src/sim'

export interface UnitsAsk {
  readonly count: number
  readonly kind?: StackCopy['kind']
  readonly app: number
  readonly libraries?: number
  readonly guest?: number
  readonly hypervisor?: number
  readonly runtime?: number
  /** Workloads in each unit; 1 when left out. */
  readonly members?: number
}

export interface HostAsk {
  readonly groups?: readonly UnitsAsk[]
  readonly memoryMiB?: number
  readonly hostKernelMiB?: number
  readonly sharedMiB?: number
  readonly power?: StackView['power']
  readonly hostKernelState?: StackView['hostKernelState']
  /** State codes by unit number; the others run. */
  readonly crashed?: readonly number[]
  readonly uses?: Readonly<Record<string, EquationUse>>
}

/** A host of 65 536 MiB, 4 096 of them for its kernel, unless asked otherwise. */
export function host(ask: HostAsk = {}): StackView {
  const { groups = [], memoryMiB = 65_536, hostKernelMiB = 4_096, sharedMiB = 0 } = ask
  const usableMiB = memoryMiB - hostKernelMiB
  const units = groups.flatMap((group, number) =>
    Array.from({ length: group.count }, (_, ordinal) => ({ ...group, number, ordinal })),
  )
  const column = (pick: (unit: (typeof units)[number]) => number | undefined) =>
    Uint32Array.from(units, (unit) => pick(unit) ?? 0)
  const members = units.flatMap((unit, at) => Array.from({ length: unit.members ?? 1 }, () => at))
  const usedMiB = units.reduce((sum, unit) => sum + totalOf(unit), sharedMiB)
  return {
    host: 'host-0',
    machine: 'general-64',
    cores: 16,
    memoryMiB,
    nicMbps: 25_000,
    power: ask.power ?? 'on',
    hostKernel: 'linux',
    hostKernelState: ask.hostKernelState ?? 'running',
    hostKernelMiB,
    usableMiB,
    sharedMiB,
    usedMiB,
    freeMiB: usableMiB - usedMiB,
    copy: copyOf(groups[0], sharedMiB),
    units: {
      count: units.length,
      groups: groups.map(
        ({ kind }, number) => `app-${String.fromCharCode(97 + number)}${kind === 'vm' ? '-vm' : ''}`,
      ),
      group: Uint16Array.from(units, (unit) => unit.number),
      ordinal: column((unit) => unit.ordinal + 1),
      state: Uint8Array.from(units, (_, at) => (ask.crashed?.includes(at) === true ? 3 : 0)),
      appMiB: column((unit) => unit.app),
      librariesMiB: column((unit) => unit.libraries),
      guestMiB: column((unit) => unit.guest),
      hypervisorMiB: column((unit) => unit.hypervisor),
      runtimeMiB: column((unit) => unit.runtime),
      members: column((unit) => unit.members ?? 1),
    },
    members: {
      unit: Uint32Array.from(members),
      ordinal: Uint32Array.from(members, (_, at) => at + 1),
      state: new Uint8Array(members.length),
    },
    uses: ask.uses ?? {},
  }
}

/** Side A of lesson 1: as many VMs as fit, each with an app of `knobMiB`. */
export function hostOfVms(knobMiB: number, ask: Omit<HostAsk, 'groups'> = {}): StackView {
  const unit = { app: knobMiB - 16, libraries: 16, guest: 225, hypervisor: 131 }
  const count = Math.floor((61_440 - (ask.sharedMiB ?? 0)) / (knobMiB + 356))
  return host({ ...ask, groups: [{ ...unit, count, kind: 'vm' }] })
}

/** Side B of lesson 1: as many containers as fit; 16 MiB of libraries are shared by all. */
export function hostOfContainers(
  knobMiB: number,
  ask: Omit<HostAsk, 'groups' | 'sharedMiB'> = {},
): StackView {
  const count = Math.floor((61_440 - 16) / (knobMiB - 16 + 4))
  return host({
    ...ask,
    sharedMiB: 16,
    groups: [{ app: knobMiB - 16, runtime: 4, count, kind: 'container' }],
  })
}

function totalOf({ app, libraries = 0, guest = 0, hypervisor = 0, runtime = 0 }: UnitsAsk): number {
  return app + libraries + guest + hypervisor + runtime
}

function copyOf(group: UnitsAsk | undefined, sharedMiB: number): StackCopy | null {
  if (group === undefined || group.count === 0) return null
  return {
    kind: group.kind ?? 'vm',
    profile: group.kind === 'container' ? 'runc' : 'kvm',
    workloads: group.members ?? 1,
    appMiB: group.app,
    librariesMiB: group.libraries ?? 0,
    guestMiB: group.guest ?? 0,
    hypervisorMiB: group.hypervisor ?? 0,
    runtimeMiB: group.runtime ?? 0,
    totalMiB: totalOf(group),
    sharedLibrariesMiB: sharedMiB,
  }
}
