/** Bytes on their way, and what moving them costs the hosts. */
import type { TableSpecs } from '../../core'

/** Whose bytes they are. */
export const purposeNames = ['layer', 'vm-image', 'clone', 'migration', 'save', 'restore'] as const
export const Purpose = { layer: 0, vmImage: 1, clone: 2, migration: 3, save: 4, restore: 5 } as const

export const transferTables = {
  transfers: {
    columns: {
      from: { kind: 'i32', empty: -1, refersTo: 'hosts' },
      to: { kind: 'i32', empty: -1, refersTo: 'hosts' },
      onDisk: { kind: 'u8' },
      purpose: { kind: 'u8', names: purposeNames },
      /** Row of the owner's table. */
      subject: { kind: 'i32', empty: -1 },
      bytes: { kind: 'f64', unit: 'B' },
      /** Still to be sent, as of `since`. */
      left: { kind: 'f64', unit: 'B' },
      limit: { kind: 'f64', unit: 'B/s' },
      rate: { kind: 'f64', unit: 'B/s', derived: true },
      since: { kind: 'f64', unit: 'µs' },
      begun: { kind: 'f64', unit: 'µs' },
      /** Planned end; -1 while its rate is 0. */
      timer: { kind: 'f64', empty: -1 },
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
