/** Migration: a VM goes to another host while it runs, or while it stands; its memory follows or goes ahead. */
import { defineMechanism, type Own, type Seen, type Sim } from '../../core'
import { failure } from '../failure'
import { inventory } from '../inventory'
import { kernel } from '../kernel'
import { placement, type PlacementSim } from '../placement'
import { reclaim } from '../reclaim'
import { transfer, type transferTables } from '../transfer'
import { vm, type vmTables } from '../vm'
import { workload } from '../workload'
import { migrationTables } from './tables'

export {
  MigrationMode,
  migrationModes,
  MigrationState,
  migrationStates,
  migrationTables,
  stopReasons,
} from './tables'

export type MigrationSim = Sim<
  PlacementSim['tables'] & Own<typeof migrationTables> & Seen<typeof transferTables> & Seen<typeof vmTables>
>

export const migration = defineMechanism<MigrationSim['tables']>({
  name: 'migration',
  needs: [inventory, kernel, workload, vm, reclaim, transfer, placement, failure],
  tables: migrationTables,
  facts: {},
})
