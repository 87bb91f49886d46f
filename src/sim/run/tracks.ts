/** Branches as the timeline draws them: what happened and what was done, in few enough marks to be drawn. */
import type { Micros, Model } from '../core'
import type { JournalEntry } from '../scenario/scenario'
import type { Branch } from './branch'
import { factSlot } from './facts'
import type { TrackMark, TrackView } from './fleet-views'

/** Together at most 120 marks. */
const factMarks = 90
const editMarks = 30
/** Marks nearer than this part of the run become one; farther ones too, until few enough are left. */
const finest = 480
/** Keyframes on one track; more are thinned evenly. */
const mostKeyframes = 512

type Tone = TrackMark['tone']

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
  /** Facts from here on have not been looked at. */
  next: number
  marks: readonly TrackMark[]
}

const known = new WeakMap<Branch, Known>()
const tonesOf = new WeakMap<Model, readonly (Tone | null)[]>()

/** Only what has consequences of its own: the victims of a failure stand behind its mark. */
const warning = /^(placement\.failed|process\.crashed|command\.refused)$/
const critical = /\.(failed|panicked|overrun)$/
const decision = /^(placement|host|group)\.|^workload\.(resized|moved|removed)$|^kernel\.rebooted$/

function toneOf(name: string): Tone | null {
  if (warning.test(name)) return 'warn'
  if (critical.test(name)) return 'critical'
  return decision.test(name) ? 'decision' : null
}

export function tracksOf(branches: readonly Branch[], model: Model, to: Micros): readonly TrackView[] {
  let tones = tonesOf.get(model)
  if (tones === undefined) {
    tones = model.facts.map(({ name }) => toneOf(name))
    tonesOf.set(model, tones)
  }
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
    before = startMarks(branch, to)
    known.set(branch, before)
  }
  const { log } = branch
  // After a seek back the same facts come again: what is marked already stays, for it will happen.
  if (log.next <= before.next) return before.marks
  for (let ordinal = Math.max(before.next, log.first); ordinal < log.next; ordinal++) {
    const slot = factSlot(ordinal)
    const code = log.code[slot]
    const tone = tones[code]
    const at = log.at[slot]
    if (tone === null || at < branch.at || at > to) continue
    // What the build placed is how things begin; what it could not place is news.
    if (ordinal < branch.builtFacts && names[code] !== 'placement.failed') continue
    addMark(before.facts, { at, fact: ordinal, tone, name: names[code], count: 1 }, factMarks)
  }
  before.next = log.next
  before.marks = inOrder(before.facts.list, before.edits)
  return before.marks
}

function startMarks(branch: Branch, to: Micros): Known {
  const width = Math.max(1, branch.scenario.horizon / finest)
  const edits: Marks = { list: [], width }
  for (const { at, command } of branch.journal) {
    if (at <= to) addMark(edits, { at, fact: -1, tone: 'edit', name: command.name, count: 1 }, editMarks)
  }
  return {
    timeline: branch.timeline,
    to,
    facts: { list: [], width },
    edits: edits.list,
    next: 0,
    marks: edits.list,
  }
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
