/** Live migrations: who goes where, how far it is, and each of its rounds. */
import type { TableSpecs } from '../../core'

export const migrationModes = ['cold', 'pre-copy', 'post-copy'] as const
export const MigrationMode = { cold: 0, preCopy: 1, postCopy: 2 } as const

export const migrationStates = ['copying', 'stopped', 'pulling', 'completed', 'cancelled', 'failed'] as const
export const MigrationState = {
  /** Rounds of pre-copy; the guest runs on the source. */
  copying: 0,
  /** Stop-and-copy, or the switch-over of post-copy: the guest does not run. */
  stopped: 1,
  /** Post-copy: the guest runs on the target while pages follow. */
  pulling: 2,
  completed: 3,
  cancelled: 4,
  failed: 5,
} as const

/** Why the last round was the last. */
export const stopReasons = ['none', 'threshold', 'max-rounds', 'max-sent', 'rate', 'asked'] as const

const moment = { kind: 'f64', unit: 'µs', empty: -1 } as const

export const migrationTables = {
  migrations: {
    columns: {
      unit: { kind: 'i32', empty: -1, refersTo: 'units' },
      source: { kind: 'i32', empty: -1, refersTo: 'hosts' },
      target: { kind: 'i32', empty: -1, refersTo: 'hosts' },
      mode: { kind: 'u8', names: migrationModes },
      state: { kind: 'u8', names: migrationStates },
      reason: { kind: 'u8', names: stopReasons },
      begun: moment,
      /** The guest stood still from here to there. */
      pausedAt: moment,
      resumedAt: moment,
      ended: moment,
      memoryBytes: { kind: 'f64', unit: 'B' },
      sentBytes: { kind: 'f64', unit: 'B' },
      rounds: { kind: 'u32' },
      firstRound: { kind: 'i32', empty: -1, refersTo: 'migrationRounds' },
      lastRound: { kind: 'i32', empty: -1, refersTo: 'migrationRounds' },
      transfer: { kind: 'i32', empty: -1, refersTo: 'transfers' },
      /** CPU time kept from the guest so that it writes less, or while it waits for pages. */
      throttlePermille: { kind: 'u16', unit: '‰' },
      faults: { kind: 'f64' },
    },
  },
  migrationRounds: {
    columns: {
      begun: moment,
      ended: moment,
      bytes: { kind: 'f64', unit: 'B' },
      /** Written by the guest meanwhile, each page once. */
      dirtiedBytes: { kind: 'f64', unit: 'B' },
      throttlePermille: { kind: 'u16', unit: '‰' },
      next: { kind: 'i32', empty: -1, refersTo: 'migrationRounds' },
    },
  },
  /** The migration that a unit is in; -1 for none. */
  unitMigration: { along: 'units', columns: { row: { kind: 'i32', empty: -1, refersTo: 'migrations' } } },
} as const satisfies TableSpecs
