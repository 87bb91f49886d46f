/** The link: a scenario, what was done to it, and the moment and view that are shared. */
import * as v from 'valibot'
import { horizonLimit } from '../core'
import { journalEntrySchema, limits, scenarioSchema } from './scenario'

/**
 * A change of the scenario at t = 0: a lesson's knob, or how two branches differ. `path` is like
 * 'workloads.0.wrap.0.per'.
 */
export const overrideSchema = v.strictObject({
  path: v.pipe(
    v.string(),
    v.maxLength(120),
    v.regex(/^[a-zA-Z][a-zA-Z0-9-]*(\.[a-zA-Z0-9-]+)*$/, 'is not a path'),
  ),
  value: v.union([
    v.pipe(v.string(), v.maxLength(limits.textLength)),
    v.pipe(v.number(), v.finite()),
    v.boolean(),
  ]),
})
export type Override = v.InferOutput<typeof overrideSchema>

const whole = (least: number, most: number) =>
  v.pipe(v.number(), v.safeInteger(), v.minValue(least), v.maxValue(most))

export const branchSchema = v.strictObject({
  name: v.pipe(v.string(), v.maxLength(limits.nameLength)),
  /** Index of the branch it grew from; -1 for the first. */
  parent: whole(-1, limits.branches),
  /** Where it left its parent, in µs. */
  at: whole(0, horizonLimit),
  set: v.optional(v.pipe(v.array(overrideSchema), v.maxLength(20))),
  journal: v.pipe(v.array(journalEntrySchema), v.maxLength(limits.journalEntries)),
})
export type BranchData = v.InferOutput<typeof branchSchema>

/** A guess at a lesson's gate. */
export const claimSchema = v.strictObject({
  gate: v.pipe(v.string(), v.maxLength(limits.nameLength)),
  choice: v.pipe(v.string(), v.maxLength(limits.nameLength)),
  confidence: v.picklist(['guess', 'fair', 'sure']),
})
export type Claim = v.InferOutput<typeof claimSchema>

const cameraSchema = v.pipe(v.array(v.pipe(v.number(), v.finite())), v.length(3))

/** What the Lab's stage may show. */
export const stages = [
  'map',
  'pools',
  'bins',
  'table',
  'cpu',
  'memory',
  'starts',
  'images',
  'migration',
  'compare',
] as const
export type Stage = (typeof stages)[number]

const viewEntries = {
  selected: v.optional(v.pipe(v.string(), v.maxLength(120))),
  lens: v.optional(v.pipe(v.string(), v.maxLength(20))),
  stage: v.optional(v.picklist(stages)),
  /** Centre of the map in its own coordinates, and pixels per unit. */
  camera: v.optional(cameraSchema),
  /** Branches that stand side by side. */
  compare: v.optional(
    v.pipe(
      v.array(whole(0, limits.branches - 1)),
      v.minLength(2),
      v.maxLength(3),
      v.check((branches) => new Set(branches).size === branches.length, 'names a branch twice'),
    ),
  ),
}

/** One moment of a talk: what to show, and what to say there. */
export const beatSchema = v.strictObject({
  at: whole(0, horizonLimit),
  branch: v.optional(whole(0, limits.branches - 1)),
  ...viewEntries,
  text: v.optional(v.pipe(v.string(), v.maxLength(limits.textLength))),
})
export type Beat = v.InferOutput<typeof beatSchema>

export const linkSchema = v.strictObject({
  modelVersion: whole(1, 1000000),
  /** Id of the lesson this moment belongs to; its gates hold again where it is opened. */
  lesson: v.optional(v.pipe(v.string(), v.maxLength(limits.nameLength))),
  scenario: scenarioSchema,
  branches: v.pipe(v.array(branchSchema), v.minLength(1), v.maxLength(limits.branches)),
  branch: whole(0, limits.branches - 1),
  at: v.optional(whole(0, horizonLimit)),
  view: v.optional(
    v.strictObject({
      ...viewEntries,
      /** Ordinal of the fact whose cause is open. */
      why: v.optional(whole(0, Number.MAX_SAFE_INTEGER)),
      beats: v.optional(v.pipe(v.array(beatSchema), v.maxLength(limits.beats))),
    }),
  ),
  claims: v.optional(v.pipe(v.array(claimSchema), v.maxLength(20))),
  /** Digest of the world at `at`, so that the receiver sees "verified". */
  hash: v.optional(v.pipe(v.string(), v.regex(/^[0-9a-f]{32}$/, 'is not a digest'))),
})
export type Link = v.InferOutput<typeof linkSchema>
