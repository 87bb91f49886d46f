/** Hypervisor: which VMM wraps the VMs of a group, what it needs to run on, and what it costs in memory and CPU. */
import { defineMechanism, type Own, type Row, type Seen, type Sim, type TableSpecs } from '../../core'
import { kernel } from '../kernel'
import { memory, vmmMiB } from '../memory'
import type { BuildPlan, VmWrapPlan } from '../plan'
import { workload, type workloadTables } from '../workload'

export const hypervisorTables = {
  /** One row per workload group, in the same order; profile 0 means the group is not in VMs. */
  groupHypervisors: {
    along: 'workloadGroups',
    columns: {
      /** Index of the profile's name plus 1. */
      profile: { kind: 'u32' },
      /** Bit i: runs on the i-th host kernel named in this world (`hostKernelBit`). */
      hostsMask: { kind: 'u32' },
      guestOsMiB: { kind: 'u32', unit: 'MiB' },
      vmmBase: { kind: 'u32', unit: 'MiB/1000' },
      vmmPerGuestMiB: { kind: 'f64', unit: 'MiB/1000' },
      vmmPerExtraVcpu: { kind: 'u32', unit: 'MiB/1000' },
      /** Demand inside is multiplied by this over 1000. */
      cpuFactor: { kind: 'u32', empty: 1000 },
    },
  },
} as const satisfies TableSpecs

export { dearer } from './equations'

export type HypervisorSim = Sim<Own<typeof hypervisorTables> & Seen<typeof workloadTables>>

/** Host kernels a hypervisor profile may name, by bit. */
const hostKernelIds = ['linux', 'kvm', 'xen', 'esxi', 'hyper-v', 'windows', 'macos', 'bhyve']

export function hostKernelBit(id: string): number {
  const at = hostKernelIds.indexOf(id)
  return at < 0 ? 0 : 1 << at
}

/** Whole MiB the VMM of this group needs for a guest of this size. */
export function vmmMemoryMiB(sim: Sim, groupRow: Row, guestMiB: number, vcpus: number): number {
  const { groupHypervisors: g } = (sim as HypervisorSim).tables
  return vmmMiB(g.vmmBase[groupRow], g.vmmPerGuestMiB[groupRow], g.vmmPerExtraVcpu[groupRow], guestMiB, vcpus)
}

function readProfiles(sim: HypervisorSim, scenario: unknown): void {
  const { workloads } = scenario as BuildPlan
  workloads.forEach(({ vm }, groupRow) => {
    setGroupHypervisor(sim, groupRow, vm)
  })
}

/** Notes which VMM wraps the VMs of a new group, if any does. */
export function setGroupHypervisor(sim: Sim, groupRow: Row, vm: VmWrapPlan | null): void {
  if (vm === null) return
  const { groupHypervisors: g } = (sim as HypervisorSim).tables
  g.profile[groupRow] = sim.group(vm.profile) + 1
  g.hostsMask[groupRow] = vm.hosts.reduce((mask, id) => mask | hostKernelBit(id), 0)
  g.guestOsMiB[groupRow] = vm.guestOsMiB
  g.vmmBase[groupRow] = vm.vmmBase
  g.vmmPerGuestMiB[groupRow] = vm.vmmPerGuestMiB
  g.vmmPerExtraVcpu[groupRow] = vm.vmmPerExtraVcpu
  g.cpuFactor[groupRow] = vm.cpuFactor
}

export const hypervisor = defineMechanism<HypervisorSim['tables']>({
  name: 'hypervisor',
  needs: [kernel, workload, memory],
  tables: hypervisorTables,
  start: readProfiles,
})
