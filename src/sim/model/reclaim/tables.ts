/** Where every page of every unit is, and how each host gets memory back when it has promised more than it has. */
import type { TableSpecs } from '../../core'
import { sharingNames } from './rules'
import { swapNames } from './equations'

export const reclaimStates = ['high', 'clear', 'soft', 'hard', 'low'] as const
export const ReclaimState = { high: 0, clear: 1, soft: 2, hard: 3, low: 4 } as const

export const reclaimTables = {
  /** One row: the rules as they are now. */
  reclaimPolicy: {
    columns: {
      sharing: { kind: 'u8', names: sharingNames },
      pagesToScan: { kind: 'u32', unit: 'pages' },
      sleepMillis: { kind: 'u32', unit: 'ms' },
      balloon: { kind: 'u8' },
      compression: { kind: 'u8' },
      swap: { kind: 'u8', names: swapNames },
      taxPercent: { kind: 'u8', unit: '%' },
      stepMillis: { kind: 'u32', unit: 'ms' },
      balloonMiBps: { kind: 'u32', unit: 'MiB/s' },
      touchMiBps: { kind: 'u32', unit: 'MiB/s' },
      acceptPercent: { kind: 'u8', unit: '%' },
      /** 1 when pages are followed: hosts may promise more than they have, or a group may run short by itself. */
      working: { kind: 'u8' },
    },
  },
  groupMemory: {
    along: 'workloadGroups',
    columns: {
      activePercent: { kind: 'u8', unit: '%', empty: 100 },
      touchedPercent: { kind: 'u8', unit: '%', empty: 100 },
      samePercent: { kind: 'u8', unit: '%' },
      rewritesPerHour: { kind: 'u32', unit: '1/h' },
      touchesPerSecond: { kind: 'u32', unit: '1/s', empty: 10000 },
      /** What it writes while it gets the CPU it asks for; 0: worked out from what it touches. */
      dirtyMiBps: { kind: 'u32', unit: 'MiB/s' },
      shares: { kind: 'u32' },
      reservationMiB: { kind: 'u32', unit: 'MiB' },
      limitMiB: { kind: 'u32', unit: 'MiB' },
    },
  },
  /** Pages of 4 KiB; what a unit was promised is the sum of the first seven. All 0 while nothing is followed. */
  unitPages: {
    along: 'units',
    columns: {
      untouched: { kind: 'u32', unit: 'pages' },
      active: { kind: 'u32', unit: 'pages' },
      cold: { kind: 'u32', unit: 'pages' },
      /** Merged with equal pages of others: none of its own behind them but its part of `hostReclaim.sharedPages`. */
      shared: { kind: 'u32', unit: 'pages' },
      ballooned: { kind: 'u32', unit: 'pages' },
      compressed: { kind: 'u32', unit: 'pages' },
      swapped: { kind: 'u32', unit: 'pages' },
      /** The part of the working set among the shared, compressed and swapped ones. */
      hotShared: { kind: 'u32', unit: 'pages' },
      hotCompressed: { kind: 'u32', unit: 'pages' },
      hotSwapped: { kind: 'u32', unit: 'pages' },
      /** Page cache that the host's kernel has dropped, among the untouched: nobody asks for it again. */
      dropped: { kind: 'u32', unit: 'pages' },
      /** What it should hold by itself; the shared pages come on top. */
      target: { kind: 'u32', unit: 'pages' },
      /** What was promised, wanted and touched when read last, and whether it ran (2), was paused (1) or not. */
      promised: { kind: 'u32', unit: 'pages' },
      wanted: { kind: 'u32', unit: 'pages' },
      touched: { kind: 'u32', unit: 'pages' },
      running: { kind: 'u8' },
      /** The host that counts its pages, and how often that was settled: what was away in between starts anew. */
      home: { kind: 'i32', empty: -1 },
      seen: { kind: 'u32' },
      /** Waiting for missing pages per native CPU time, in millionths. */
      waitPpm: { kind: 'u32', unit: 'ppm', derived: true },
    },
  },
  hostReclaim: {
    along: 'hosts',
    columns: {
      state: { kind: 'u8', names: reclaimStates },
      freePages: { kind: 'f64', unit: 'pages', derived: true },
      /** Pages that really lie behind what its units share. */
      sharedPages: { kind: 'f64', unit: 'pages', derived: true },
      /** Reserve, VMMs, runtimes and image files, as far as they have got their memory. */
      overheadPages: { kind: 'f64', unit: 'pages' },
      /** Room for pages of VMs on their way here, or not gone yet; held like overhead. */
      incomingPages: { kind: 'f64', unit: 'pages' },
      settled: { kind: 'u32' },
      units: { kind: 'u32', unit: 'units' },
      /** Pages looked at in the present pass, and passes done. */
      scanned: { kind: 'f64', unit: 'pages' },
      passes: { kind: 'u32' },
      ballooning: { kind: 'u8' },
      swapping: { kind: 'u8' },
      /** Pages per second in the last step. */
      balloonRate: { kind: 'f64', unit: 'pages/s' },
      swapOutRate: { kind: 'f64', unit: 'pages/s' },
      swapInRate: { kind: 'f64', unit: 'pages/s' },
      mergeRate: { kind: 'f64', unit: 'pages/s' },
      /** What scanning for equal pages takes of the host's CPU. */
      ksmdMillicores: { kind: 'u32', unit: 'millicores' },
      /** The timer of its next step; -1 when nothing has to be done. */
      next: { kind: 'f64', empty: -1 },
      /** The latest fact that concerned its memory since that step was planned; -1 for none. */
      cause: { kind: 'f64', empty: -1 },
    },
  },
} as const satisfies TableSpecs
