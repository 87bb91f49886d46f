/** Migrations as they are asked for, and everything that stands in the way of one. */
import * as v from 'valibot'
import { none, refuse, type CommandSpec, type Refusal, type Row } from '../../core'
import { nameIn, obstacleAt, obstacleRefusal } from '../placement'
import { checkVm, VmState } from '../vm'
import { UnitKind } from '../workload'
import type { MigrationSim } from '.'
import { cancelMigration } from './ending'
import { migrationOf } from './heed'
import { beginMigration, turnToPostCopy } from './moving'
import { defined, optionSchemas, rulesOf, type RulesSection } from './rules'
import { migrationStates, MigrationState } from './tables'

type MigrationCommand<A> = CommandSpec<A, MigrationSim['tables']>

interface VmArgs extends RulesSection {
  readonly vm: Row
  readonly host: Row
}

/** What holds for one migration: the rules, and what its command says instead. */
function optionsOf(sim: MigrationSim, { vm: _vm, host: _host, ...said }: VmArgs) {
  return { ...rulesOf(sim), ...defined(said) }
}

export const migrateCommand: MigrationCommand<VmArgs> = {
  name: 'vm.migrate',
  args: v.strictObject({ vm: v.string(), host: v.string(), ...optionSchemas }),
  entities: { vm: 'kernels', host: 'hosts' },
  check: checkMigration,
  apply: (sim, args) => {
    beginMigration(sim, sim.tables.vms.unit[args.vm], args.host, optionsOf(sim, args))
  },
}

interface WorkloadArgs extends RulesSection {
  readonly workload: Row
  readonly host: Row
}

/** The same by the name of anything that runs in the VM: what is dragged is a workload. */
export const migrateWorkloadCommand: MigrationCommand<WorkloadArgs> = {
  name: 'workload.migrate',
  args: v.strictObject({ workload: v.string(), host: v.string(), ...optionSchemas }),
  entities: { workload: 'workloads', host: 'hosts' },
  check(sim, args) {
    const { units, workloads } = sim.tables
    const unit = workloads.unit[args.workload]
    const workload = nameIn(sim, workloads, args.workload)
    if (units.kind[unit] === UnitKind.process) return refuse('migrate-process', { workload })
    if (units.kind[unit] !== UnitKind.vm) return refuse('migrate-container', { workload })
    return checkMigration(sim, asVm(sim, args))
  },
  apply(sim, args) {
    const { vm, host, ...options } = asVm(sim, args)
    beginMigration(sim, sim.tables.vms.unit[vm], host, optionsOf(sim, { vm, host, ...options }))
  },
}

function asVm({ tables: { units, workloads } }: MigrationSim, { workload, ...rest }: WorkloadArgs): VmArgs {
  return { ...rest, vm: units.kernel[workloads.unit[workload]] }
}

function checkMigration(sim: MigrationSim, args: VmArgs): Refusal | null {
  const { vms, units, hosts, workloads, unitMigration, groupMigration, migrations, kernels } = sim.tables
  const guest = args.vm
  const no = checkVm(sim, guest, [VmState.running, VmState.paused])
  if (no !== null) return no
  const unit = vms.unit[guest]
  const vm = nameIn(sim, kernels, guest)
  const under = unitMigration.row[unit]
  if (under !== none)
    return refuse('already-migrating', { vm, host: nameIn(sim, hosts, migrations.target[under]) })
  const member = units.firstMember[unit]
  const host = nameIn(sim, hosts, args.host)
  if (units.host[unit] === args.host)
    return refuse('move-here-already', { workload: nameIn(sim, workloads, member), host })
  if (groupMigration.fixed[units.groupRow[unit]] === 1 && optionsOf(sim, args).mode !== 'cold')
    return refuse('no-live-migration', { vm, profile: sim.groupName(kernels.profile[guest]) })
  const obstacle = obstacleAt(sim, unit, args.host)
  if (obstacle !== null) return obstacleRefusal(sim, member, args.host, obstacle)
  return checkLink(sim, units.host[unit], args.host) ?? checkLevel(sim, unit, args.host)
}

function checkLink(sim: MigrationSim, source: Row, target: Row): Refusal | null {
  const { hosts } = sim.tables
  const without = [source, target].find((host) => hosts.nicMbps[host] === 0)
  return without === undefined ? null : refuse('no-link', { host: nameIn(sim, hosts, without) })
}

/** A guest that has found instructions when it booted may use them: they must be there on the target, too. */
function checkLevel(sim: MigrationSim, unit: Row, target: Row): Refusal | null {
  const { units, hosts, kernels, unitMigration } = sim.tables
  const { cpuBaseline } = rulesOf(sim)
  const own = unitMigration.cpuLevel[unit]
  const found = own === 0 ? hosts.cpuLevel[units.host[unit]] : own
  const needed = cpuBaseline === 0 ? found : Math.min(found, cpuBaseline)
  const has = hosts.cpuLevel[target]
  if (needed <= has) return null
  const vm = nameIn(sim, kernels, units.kernel[unit])
  return refuse('cpu-level', { vm, host: nameIn(sim, hosts, target), needed, has })
}

interface OfVm {
  readonly vm: Row
}

export const cancelCommand: MigrationCommand<OfVm> = {
  name: 'vm.migrate-cancel',
  args: v.strictObject({ vm: v.string() }),
  entities: { vm: 'kernels' },
  check(sim, { vm: guest }) {
    const { kernels, hosts, migrations: m } = sim.tables
    const vm = nameIn(sim, kernels, guest)
    const row = migrationOf(sim, guest)
    if (row === none) return refuse('not-migrating', { vm })
    if (m.state[row] !== MigrationState.pulling) return null
    return refuse('too-late-to-cancel', { vm, host: nameIn(sim, hosts, m.target[row]) })
  },
  apply: (sim, { vm }) => {
    cancelMigration(sim, migrationOf(sim, vm))
  },
}

export const postCopyCommand: MigrationCommand<OfVm> = {
  name: 'vm.migrate-postcopy',
  args: v.strictObject({ vm: v.string() }),
  entities: { vm: 'kernels' },
  check(sim, { vm: guest }) {
    const { kernels, migrations: m } = sim.tables
    const vm = nameIn(sim, kernels, guest)
    const row = migrationOf(sim, guest)
    if (row === none) return refuse('not-migrating', { vm })
    if (m.state[row] === MigrationState.copying) return null
    return refuse('not-in-pre-copy', { vm, state: migrationStates[m.state[row]] })
  },
  apply: (sim, { vm }) => {
    turnToPostCopy(sim, migrationOf(sim, vm))
  },
}
