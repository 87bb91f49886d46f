/** Faults of what stands between instances and their host: the VMM of one VM, the daemon of a host's containers. */
import * as v from 'valibot'
import { none, refuse, type CommandSpec, type Row } from '../../core'
import { comesBack, ContainerState } from '../container'
import { loseUnit, restartUnit } from '../failure'
import { KernelKind, KernelState } from '../kernel'
import { VmState, vmStates } from '../vm'
import { UnitKind } from '../workload'
import type { IsolationSim } from './chance'

type Command<A> = CommandSpec<A, IsolationSim['tables']>

/** States in which a process stands behind the VM. */
const withProcess: readonly number[] = [VmState.running, VmState.paused, VmState.pmsuspended]

/** QEMU or Firecracker is one process per VM: when it dies, that VM dies, and nobody else notices. */
export const crashVmmCommand: Command<{ readonly vm: Row }> = {
  name: 'vmm.crash',
  args: v.strictObject({ vm: v.string() }),
  entities: { vm: 'kernels' },
  check(sim, { vm }) {
    const { vms } = sim.tables
    if (vms.state[vm] === 0) return refuse('not-a-vm')
    if (withProcess.includes(vms.state[vm])) return null
    return refuse('vmm-not-there', { state: vmStates[vms.state[vm]] })
  },
  apply(sim, { vm }) {
    loseUnit(sim, sim.tables.vms.unit[vm], sim.emit('vmm.crashed', vm))
  },
}

interface DaemonArgs {
  readonly host: Row
  readonly liveRestore?: boolean
}

export const crashDaemonCommand: Command<DaemonArgs> = {
  name: 'daemon.crash',
  /** With live restore, or runtimes whose shims survive, containers run on without it; without it they end. */
  args: v.strictObject({ host: v.string(), liveRestore: v.optional(v.boolean()) }),
  entities: { host: 'hosts' },
  check: (sim, { host }) => daemonAt(sim, host, 0),
  apply(sim, { host, liveRestore = true }) {
    const { hostDaemons, hostUnits, units } = sim.tables
    hostDaemons.down[host] = 1
    const crashed = sim.emit('daemon.crashed', host, liveRestore ? 0 : managedOn(sim, host))
    if (liveRestore) return
    for (let unit = hostUnits.first[host]; unit !== none; unit = units.nextOnHost[unit])
      if (isManaged(units.kind[unit])) loseUnit(sim, unit, crashed)
  },
}

export const restartDaemonCommand: Command<{ readonly host: Row }> = {
  name: 'daemon.restart',
  args: v.strictObject({ host: v.string() }),
  entities: { host: 'hosts' },
  check: (sim, { host }) => daemonAt(sim, host, 1),
  apply(sim, { host }) {
    const { hostDaemons, hostUnits, units } = sim.tables
    hostDaemons.down[host] = 0
    const lost = lostOn(sim, host)
    const restarted = sim.emit('daemon.restarted', host, lost)
    for (let unit = hostUnits.first[host]; unit !== none; unit = units.nextOnHost[unit])
      if (isManaged(units.kind[unit])) restartUnit(sim, unit, restarted)
  },
}

function isManaged(kind: number): boolean {
  return kind === UnitKind.container || kind === UnitKind.sandbox
}

/** Why the daemon of this host cannot be found up (0) or down (1) now; null when it can. */
function daemonAt(sim: IsolationSim, host: Row, down: 0 | 1) {
  const { hosts, hostKernels, kernels, hostDaemons } = sim.tables
  const name = `${sim.groupName(hosts.group[host])}-${hosts.ordinal[host]}`
  const kernel = hostKernels.kernel[host]
  if (kernels.runsContainers[kernel] === 0)
    return refuse('no-daemon', { host: name, kernel: sim.groupName(kernels.profile[kernel]) })
  if (kernels.state[kernel] !== KernelState.running) return refuse('host-not-running')
  if (hostDaemons.down[host] === down) return null
  return refuse(down === 1 ? 'daemon-up' : 'daemon-down', { host: name })
}

/** Containers directly on a host that run or are paused. */
function managedOn(sim: IsolationSim, host: Row): number {
  const { containers } = sim.tables
  return countMembers(sim, host, (member) => {
    const state = containers.state[member]
    return state === ContainerState.running || state === ContainerState.paused
  })
}

/** Containers that their policies bring back with the daemon. */
function lostOn(sim: IsolationSim, host: Row): number {
  return countMembers(sim, host, (member) => comesBack(sim, member))
}

function countMembers(sim: IsolationSim, host: Row, counts: (member: Row) => boolean): number {
  const { hostUnits, units, workloads } = sim.tables
  let count = 0
  for (let unit = hostUnits.first[host]; unit !== none; unit = units.nextOnHost[unit]) {
    if (!isManaged(units.kind[unit])) continue
    for (let member = units.firstMember[unit]; member !== none; member = workloads.nextInUnit[member])
      if (counts(member)) count++
  }
  return count
}

/** Whatever boots anew boots with its daemon. */
export function hostIsUp(sim: IsolationSim, host: Row): void {
  sim.tables.hostDaemons.down[host] = 0
}

export function daemonIsUp(sim: IsolationSim, kernel: Row): void {
  const { kernels } = sim.tables
  if (kernels.kind[kernel] === KernelKind.host) hostIsUp(sim, kernels.host[kernel])
}
