/** The world's columns by name, as views read them, and the few readings that several views share. */
import { tablesOf, type Row, type tableOf, type World } from '../core'
import type { cgroupTables } from '../model/cgroup'
import type { containerTables } from '../model/container'
import { topologyCap, type cpuTables } from '../model/cpu'
import type { hypervisorTables } from '../model/hypervisor'
import type { imageTables } from '../model/image'
import type { inventoryTables } from '../model/inventory'
import type { kernelTables } from '../model/kernel'
import type { memoryTables } from '../model/memory'
import type { migrationTables } from '../model/migration'
import type { neighboursTables } from '../model/neighbours'
import type { reclaimTables } from '../model/reclaim'
import type { startTables } from '../model/start'
import type { techniqueTables } from '../model/technique'
import type { transferTables } from '../model/transfer'
import type { vmTables } from '../model/vm'
import { WorkloadState, type workloadTables } from '../model/workload'

export interface Tables {
  readonly zones: ReturnType<typeof tableOf<typeof inventoryTables.zones>>
  readonly racks: ReturnType<typeof tableOf<typeof inventoryTables.racks>>
  readonly hosts: ReturnType<typeof tableOf<typeof inventoryTables.hosts>>
  readonly hostKernels: ReturnType<typeof tableOf<typeof kernelTables.hostKernels>>
  readonly kernels: ReturnType<typeof tableOf<typeof kernelTables.kernels>>
  readonly hostUnits: ReturnType<typeof tableOf<typeof workloadTables.hostUnits>>
  readonly units: ReturnType<typeof tableOf<typeof workloadTables.units>>
  readonly workloads: ReturnType<typeof tableOf<typeof workloadTables.workloads>>
  readonly workloadGroups: ReturnType<typeof tableOf<typeof workloadTables.workloadGroups>>
  readonly unitMemory: ReturnType<typeof tableOf<typeof memoryTables.unitMemory>>
  readonly hostMemory: ReturnType<typeof tableOf<typeof memoryTables.hostMemory>>
  readonly memoryPolicy: ReturnType<typeof tableOf<typeof memoryTables.memoryPolicy>>
  readonly hostCpu: ReturnType<typeof tableOf<typeof cpuTables.hostCpu>>
  readonly cpuRules: ReturnType<typeof tableOf<typeof cpuTables.cpuRules>>
  readonly unitCpu: ReturnType<typeof tableOf<typeof cpuTables.unitCpu>>
  readonly workloadCpu: ReturnType<typeof tableOf<typeof cpuTables.workloadCpu>>
  readonly groupHypervisors: ReturnType<typeof tableOf<typeof hypervisorTables.groupHypervisors>>
  readonly groupRuntimes: ReturnType<typeof tableOf<typeof containerTables.groupRuntimes>>
  readonly groupTechnique: ReturnType<typeof tableOf<typeof techniqueTables.groupTechnique>>
  readonly groupCgroup: ReturnType<typeof tableOf<typeof cgroupTables.groupCgroup>>
  readonly cpusetCpus: ReturnType<typeof tableOf<typeof cgroupTables.cpusetCpus>>
  readonly reclaimPolicy: ReturnType<typeof tableOf<typeof reclaimTables.reclaimPolicy>>
  readonly groupMemory: ReturnType<typeof tableOf<typeof reclaimTables.groupMemory>>
  readonly unitPages: ReturnType<typeof tableOf<typeof reclaimTables.unitPages>>
  readonly hostReclaim: ReturnType<typeof tableOf<typeof reclaimTables.hostReclaim>>
  readonly unitCrowding: ReturnType<typeof tableOf<typeof neighboursTables.unitCrowding>>
  readonly imageRules: ReturnType<typeof tableOf<typeof imageTables.imageRules>>
  readonly hostImages: ReturnType<typeof tableOf<typeof imageTables.hostImages>>
  readonly hostLayers: ReturnType<typeof tableOf<typeof imageTables.hostLayers>>
  readonly hostStore: ReturnType<typeof tableOf<typeof imageTables.hostStore>>
  readonly groupImage: ReturnType<typeof tableOf<typeof imageTables.groupImage>>
  readonly startRules: ReturnType<typeof tableOf<typeof startTables.startRules>>
  readonly starts: ReturnType<typeof tableOf<typeof startTables.starts>>
  readonly startPlans: ReturnType<typeof tableOf<typeof startTables.startPlans>>
  readonly startPhases: ReturnType<typeof tableOf<typeof startTables.startPhases>>
  readonly workloadStart: ReturnType<typeof tableOf<typeof startTables.workloadStart>>
  readonly unitStart: ReturnType<typeof tableOf<typeof startTables.unitStart>>
  readonly hostStart: ReturnType<typeof tableOf<typeof startTables.hostStart>>
  readonly groupStart: ReturnType<typeof tableOf<typeof startTables.groupStart>>
  readonly transfers: ReturnType<typeof tableOf<typeof transferTables.transfers>>
  readonly hostChores: ReturnType<typeof tableOf<typeof transferTables.hostChores>>
  readonly migrations: ReturnType<typeof tableOf<typeof migrationTables.migrations>>
  readonly migrationRounds: ReturnType<typeof tableOf<typeof migrationTables.migrationRounds>>
  readonly unitMigration: ReturnType<typeof tableOf<typeof migrationTables.unitMigration>>
  readonly vms: ReturnType<typeof tableOf<typeof vmTables.vms>>
  readonly containers: ReturnType<typeof tableOf<typeof containerTables.containers>>
}

export function tablesIn(world: World): Tables {
  return tablesOf(world) as Tables
}

/** Index into `unitStates`: running, paused, stopped, crashed. */
export function stateIndex(state: number): number {
  return state === WorkloadState.running
    ? 0
    : state === WorkloadState.paused
      ? 1
      : state === WorkloadState.crashed
        ? 3
        : state === WorkloadState.starting
          ? 4
          : 2
}

/** What a unit brings with it wherever it runs, without image files it shares. */
export function ownMiBOf({ unitMemory: m }: Tables, unit: Row): number {
  return m.appMiB[unit] + m.librariesMiB[unit] + m.guestOsMiB[unit] + m.vmmMiB[unit] + m.runtimeMiB[unit]
}

/** The most a workload can use. */
export function capOf(workloads: Tables['workloads'], member: Row): number {
  return topologyCap(workloads.vcpus[member], workloads.limitMillicores[member])
}
