/** Bytes on their way, and what moving them costs the hosts. */
import type { TableSpecs } from '../../core'

/** Whose bytes they are. */
export const purposeNames = ['layer', 'vm-image', 'clone', 'migration', 'save', 'restore'] as const
export const Purpose = { layer: 0, vmImage: 1, clone: 2, migration: 3, save: 4, restore: 5 } as const

export const transferStates = ['moving', 'ended', 'failed'] as const
export const TransferState = { moving: 0, ended: 1, failed: 2 } as const

const ofTransfers = { kind: 'i32', empty: -1, refersTo: 'transfers' } as const

export const transferTables = {
  /** One row: the rules of the scenario. */
  transferRules: {
    columns: {
      diskBytes: { kind: 'f64', unit: 'B/s' },
      /** What everything from outside the fleet shares; 0 for no limit. */
      registryBytes: { kind: 'f64', unit: 'B/s' },
      /** Transfers from outside the fleet. */
      firstOut: ofTransfers,
      lastOut: ofTransfers,
    },
  },
  transfers: {
    columns: {
      from: { kind: 'i32', empty: -1, refersTo: 'hosts' },
      to: { kind: 'i32', empty: -1, refersTo: 'hosts' },
      onDisk: { kind: 'u8' },
      purpose: { kind: 'u8', names: purposeNames },
      /** Row of the owner's table. */
      subject: { kind: 'i32', empty: -1 },
      /** What is over is dropped when the instant ends: until then those who react to its end can read it. */
      state: { kind: 'u8', names: transferStates },
      bytes: { kind: 'f64', unit: 'B' },
      /** Still to be sent, as of `since`. */
      left: { kind: 'f64', unit: 'B' },
      limit: { kind: 'f64', unit: 'B/s' },
      rate: { kind: 'f64', unit: 'B/s' },
      since: { kind: 'f64', unit: 'µs' },
      begun: { kind: 'f64', unit: 'µs' },
      /** The fact from which it follows, and its end with it. */
      cause: { kind: 'f64', empty: -1 },
      /** When it will end if nothing changes. */
      due: { kind: 'f64', unit: 'µs', empty: -1 },
      /** Timer of its end; only what ends first among all that share has one. */
      timer: { kind: 'f64', empty: -1 },
      nextOut: ofTransfers,
      previousOut: ofTransfers,
      nextIn: ofTransfers,
      previousIn: ofTransfers,
    },
  },
  hostTransfers: {
    along: 'hosts',
    columns: {
      firstOut: ofTransfers,
      lastOut: ofTransfers,
      /** What arrives over the network, and what the disk is busy with. */
      firstIn: ofTransfers,
      lastIn: ofTransfers,
    },
  },
  /** One row per purpose, in bytes: what was begun has arrived, was given up, or is on its way. */
  transferTotals: {
    columns: {
      begun: { kind: 'f64', unit: 'B' },
      arrived: { kind: 'f64', unit: 'B' },
      givenUp: { kind: 'f64', unit: 'B' },
      /** Of what was given up: already sent, in vain. */
      inVain: { kind: 'f64', unit: 'B' },
    },
  },
  hostChores: {
    along: 'hosts',
    columns: {
      /** What the host's own daemons take of its CPU: unpacking images, sending memory. */
      millicores: { kind: 'u32', unit: 'millicores' },
    },
  },
} as const satisfies TableSpecs
