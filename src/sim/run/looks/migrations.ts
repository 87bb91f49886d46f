/** The latest migrations of the run. */
import type { Engine } from '../../core'
import type { MigrationsView } from '../life-views'

export function migrationsOf(_engine: Engine): MigrationsView {
  return { look: 'migrations', migrations: [] }
}
