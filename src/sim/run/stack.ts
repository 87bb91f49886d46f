/**
 * One host as a stack drawn to scale: read from the world's columns, with the equation behind each printed
 * number.
 */
import { nameOf, none, type Engine, type EquationUse, type Row, type World } from '../core'
import { containerFootprintMiB, copiesThatFit, usableMiB, vmFootprintMiB } from '../model/memory'
import { blastRadius } from '../model/failure'
import { Power } from '../model/inventory'
import { kernelStates, KernelState } from '../model/kernel'
import { UnitKind } from '../model/workload'
import { vmmSource } from '../scenario/sources'
import { finderOf } from './advance'
import { stateIndex, tablesIn, type Tables } from './tables'
import type { StackCopy, StackView } from './views'

/** The stack of a host by name, or null when there is none of that name. Sizes in MiB. */
export function stackOf(engine: Engine, hostName: string): StackView | null {
  const host = finderOf(engine)('hosts', hostName)
  if (host === none) return null
  const { world } = engine
  const tables = tablesIn(world)
  const { hosts, hostKernels, kernels, hostMemory } = tables
  const hostKernel = hostKernels.kernel[host]
  const usable = usableMiB(hosts.memoryMiB[host], hosts.reserveMiB[host])
  const used = hostMemory.usedMiB[host]
  const shared = hostMemory.sharedMiB[host]
  const copy = firstCopy(world, tables, host)
  const on = hosts.power[host] === Power.on
  const kernelState = kernelStates[kernels.state[hostKernel]]
  return {
    host: nameOf(world, 'hosts', host),
    machine: world.groups[hosts.machine[host]],
    cores: hosts.cores[host],
    memoryMiB: hosts.memoryMiB[host],
    nicMbps: hosts.nicMbps[host],
    power: on ? 'on' : 'off',
    hostKernel: world.groups[kernels.profile[hostKernel]],
    // Only guests are ever paused or booting.
    hostKernelState: kernelState === 'paused' || kernelState === 'booting' ? 'running' : kernelState,
    hostKernelMiB: hosts.reserveMiB[host],
    usableMiB: usable,
    sharedMiB: shared,
    usedMiB: used,
    freeMiB: usable - used,
    copy,
    ...unitsOf(world, tables, host),
    uses: usesOf(tables, host, usable, shared, used, copy),
  }
}

function unitsOf(world: World, tables: Tables, host: Row): Pick<StackView, 'units' | 'members'> {
  const { hostUnits, units, workloads, unitMemory } = tables
  const rows: Row[] = []
  let members = 0
  for (let unit = hostUnits.first[host]; unit !== none; unit = units.nextOnHost[unit]) {
    rows.push(unit)
    members += units.members[unit]
  }
  const count = rows.length
  const groups: string[] = []
  const codes = new Map<number, number>()
  const view = {
    count,
    groups,
    group: new Uint16Array(count),
    ordinal: new Uint32Array(count),
    state: new Uint8Array(count),
    appMiB: new Uint32Array(count),
    librariesMiB: new Uint32Array(count),
    guestMiB: new Uint32Array(count),
    hypervisorMiB: new Uint32Array(count),
    runtimeMiB: new Uint32Array(count),
    members: new Uint32Array(count),
  }
  const inside = {
    unit: new Uint32Array(members),
    ordinal: new Uint32Array(members),
    state: new Uint8Array(members),
  }
  let at = 0
  rows.forEach((unit, index) => {
    const first = units.firstMember[unit]
    const kernel = units.kernel[unit]
    // A VM is named by its kernel, a container or process by its workload.
    const code = kernel === none ? workloads.group[first] : tables.kernels.group[kernel]
    let known = codes.get(code)
    if (known === undefined) {
      known = groups.push(world.groups[code]) - 1
      codes.set(code, known)
    }
    view.group[index] = known
    view.ordinal[index] = kernel === none ? workloads.ordinal[first] : tables.kernels.ordinal[kernel]
    view.state[index] =
      kernel !== none && tables.kernels.state[kernel] === KernelState.panicked
        ? 3
        : stateIndex(workloads.state[first])
    view.appMiB[index] = unitMemory.appMiB[unit]
    view.librariesMiB[index] = unitMemory.librariesMiB[unit]
    view.guestMiB[index] = unitMemory.guestOsMiB[unit]
    view.hypervisorMiB[index] = unitMemory.vmmMiB[unit]
    view.runtimeMiB[index] = unitMemory.runtimeMiB[unit]
    view.members[index] = units.members[unit]
    for (let member = first; member !== none; member = workloads.nextInUnit[member]) {
      inside.unit[at] = index
      inside.ordinal[at] = workloads.ordinal[member]
      inside.state[at] = stateIndex(workloads.state[member])
      at++
    }
  })
  return { units: view, members: inside }
}

