/** Changing the rules of a host's memory, and how a group uses it, while the world runs. */
import * as v from 'valibot'
import {
  boundsOf,
  choicesOf,
  nearestWhole,
  none,
  refuse,
  type CommandSpec,
  type Refusal,
  type Row,
} from '../../core'
import { guestMiB } from '../memory'
import type { ReclaimSim } from './pages'
import { ruleCode, ruleNames, ruleSchemas, type RuleName } from './rules'
import { followIfHeld, wakeGroup, wakeHost } from './follow'

type ReclaimCommand<A> = CommandSpec<A, ReclaimSim['tables']>

const whole = (least: number, most: number) =>
  v.optional(v.pipe(v.number(), v.safeInteger(), v.minValue(least), v.maxValue(most)))

interface SetArgs {
  readonly rule: RuleName
  readonly value: string | number | boolean
}

export const setRuleCommand: ReclaimCommand<SetArgs> = {
  name: 'reclaim.set',
  args: v.strictObject({
    rule: v.picklist(ruleNames),
    value: v.union([v.pipe(v.string(), v.maxLength(40)), v.number(), v.boolean()]),
  }),
  entities: {},
  check(sim, { rule, value }) {
    const parsed = v.safeParse(ruleSchemas[rule], value)
    const now = sim.tables.reclaimPolicy[rule][0]
    if (!parsed.success) return refuse('rule-value', { rule, ...allowedFor(rule, value, now) })
    return now === ruleCode(rule, value) ? refuse('rule-already-so', { rule, value: String(value) }) : null
  },
  apply(sim, { rule, value }) {
    sim.tables.reclaimPolicy[rule][0] = ruleCode(rule, value)
    sim.emit('reclaim.rule-set', ruleNames.indexOf(rule), ruleCode(rule, value))
    const { hosts } = sim.tables
    for (let host = 0; host < hosts.rows.size; host++) if (hosts.rows.alive[host] === 1) wakeHost(sim, host)
  },
}

/** The values of a rule in words, and the nearest one: of names, one that it does not have yet. */
function allowedFor(rule: RuleName, value: unknown, now: number) {
  const choices = choicesOf(ruleSchemas[rule])
  const bounds = boundsOf(ruleSchemas[rule])
  if (choices.length === 0)
    return { values: `${bounds.least}–${bounds.most}`, nearest: nearestWhole(bounds, value) }
  const other = choices.find((choice) => ruleCode(rule, choice) !== now)
  return { values: choices.join(', '), nearest: String(other) }
}

/** What a group's memory is like; what is left out stays. */
interface UseArgs {
  readonly group: Row
  readonly activePercent?: number
  readonly touchedPercent?: number
  readonly samePercent?: number
  readonly rewritesPerHour?: number
  readonly touchesPerSecond?: number
  readonly dirtyMiBps?: number
}
const uses = [
  'activePercent',
  'touchedPercent',
  'samePercent',
  'rewritesPerHour',
  'touchesPerSecond',
  'dirtyMiBps',
] as const

export const memoryUseCommand: ReclaimCommand<UseArgs> = {
  name: 'group.memory',
  args: v.strictObject({
    group: v.string(),
    activePercent: whole(0, 200),
    touchedPercent: whole(0, 100),
    samePercent: whole(0, 100),
    rewritesPerHour: whole(0, 1000000),
    touchesPerSecond: whole(0, 10000000),
    dirtyMiBps: whole(0, 1000000),
  }),
  entities: { group: 'workloadGroups' },
  check: (sim, args) => sameAsBefore(sim, args.group, uses, args),
  apply(sim, args) {
    const { groupMemory } = sim.tables
    for (const name of uses) groupMemory[name][args.group] = args[name] ?? groupMemory[name][args.group]
    sim.emit('group.memory-set', args.group, groupMemory.activePercent[args.group])
    followIfHeld(sim, args.group)
    wakeGroup(sim, args.group)
  },
}

interface SharesArgs {
  readonly group: Row
  readonly shares?: number
  readonly reservationMiB?: number
  readonly limitMiB?: number
}
const controls = ['shares', 'reservationMiB', 'limitMiB'] as const

/** 0 means that there is no limit. */
const boundOf = (limit: number): number => (limit === 0 ? Infinity : limit)

/** What the smallest unit of a group was promised: more than that none of it can hold. Infinity without units. */
function smallestMiB(sim: ReclaimSim, group: Row): number {
  const { workloadGroups, units } = sim.tables
  let smallest = Infinity
  for (let unit = workloadGroups.firstUnit[group]; unit !== none; unit = units.nextInGroup[unit])
    smallest = Math.min(smallest, guestMiB(sim, unit))
  return smallest
}

export const memorySharesCommand: ReclaimCommand<SharesArgs> = {
  name: 'group.memory-shares',
  args: v.strictObject({
    group: v.string(),
    shares: whole(0, 1000000000),
    reservationMiB: whole(0, 16777216),
    limitMiB: whole(0, 16777216),
  }),
  entities: { group: 'workloadGroups' },
  check(sim, args) {
    const { groupMemory: g, workloadGroups } = sim.tables
    const reservation = args.reservationMiB ?? g.reservationMiB[args.group]
    const limit = Math.min(boundOf(args.limitMiB ?? g.limitMiB[args.group]), smallestMiB(sim, args.group))
    if (reservation > limit) {
      const group = sim.groupName(workloadGroups.group[args.group])
      // Of the two numbers the one that the command names can be brought to the other.
      const nearest = args.reservationMiB === undefined ? reservation : limit
      return refuse('reservation-over-limit', { group, reservation, limit, nearest })
    }
    return sameAsBefore(sim, args.group, controls, args)
  },
  apply(sim, args) {
    const { groupMemory } = sim.tables
    for (const name of controls) groupMemory[name][args.group] = args[name] ?? groupMemory[name][args.group]
    const { reservationMiB, limitMiB } = groupMemory
    sim.emit('group.memory-shares-set', args.group, reservationMiB[args.group], limitMiB[args.group])
    followIfHeld(sim, args.group)
    wakeGroup(sim, args.group)
  },
}

type NumberName = (typeof uses)[number] | (typeof controls)[number]

function sameAsBefore<N extends NumberName>(
  sim: ReclaimSim,
  group: Row,
  names: readonly N[],
  args: { readonly [K in N]?: number },
): Refusal | null {
  const { groupMemory, workloadGroups } = sim.tables
  const isNew = names.some((name) => args[name] !== undefined && args[name] !== groupMemory[name][group])
  return isNew ? null : refuse('nothing-to-change', { group: sim.groupName(workloadGroups.group[group]) })
}
