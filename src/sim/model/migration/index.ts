/** Migration: a VM goes to another host while it runs, or while it stands; its memory follows or goes ahead. */
import {
  defineMechanism,
  notYet,
  type FactArgument,
  type Own,
  type Row,
  type Seen,
  type Sim,
} from '../../core'
import { failure } from '../failure'
import { inventory } from '../inventory'
import { kernel } from '../kernel'
import { placement, type PlacementSim } from '../placement'
import type { BuildPlan, VmWrapPlan } from '../plan'
import { reclaim, type reclaimTables } from '../reclaim'
import { transfer, type transferTables } from '../transfer'
import { vm, type vmTables } from '../vm'
import { workload } from '../workload'
import { failureReasons, migrationTables, stopReasons } from './tables'

export { rulesOf as migrationRulesOf, type MigrationRules } from './rules'
export {
  failureReasons,
  MigrationMode,
  migrationModes,
  MigrationState,
  migrationStates,
  migrationTables,
  stopReasons,
} from './tables'

export type MigrationSim = Sim<
  PlacementSim['tables'] &
    Own<typeof migrationTables> &
    Seen<typeof transferTables> &
    Seen<typeof vmTables> &
    Seen<typeof reclaimTables>
>

/** Notes whether the VMs of a new group can go elsewhere while they run. */
export function setGroupMigration(sim: Sim, group: Row, plan: VmWrapPlan | null): void {
  const { groupMigration } = (sim as MigrationSim).tables
  groupMigration.fixed[group] = plan === null || plan.liveMigration ? 0 : 1
}

function start(sim: MigrationSim, scenario: unknown): void {
  sim.addRow('migrationLog')
  const { workloads } = scenario as BuildPlan
  workloads.forEach((plan, group) => setGroupMigration(sim, group, plan.vm))
}

const ofVm: FactArgument = { name: 'vm', table: 'kernels' }
const onHost = (name: string): FactArgument => ({ name, table: 'hosts' })

export const migration = defineMechanism<MigrationSim['tables']>({
  name: 'migration',
  needs: [inventory, kernel, workload, vm, reclaim, transfer, placement, failure],
  tables: migrationTables,
  start,
  events: { 'migration.scanned': notYet, 'migration.arrived': notYet },
  facts: {
    'migration.begun': [ofVm, onHost('source'), onHost('target')],
    'migration.round-ended': [ofVm, { name: 'round', unit: 'count' }, { name: 'amount', unit: 'MiB' }],
    'migration.throttled': [ofVm, { name: 'percent', unit: '%' }],
    'migration.stopped': [ofVm, { name: 'reason', names: stopReasons }],
    'migration.switched': [ofVm, onHost('target')],
    'migration.completed': [ofVm, onHost('source'), onHost('target')],
    'migration.downtime': [ofVm, { name: 'downtime', unit: 'ms' }],
    'migration.cancelled': [ofVm, onHost('source')],
    'migration.failed': [ofVm, { name: 'why', names: failureReasons }],
  },
  refusals: {
    'migrate-container': ['workload'],
    'migrate-process': ['workload'],
    'already-migrating': ['vm', 'host'],
    'not-migrating': ['vm'],
    'no-live-migration': ['vm', 'profile'],
    'cpu-level': ['vm', 'host', 'needed', 'has'],
    'no-link': ['host'],
    'too-late-to-cancel': ['vm', 'host'],
    'not-in-pre-copy': ['vm', 'state'],
  },
})
