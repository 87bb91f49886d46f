/** What else happens to a VM or to one of its two hosts while it migrates. */
import { none, type Row } from '../../core'
import { KernelKind } from '../kernel'
import { Purpose } from '../transfer'
import type { MigrationSim } from '.'
import { failMigration, isInPlace, isUnderWay } from './ending'
import { FailureReason, MigrationState } from './tables'

/** Migrations under way, as they were before any of them is closed. */
function allUnderWay({ tables: { migrationLog, migrations: m } }: MigrationSim): readonly Row[] {
  const rows: Row[] = []
  for (let row = migrationLog.firstActive[0]; row !== none; row = m.next[row]) rows.push(row)
  return rows
}

/** A host is gone: whoever leaves it or comes to it has one host only. */
export function heedHost(sim: MigrationSim, host: Row): void {
  const { migrations: m } = sim.tables
  for (const row of allUnderWay(sim))
    if (m.source[row] === host || m.target[row] === host) failMigration(sim, row, FailureReason.hostLost)
}

/** So is one whose kernel has panicked; a guest's panic is told as the crash of its VM. */
export function heedPanic(sim: MigrationSim, panicked: Row): void {
  const { kernels } = sim.tables
  if (kernels.kind[panicked] === KernelKind.host) heedHost(sim, kernels.host[panicked])
}

export function heedFailedTransfer(sim: MigrationSim, failed: Row): void {
  const { transfers, migrations: m } = sim.tables
  if (transfers.purpose[failed] !== Purpose.migration) return
  const row = transfers.subject[failed]
  if (isUnderWay(m.state[row]) && m.transfer[row] === failed) failMigration(sim, row, FailureReason.hostLost)
}

/** Somebody has taken the room back, or the unit away. */
export function heedRoom(sim: MigrationSim): void {
  for (const row of allUnderWay(sim))
    if (!isInPlace(sim, row)) failMigration(sim, row, FailureReason.roomLost)
}

const ended =
  (why: number) =>
  (sim: MigrationSim, guest: Row): void => {
    const row = migrationOf(sim, guest)
    if (row !== none) failMigration(sim, row, why)
  }
export const heedCrash = ended(FailureReason.vmLost)
export const heedStop = ended(FailureReason.vmStopped)

/** Somebody has let the guest go on while it was to stand still: it stays where it is. */
export function heedResume(sim: MigrationSim, guest: Row): void {
  const { migrations: m } = sim.tables
  const row = migrationOf(sim, guest)
  if (row === none || m.state[row] !== MigrationState.stopped) return
  m.held[row] = 0
  failMigration(sim, row, FailureReason.vmResumed)
}

/** A guest that boots sees the CPUs of the host it is on. */
export function heedStart(sim: MigrationSim, guest: Row): void {
  const { vms, unitMigration } = sim.tables
  unitMigration.cpuLevel[vms.unit[guest]] = 0
}

/** The migration that a VM is in, by its kernel; -1 for none. */
export function migrationOf({ tables: { vms, unitMigration, kernels } }: MigrationSim, guest: Row): Row {
  if (kernels.rows.alive[guest] === 0 || vms.unit[guest] === none) return none
  return unitMigration.row[vms.unit[guest]]
}
