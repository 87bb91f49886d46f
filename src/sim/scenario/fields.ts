/** Fields that many parts of a scenario have, and how much of each there may be. */
import * as v from 'valibot'
import { horizonLimit } from '../core'
import { worldLimits } from '../model/plan'

/**
 * Limits on every count and size: more than this is a mistake or an attack, and each is checked before any
 * work is done.
 */
export const limits = {
  ...worldLimits,
  wraps: 3,
  pools: 40,
  flavours: 16,
  definitions: 100,
  scriptEntries: 2000,
  branches: 8,
  journalEntries: 2000,
  steps: 288,
  traces: 4,
  seriesPerTrace: 5000,
  samplesPerSeries: 2016,
  beats: 24,
  nameLength: 40,
  textLength: 400,
} as const

export const whole = (least: number, most: number) =>
  v.pipe(v.number(), v.safeInteger(), v.minValue(least), v.maxValue(most))

/** Names of groups: lower case, so that 'web-12' can be cut into group and ordinal again. */
export const nameSchema = v.pipe(
  v.string(),
  v.maxLength(limits.nameLength),
  v.regex(
    /^[a-z](?:[a-z0-9-]*[a-z0-9])?$/,
    'must be lower-case letters, digits and inner dashes, starting with a letter',
  ),
)
export const textSchema = v.pipe(v.string(), v.maxLength(limits.textLength))
/** Keys of free maps; the names that would reach an object's prototype are refused. */
export const keySchema = v.pipe(nameSchema, v.notValue('constructor', 'is a reserved word'))
export const microsSchema = whole(0, horizonLimit)

export const percent = (most: number) => v.optional(whole(0, most))
