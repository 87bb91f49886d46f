/** Zones, racks and hosts: the hardware, and whether it has power. */
import { nameColumns, type TableSpecs } from '../../core'

export const powerNames = ['off', 'on'] as const
export const Power = { off: 0, on: 1 } as const

export const inventoryTables = {
  zones: { columns: { ...nameColumns } },
  racks: { columns: { ...nameColumns, zone: { kind: 'i32', empty: -1, refersTo: 'zones' } } },
  hosts: {
    columns: {
      ...nameColumns,
      zone: { kind: 'i32', empty: -1, refersTo: 'zones' },
      rack: { kind: 'i32', empty: -1, refersTo: 'racks' },
      power: { kind: 'u8', names: powerNames },
      /** Index of the machine's id in the world's list of names. */
      machine: { kind: 'u32' },
      sockets: { kind: 'u8' },
      cores: { kind: 'u16' },
      /** 2 with simultaneous multithreading. */
      threadsPerCore: { kind: 'u8' },
      memoryMiB: { kind: 'u32', unit: 'MiB' },
      /** Kept for the host's own kernel and services. */
      reserveMiB: { kind: 'u32', unit: 'MiB' },
      diskGiB: { kind: 'u32', unit: 'GiB' },
      nicMbps: { kind: 'u32', unit: 'Mbit/s' },
      idleWatts: { kind: 'u32', unit: 'W' },
      peakWatts: { kind: 'u32', unit: 'W' },
      /** Level of its x86-64 instruction set, 1 to 4. */
      cpuLevel: { kind: 'u8' },
    },
  },
} as const satisfies TableSpecs
