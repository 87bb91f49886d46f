/** The rules of getting memory back: as a scenario writes them, and as a command changes them while the world runs. */
import * as v from 'valibot'
import { swapNames } from './equations'

export const sharingNames = ['off', 'ksm', 'tps'] as const

const whole = (least: number, most: number) =>
  v.pipe(v.number(), v.safeInteger(), v.minValue(least), v.maxValue(most))

/** Each rule by itself: what a command may set it to. */
export const ruleSchemas = {
  /** KSM looks at `pagesToScan` pages every `sleepMillis`; TPS at all of them once an hour. */
  sharing: v.picklist(sharingNames),
  pagesToScan: whole(1, 100000),
  sleepMillis: whole(1, 10000),
  balloon: v.boolean(),
  compression: v.boolean(),
  /** Where the host puts pages that it takes without asking. */
  swap: v.picklist(swapNames),
  /** Idle-memory tax. */
  taxPercent: whole(0, 99),
  stepMillis: whole(100, 60000),
  balloonMiBps: whole(1, 65536),
  /** How fast a unit touches memory that it has not used before: assumed. */
  touchMiBps: whole(1, 65536),
  /** Share of pages that shrink to a half or less: assumed. */
  acceptPercent: whole(0, 100),
}
export type RuleName = keyof typeof ruleSchemas
export const ruleNames = Object.keys(ruleSchemas) as readonly RuleName[]

export const rulesSchema = v.strictObject({
  sharing: v.optional(ruleSchemas.sharing, 'off'),
  pagesToScan: v.optional(ruleSchemas.pagesToScan, 100),
  sleepMillis: v.optional(ruleSchemas.sleepMillis, 20),
  balloon: v.optional(ruleSchemas.balloon, true),
  compression: v.optional(ruleSchemas.compression, true),
  swap: v.optional(ruleSchemas.swap, 'ssd'),
  taxPercent: v.optional(ruleSchemas.taxPercent, 75),
  stepMillis: v.optional(ruleSchemas.stepMillis, 1000),
  balloonMiBps: v.optional(ruleSchemas.balloonMiBps, 64),
  touchMiBps: v.optional(ruleSchemas.touchMiBps, 32),
  acceptPercent: v.optional(ruleSchemas.acceptPercent, 50),
})
export type Rules = v.InferOutput<typeof rulesSchema>

/** A rule's value as its column holds it. */
export function ruleCode(rule: RuleName, value: string | number | boolean): number {
  if (rule === 'sharing') return sharingNames.findIndex((name) => name === value)
  if (rule === 'swap') return swapNames.findIndex((name) => name === value)
  return Number(value)
}
