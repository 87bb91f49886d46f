/** What is told of migrations in numbers, of a group or of all. */
import { none, type MetricSpec, type Row, type World } from '../../core'

type Column = 'active' | 'sentBytes' | 'downtimeMicros'

function metric(name: string, unit: string, column: Column, divisor: number): MetricSpec {
  return {
    name,
    unit,
    scope: 'group',
    read: (world, subject) => of(world, subject, column) / divisor,
  }
}

/** A group's own number; of all: the sum, and of times that guests stood still the longest. */
function of({ tables }: World, subject: Row, column: Column): number {
  const { rows, columns } = tables['groupMigration']
  if (subject !== none) return columns[column][subject]
  let all = 0
  for (let group = 0; group < rows.size; group++)
    all = column === 'downtimeMicros' ? Math.max(all, columns[column][group]) : all + columns[column][group]
  return all
}

export const migrationMetrics: readonly MetricSpec[] = [
  metric('migration.downtime-seconds', 's', 'downtimeMicros', 1000000),
  metric('migration.under-way', 'VMs', 'active', 1),
  metric('migration.sent-mib', 'MiB', 'sentBytes', 1048576),
]
