/** Where each unit is on its way from 'accepted' to 'running', and when it passed each phase. */
import type { TableSpecs } from '../../core'
import { startPhaseNames } from '../plan'

export const startStates = ['idle', 'requested', 'starting', 'started', 'cancelled'] as const
export const StartState = { idle: 0, requested: 1, starting: 2, started: 3, cancelled: 4 } as const

const moment = { kind: 'f64', unit: 'µs', empty: -1 } as const

export const startTables = {
  /** One row: the rules of the scenario. */
  startRules: {
    columns: {
      /** 1: starts take their time; 0: every start is immediate, as in the first lessons. */
      timed: { kind: 'u8' },
      /** 1: a VM's disk is a copy-on-write overlay of its image; 0: a full clone. */
      overlay: { kind: 'u8', empty: 1 },
      /** 1: VM images must first be copied to a host, once each. */
      coldImages: { kind: 'u8' },
      diskBytes: { kind: 'f64', unit: 'B/s' },
    },
  },
  /** The last start of a unit that has been started in time; a world where everything starts at once has no rows. */
  starts: {
    columns: {
      unit: { kind: 'i32', empty: -1, refersTo: 'units' },
      state: { kind: 'u8', names: startStates },
      /** Place in the unit's list of phases, and which phase that is. */
      step: { kind: 'u8' },
      phase: { kind: 'u8', names: startPhaseNames },
      /** Each whole start is this much longer or shorter than its median. */
      stretchPpm: { kind: 'u32', empty: 1000000 },
      asked: moment,
      /** Work of the present phase that is done, µs at full speed, as of `since`; and how fast it goes. */
      done: { kind: 'f64', unit: 'µs' },
      since: moment,
      speedPpm: { kind: 'u32', unit: 'ppm' },
      timer: { kind: 'f64', empty: -1 },
      /** When each phase of the list ended: up to 12. */
      end0: moment,
      end1: moment,
      end2: moment,
      end3: moment,
      end4: moment,
      end5: moment,
      end6: moment,
      end7: moment,
      end8: moment,
      end9: moment,
      end10: moment,
      end11: moment,
    },
  },
  /** Row of `starts`; -1 for none. */
  unitStart: { along: 'units', columns: { row: { kind: 'i32', empty: -1, refersTo: 'starts' } } },
  hostStart: {
    along: 'hosts',
    columns: {
      /** Units on the host that are requested or starting. */
      starting: { kind: 'u32' },
    },
  },
  groupStart: {
    along: 'workloadGroups',
    columns: {
      /** Starts that have ended, and their whole time. */
      count: { kind: 'u32' },
      micros: { kind: 'f64', unit: 'µs' },
      latest: { kind: 'f64', unit: 'µs' },
    },
  },
} as const satisfies TableSpecs
