/** How long things that end wait before they start again, and what each of them has behind it. */
import type { TableSpecs } from '../../core'

export const restartTables = {
  /** One row: the rules of the scenario. */
  restartRules: {
    columns: {
      /** 1: the first restart waits for nothing. */
      immediate: { kind: 'u8' },
      initialMicros: { kind: 'f64', unit: 'µs' },
      mostMicros: { kind: 'f64', unit: 'µs' },
      /** A run longer than this forgets what was before. */
      resetMicros: { kind: 'f64', unit: 'µs' },
    },
  },
  workloadRestart: {
    along: 'workloads',
    columns: {
      /** Restarts since its history was forgotten. */
      count: { kind: 'u32' },
      /** When it began to run last. */
      since: { kind: 'f64', unit: 'µs', empty: -1 },
      /** The timer that starts it again; -1 when none runs. */
      timer: { kind: 'f64', empty: -1 },
    },
  },
} as const satisfies TableSpecs