/** What one unit of the first group on the host occupies. */
function firstCopy(world: World, tables: Tables, host: Row): StackCopy | null {
  const { hostUnits, units, unitMemory: m, groupHypervisors, groupRuntimes } = tables
  const unit = hostUnits.first[host]
  if (unit === none) return null
  const isVm = units.kind[unit] === UnitKind.vm
  const group = units.groupRow[unit]
  const profile = isVm ? groupHypervisors.profile[group] : groupRuntimes.profile[group]
  const totalMiB = isVm
    ? vmFootprintMiB(
        m.appMiB[unit],
        m.librariesMiB[unit],
        m.guestOsMiB[unit],
        m.runtimeMiB[unit],
        m.vmmMiB[unit],
      )
    : containerFootprintMiB(m.appMiB[unit], m.runtimeMiB[unit])
  return {
    kind: isVm ? 'vm' : profile === 0 ? 'process' : 'container',
    profile: profile === 0 ? 'native' : world.groups[profile - 1],
    workloads: units.members[unit],
    appMiB: m.appMiB[unit],
    librariesMiB: m.librariesMiB[unit],
    guestMiB: m.guestOsMiB[unit],
    hypervisorMiB: m.vmmMiB[unit],
    runtimeMiB: m.runtimeMiB[unit],
    totalMiB,
    sharedLibrariesMiB: m.sharedMiB[unit],
  }
}

type Term = EquationUse['terms'][number]
const mib = (symbol: string, value: number, source?: string): Term =>
  source === undefined ? { symbol, value, unit: 'MiB' } : { symbol, value, unit: 'MiB', source }

/** The equations behind the numbers on the picture, with the values put in. */
function usesOf(
  { hosts, hostMemory, hostUnits, units }: Tables,
  host: Row,
  usable: number,
  shared: number,
  used: number,
  copy: StackCopy | null,
): StackView['uses'] {
  const uses: Record<string, EquationUse> = {
    usable: {
      id: 'memory.usable',
      terms: [
        mib('memory', hosts.memoryMiB[host], 'assumed'),
        mib('reserve', hosts.reserveMiB[host], 'assumed'),
      ],
      value: usable,
      unit: 'MiB',
    },
    free: {
      id: 'memory.free',
      terms: [mib('usable', usable), mib('used', used)],
      value: usable - hostMemory.usedMiB[host],
      unit: 'MiB',
    },
  }
  if (copy === null) return uses
  const own = copy.totalMiB - copy.appMiB - copy.librariesMiB
  uses['copies'] = {
    id: 'memory.fit',
    terms: [mib('usable', usable), mib('shared', shared), mib('copy', copy.totalMiB)],
    value: copiesThatFit(usable, shared, copy.totalMiB),
    unit: 'units',
  }
  uses['copy'] = copyUse(copy)
  uses['overhead'] = {
    id: 'memory.overhead',
    terms: [mib('copy', copy.totalMiB), mib('app', copy.appMiB), mib('libraries', copy.librariesMiB)],
    value: own / copy.totalMiB,
    unit: '1',
  }
  const all = hostUnits.count[host] * copy.workloads
  // A VM or a gVisor sandbox has a kernel of its own.
  const perKernel = units.kernel[hostUnits.first[host]] === none ? all : copy.workloads
  uses['lost'] = {
    id: 'failure.blast-radius',
    terms: [
      { symbol: 'n', value: all, unit: 'workloads' },
      { symbol: 'perKernel', value: perKernel, unit: 'workloads' },
    ],
    value: blastRadius(all, perKernel),
    unit: 'workloads',
  }
  return uses
}

function copyUse(copy: StackCopy): EquationUse {
  if (copy.kind === 'vm') {
    return {
      id: 'memory.vm-footprint',
      terms: [
        mib('app', copy.appMiB, 'assumed'),
        mib('libraries', copy.librariesMiB, 'assumed'),
        mib('guestOS', copy.guestMiB, 'assumed'),
        mib('runtime', copy.runtimeMiB, copy.runtimeMiB > 0 ? 'gvisor-performance' : undefined),
        mib('vmm', copy.hypervisorMiB, vmmSource(copy.profile)),
      ],
      value: copy.totalMiB,
      unit: 'MiB',
    }
  }
  return {
    id: 'memory.container-footprint',
    terms: [mib('app', copy.appMiB, 'assumed'), mib('runtime', copy.runtimeMiB, 'gvisor-performance')],
    value: copy.totalMiB,
    unit: 'MiB',
  }
}
