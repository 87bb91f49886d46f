/**
 * Saves: a VM's memory and disk kept for later (save, restore, snapshots), and a VM that is resized, repaired,
 * asleep or shelved.
 */
import { defineMechanism, type Row, type Sim } from '../../core'
import { container } from '../container'
import { inventory } from '../inventory'
import { kernel } from '../kernel'
import { memory } from '../memory'
import { placement } from '../placement'
import type { BuildPlan, WorkloadPlan } from '../plan'
import { start } from '../start'
import { transfer } from '../transfer'
import { vm, vmTasks } from '../vm'
import { workload } from '../workload'
import type { SavesSim } from './captures'
import { saveTables } from './tables'

export { SavesState, savesStates, saveTables } from './tables'

/** Notes how large the disks of a new group's VMs are. */
export function setGroupSaves(sim: Sim, group: Row, plan: WorkloadPlan): void {
  const { groupSaves } = (sim as SavesSim).tables
  groupSaves.imageKiB[group] = plan.vm?.start.imageKiB ?? 0
}

function begin(sim: SavesSim, scenario: unknown): void {
  const { workloads } = scenario as BuildPlan
  workloads.forEach((plan, group) => setGroupSaves(sim, group, plan))
}

const ofVm = { name: 'vm', table: 'kernels' } as const
const onHost = { name: 'host', table: 'hosts' } as const
const amount = { name: 'amount', unit: 'MiB' } as const
const size = [ofVm, { name: 'vcpus', unit: 'vCPUs' }, amount] as const

export const saves = defineMechanism<SavesSim['tables']>({
  name: 'saves',
  needs: [inventory, kernel, workload, memory, container, vm, transfer, start, placement],
  tables: saveTables,
  start: begin,
  facts: {
    'vm.saving': [ofVm, onHost, amount],
    'vm.saved': [ofVm, onHost, amount],
    'vm.restoring': [ofVm, onHost],
    'vm.restored': [ofVm, onHost],
    'vm.save-failed': [ofVm, { name: 'task', names: vmTasks }],
    'vm.save-discarded': [ofVm],
    'vm.snapshotting': [ofVm, amount],
    'vm.snapshot-taken': [ofVm, amount],
    'vm.snapshot-deleted': [ofVm],
    'vm.reverting': [ofVm, amount],
    'vm.reverted': [ofVm],
    'vm.resized': size,
    'vm.resize-confirmed': [ofVm],
    'vm.resize-reverted': size,
    'vm.rescued': [ofVm],
    'vm.unrescued': [ofVm],
    'vm.pmsuspended': [ofVm],
    'vm.woken': [ofVm],
    'vm.shelving': [ofVm, onHost],
    'vm.shelved': [ofVm, onHost],
    'vm.unshelving': [ofVm, onHost],
    'vm.unshelved': [ofVm, onHost],
  },
  refusals: {
    'vm-set-aside': ['state'],
    'vm-not-so': ['state', 'needed'],
    'vm-on-its-way': [],
    'snapshot-exists': ['name'],
    'no-snapshot': ['name'],
    'too-many-snapshots': ['limit'],
    'resize-several': ['count'],
    'resize-same': [],
    'unshelve-no-host': [],
  },
})
