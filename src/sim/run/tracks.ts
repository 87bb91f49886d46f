/** Branches as the timeline draws them: what happened and what was done, in few enough marks to be drawn. */
import type { Micros, Model } from '../core'
import type { JournalEntry } from '../scenario/scenario'
import type { Branch } from './branch'
import { tonesFor, type Tone } from './decisions'
import { factSlot } from './facts'
import type { TrackMark, TrackView } from './fleet-views'

/** Together at most 120 marks. */
const factMarks = 90
const editMarks = 30
/** Marks nearer than this part of the run become one; farther ones too, until few enough are left. */
const finest = 480
/** Keyframes on one track; more are thinned evenly. */
const mostKeyframes = 512

interface Marks {
  readonly list: TrackMark[]
  /** Width of the span of time that one mark stands for. */
  width: Micros
}

interface Known {
  /** The commands under which these facts happened; with others, other facts happen. */
  readonly timeline: readonly JournalEntry[]
  readonly to: Micros
  readonly facts: Marks
  readonly edits: readonly TrackMark[]
  /** Facts before this time have their marks already. */
  readonly from: Micros
  /** All facts before this time have been looked at. */
  seenTo: Micros
  /** Facts from here on have not been looked at. */
  next: number
  marks: readonly TrackMark[]
}

const known = new WeakMap<Branch, Known>()

export function tracksOf(branches: readonly Branch[], model: Model, to: Micros): readonly TrackView[] {
  const tones = tonesFor(model)
  const names = model.facts.map(({ name }) => name)
  return branches.map((branch) => ({
    branch: branch.id,
    reached: Math.min(branch.reached, to),
    marks: marksOf(branch, names, tones, to),
    keyframes: keyframesOf(branch, to),
  }))
}

function marksOf(
  branch: Branch,
  names: readonly string[],
  tones: readonly (Tone | null)[],
  to: Micros,
): readonly TrackMark[] {
  let before = known.get(branch)
  if (before === undefined || before.timeline !== branch.timeline || before.to !== to) {
    before = startMarks(branch, to, before)
    known.set(branch, before)
  }
  const { log } = branch
  before.seenTo = Math.max(before.seenTo, branch.engine.world.now)
  // After a seek back the same facts come again: what is marked already stays, for it will happen.
  if (log.next <= before.next) return before.marks
  for (let ordinal = Math.max(before.next, log.first); ordinal < log.next; ordinal++) {
    const slot = factSlot(ordinal)
    const code = log.code[slot]
    const tone = tones[code]
    const at = log.at[slot]
    if (tone === null || at < branch.at || at < before.from || at > to) continue
    // What the build placed is how things begin; what it could not place is news.
    if (ordinal < branch.builtFacts && names[code] !== 'placement.failed') continue
    addMark(before.facts, { at, fact: ordinal, tone, name: names[code], count: 1 }, factMarks)
  }
  before.next = log.next
  before.marks = inOrder(before.facts.list, before.edits)
  return before.marks
}

/**
 * What happened before the commands changed still holds, and its facts may have left the ring: of the marks known
 * `before`, those of earlier spans stay.
 */
function startMarks(branch: Branch, to: Micros, before: Known | undefined): Known {
  const width = before?.facts.width ?? Math.max(1, branch.scenario.horizon / finest)
  const from = before === undefined ? 0 : Math.floor(sameUntil(before, branch.timeline, to) / width) * width
  const edits: Marks = { list: [], width: Math.max(1, branch.scenario.horizon / finest) }
  for (const { at, command } of branch.journal) {
    if (at <= to) addMark(edits, { at, fact: -1, tone: 'edit', name: command.name, count: 1 }, editMarks)
  }
  const facts: Marks = { list: before?.facts.list.filter(({ at }) => at < from) ?? [], width }
  return {
    timeline: branch.timeline,
    to,
    facts,
    edits: edits.list,
    from,
    seenTo: from,
    next: 0,
    marks: inOrder(facts.list, edits.list),
  }
}

/** Until when what was marked is what happens now, too. */
function sameUntil(before: Known, timeline: readonly JournalEntry[], to: Micros): Micros {
  const { seenTo } = before
  const shown = before.to === to ? Infinity : Math.min(before.to, to)
  if (before.timeline === timeline) return Math.min(seenTo, shown)
  const longer = Math.max(before.timeline.length, timeline.length)
  let first = 0
  while (first < longer && before.timeline[first] === timeline[first]) first++
  const changedAt = Math.min(before.timeline[first]?.at ?? Infinity, timeline[first]?.at ?? Infinity)
  return Math.min(seenTo, shown, changedAt)
}

/** Adds a mark that is not earlier than those before, to the last of its tone when that stands in the same span. */
function addMark(marks: Marks, mark: TrackMark, most: number): void {
  const { list } = marks
  const span = Math.floor(mark.at / marks.width)
  for (let at = list.length - 1; at >= 0 && Math.floor(list[at].at / marks.width) === span; at--) {
    if (list[at].tone !== mark.tone) continue
    list[at] = { ...list[at], count: list[at].count + mark.count }
    return
  }
  list.push(mark)
  while (list.length > most) widen(marks)
}

function widen(marks: Marks): void {
  const before = marks.list.splice(0)
  marks.width *= 2
  for (const mark of before) addMark(marks, mark, Infinity)
}

function inOrder(facts: readonly TrackMark[], edits: readonly TrackMark[]): readonly TrackMark[] {
  return [...edits, ...facts].sort((a, b) => a.at - b.at)
}

function keyframesOf({ keyframes: { list } }: Branch, to: Micros): Float64Array {
  const every = Math.ceil(list.length / mostKeyframes)
  const times = list.filter((_, at) => at % every === 0).map(({ snapshot }) => snapshot.at)
  return Float64Array.from(times.filter((at) => at <= to))
}
