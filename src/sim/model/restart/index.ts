/** Restart: what is done when a process or container ends, and how long it waits each time. */
import { defineMechanism, type TableSpecs } from '../../core'
import { container } from '../container'
import { failure } from '../failure'
import { start } from '../start'
import { workload } from '../workload'

export const restartTables = {
  groupRestart: { along: 'workloadGroups', columns: { policy: { kind: 'u8' } } },
} as const satisfies TableSpecs

export const restart = defineMechanism({
  name: 'restart',
  needs: [workload, container, start, failure],
  tables: restartTables,
  facts: {},
})
