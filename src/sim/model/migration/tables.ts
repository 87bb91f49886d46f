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

/** Whose rule says which round is the last. */
export const stopRules = ['qemu', 'xen', 'xen-classic'] as const
export const StopRule = { qemu: 0, xen: 1, xenClassic: 2 } as const

/** Why the last round was the last. */
export const stopReasons = ['none', 'threshold', 'max-rounds', 'max-sent', 'rate', 'asked'] as const

/** Why a migration that nobody cancelled came to nothing. */
export const failureReasons = ['host-lost', 'vm-lost', 'vm-stopped', 'vm-resumed', 'room-lost'] as const
export const FailureReason = { hostLost: 0, vmLost: 1, vmStopped: 2, vmResumed: 3, roomLost: 4 } as const

const moment = { kind: 'f64', unit: 'µs', empty: -1 } as const
const bytes = { kind: 'f64', unit: 'B' } as const
const perSecond = { kind: 'f64', unit: 'B/s' } as const
const ofMigrations = { kind: 'i32', empty: -1, refersTo: 'migrations' } as const

export const migrationTables = {
  migrations: {
    columns: {
      // Rows of units, groups and hosts. What is over is told of for a while: by then they may be another's, or
      // nobody's, so that generations stand beside them.
      unit: { kind: 'i32', empty: -1 },
      generation: { kind: 'u32' },
      group: { kind: 'i32', empty: -1 },
      source: { kind: 'i32', empty: -1 },
      sourceGeneration: { kind: 'u32' },
      target: { kind: 'i32', empty: -1 },
      targetGeneration: { kind: 'u32' },
      mode: { kind: 'u8', names: migrationModes },
      state: { kind: 'u8', names: migrationStates },
      reason: { kind: 'u8', names: stopReasons },
      begun: moment,
      /** The guest stood still from here to there. */
      pausedAt: moment,
      resumedAt: moment,
      ended: moment,
      memoryBytes: bytes,
      sentBytes: bytes,
      rounds: { kind: 'u32' },
      firstRound: { kind: 'i32', empty: -1, refersTo: 'migrationRounds' },
      lastRound: { kind: 'i32', empty: -1, refersTo: 'migrationRounds' },
      transfer: { kind: 'i32', empty: -1, refersTo: 'transfers' },
      /** CPU time kept from the guest so that it writes less, or while it waits for pages. */
      throttlePermille: { kind: 'u16', unit: '‰' },
      faults: { kind: 'f64' },

      // What was asked for.
      limit: perSecond,
      downtimeMicros: { kind: 'f64', unit: 'µs' },
      maxRounds: { kind: 'u32' },
      stopRule: { kind: 'u8', names: stopRules },
      autoConverge: { kind: 'u8' },
      compress: { kind: 'u8' },
      adapts: { kind: 'u8' },

      /** 1: the guest stands still because of the migration, and goes on after it. */
      held: { kind: 'u8' },
      /** Rounds in which too much was written since the guest was throttled last. */
      unproductive: { kind: 'u8' },
      /** The timer of whatever is not a transfer: looking through empty pages, going on at the target. */
      timer: { kind: 'f64', empty: -1 },
      /** Pages for which reclaim keeps room on the other host. */
      expected: { kind: 'f64', unit: 'pages' },
      sourceChore: { kind: 'u32', unit: 'millicores' },
      targetChore: { kind: 'u32', unit: 'millicores' },
      /** What the link gave when it was measured last. */
      measured: perSecond,
      /** Memory without content: looked at once. */
      emptyBytes: bytes,
      /** Parts of the memory: its working set, and pages that are written over now and then. */
      hotBytes: bytes,
      sameBytes: bytes,
      /** Parts of what the present round takes up. */
      nextBytes: bytes,
      nextHot: bytes,
      nextSame: bytes,
      /** Writes to them since the round began, as of `since`, and how fast they go. */
      hotWritten: bytes,
      sameWritten: bytes,
      hotRate: perSecond,
      sameRate: perSecond,
      since: moment,

      next: ofMigrations,
      previous: ofMigrations,
    },
  },
  migrationRounds: {
    columns: {
      begun: moment,
      ended: moment,
      bytes,
      /** Written by the guest meanwhile, each page once. */
      dirtiedBytes: bytes,
      throttlePermille: { kind: 'u16', unit: '‰' },
      next: { kind: 'i32', empty: -1, refersTo: 'migrationRounds' },
    },
  },
  /** One row: those under way, the latest that are over, and totals of the run. */
  migrationLog: {
    columns: {
      firstActive: ofMigrations,
      lastActive: ofMigrations,
      firstEnded: ofMigrations,
      lastEnded: ofMigrations,
      active: { kind: 'u32' },
      ended: { kind: 'u32' },
      sentBytes: bytes,
    },
  },
  /** The migration that a unit is in; -1 for none. */
  unitMigration: {
    along: 'units',
    columns: {
      row: { kind: 'i32', empty: -1, refersTo: 'migrations' },
      /** Level of the instruction set that its guest saw when it booted, if it has changed hosts since; else 0. */
      cpuLevel: { kind: 'u8' },
    },
  },
  groupMigration: {
    along: 'workloadGroups',
    columns: {
      /** 1: its VMs cannot go to another host while they run. */
      fixed: { kind: 'u8' },
      active: { kind: 'u32' },
      completed: { kind: 'u32' },
      sentBytes: bytes,
      /** How long the guest stood still in the latest one. */
      downtimeMicros: { kind: 'f64', unit: 'µs' },
    },
  },
  hostMigration: {
    along: 'hosts',
    columns: {
      /** Guests that run here and are on their way elsewhere. */
      leaving: { kind: 'u32' },
    },
  },
} as const satisfies TableSpecs
