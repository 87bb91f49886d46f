/** What can be done to a migration, by the name of its VM. */
import type { Command, MigrationView } from '../../sim'

/** Modes in which a VM can be sent, in the order in which they are taught. */
export const migrationModes = ['cold', 'pre-copy', 'post-copy'] as const
export type MigrationMode = (typeof migrationModes)[number]

export function migrateTo(vm: string, host: string, mode: MigrationMode): Command {
  return { name: 'vm.migrate', args: { vm, host, mode } }
}

export function cancelOf({ vm }: Pick<MigrationView, 'vm'>): Command {
  return { name: 'vm.migrate-cancel', args: { vm } }
}

export function postCopyOf({ vm }: Pick<MigrationView, 'vm'>): Command {
  return { name: 'vm.migrate-postcopy', args: { vm } }
}
