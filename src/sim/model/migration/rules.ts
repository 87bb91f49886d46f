/** What a scenario says of migrations, and what holds where it says nothing. */
import * as v from 'valibot'
import { microsPerMilli, type Sim } from '../../core'
import { setupOf } from '../plan'
import { migrationModes, stopRules } from './tables'

export const whole = (least: number, most: number) =>
  v.pipe(v.number(), v.safeInteger(), v.minValue(least), v.maxValue(most))

/** As many rounds as a view tells. */
export const mostRounds = 64

/** What a command may say of one migration; the scenario says it for all others. */
export const optionSchemas = {
  mode: v.optional(v.picklist(migrationModes)),
  /** 0: whatever the network cards carry. */
  maxMiBps: v.optional(whole(0, 1000000)),
  /** How long the guest may stand still, if that can be kept. */
  downtimeMillis: v.optional(whole(1, 600000)),
  maxRounds: v.optional(whole(1, mostRounds)),
  stopRule: v.optional(v.picklist(stopRules)),
  autoConverge: v.optional(v.boolean()),
  compress: v.optional(v.boolean()),
  rateAdapt: v.optional(v.boolean()),
}

export const rulesSchema = v.strictObject({
  ...optionSchemas,
  /** All VMs see this level of the instruction set at most. */
  cpuBaseline: v.optional(whole(1, 4)),
  /** From the last byte to the first instruction on the target: assumed. */
  resumeMillis: v.optional(whole(0, 60000)),
  /** CPU time that sending or receiving 10 Gbit/s takes: assumed. */
  coreMillicores: v.optional(whole(0, 16000)),
  /** How fast pages without content are looked through, MB/s. */
  scanMBps: v.optional(whole(1, 1000000)),
  /** What the first write to a page in each round costs: assumed. */
  dirtyLogNanos: v.optional(whole(0, 100000)),
  /** Of the pages that a workload touches, those that it writes to: assumed. */
  writePercent: v.optional(whole(0, 100)),
  cacheMiB: v.optional(whole(1, 1000000)),
  /** What is left of a page that is found in the cache: assumed. */
  encodedPercent: v.optional(whole(1, 100)),
  encoderMBps: v.optional(whole(1, 1000000)),
  /** CPU state, devices and memory that cannot follow later: assumed. */
  stateMiB: v.optional(whole(1, 10000)),
  /** Of the working set, what the guest asks for over the network. */
  faultPermille: v.optional(whole(0, 1000)),
  faultMicros: v.optional(whole(0, 1000000)),
})
export type RulesSection = v.InferOutput<typeof rulesSchema>

const usual = {
  mode: 'pre-copy',
  maxMiBps: 0,
  downtimeMillis: 300,
  maxRounds: 30,
  stopRule: 'qemu',
  autoConverge: false,
  compress: false,
  rateAdapt: false,
  cpuBaseline: 0,
  resumeMillis: 30,
  coreMillicores: 500,
  scanMBps: 3800,
  dirtyLogNanos: 1500,
  writePercent: 50,
  cacheMiB: 64,
  encodedPercent: 10,
  encoderMBps: 2000,
  stateMiB: 4,
  faultPermille: 210,
  faultMicros: 300,
} as const

type Usual = typeof usual
type Wide<T> = T extends number ? number : T extends boolean ? boolean : T
export type MigrationRules = {
  readonly [K in Exclude<keyof Usual, 'mode' | 'stopRule'>]: Wide<Usual[K]>
} & {
  readonly mode: (typeof migrationModes)[number]
  readonly stopRule: (typeof stopRules)[number]
}

/** The rules of this world; for a single migration with what its command says instead. */
export function rulesOf(sim: Sim): MigrationRules {
  const section: RulesSection = setupOf(sim).rules['migration'] ?? {}
  return sim.scratch('migration rules', () => ({ ...usual, ...defined(section) }))
}

/** What is really said: an option that is left out must not hide the usual one. */
export function defined(section: RulesSection): Partial<MigrationRules> {
  return Object.fromEntries(Object.entries(section).filter(([, value]) => value !== undefined))
}

export const resumeMicros = (sim: Sim): number => Math.max(1, rulesOf(sim).resumeMillis * microsPerMilli)
