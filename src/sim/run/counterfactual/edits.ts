/** The latest edits before a fact as knobs: each left out, and what it asks for made less. */
import type { JournalEntry } from '../../scenario/scenario'
import type { Knob, Scene } from './knob'

/** Edits that are looked at; those at the time of a cause first. */
const mostEdits = 3

/** Arguments of commands of which less may have been enough, with the least they may be. */
const amounts: Readonly<Record<string, readonly [argument: string, least: number]>> = {
  'group.add': ['count', 1],
  'group.scale': ['count', 0],
  'workload.resize': ['memoryMiB', 1],
  'group.memory': ['activePercent', 0],
}

export function editKnobs({ fact, causes, journal }: Scene): readonly Knob[] {
  const times = new Set([fact, ...causes].map(({ at }) => at))
  const before = journal.filter(({ at }) => at <= fact.at).reverse()
  const latest = [
    ...before.filter(({ at }) => times.has(at)),
    ...before.filter(({ at }) => !times.has(at)),
  ].slice(0, mostEdits)
  return [
    ...latest.map((entry) => without(journal, entry)),
    ...latest.flatMap((entry) => withLess(journal, entry)).slice(0, 1),
  ]
}

function without(journal: Scene['journal'], entry: JournalEntry): Knob {
  const { at, command } = entry
  return {
    knob: 'edit',
    direction: 'other',
    subject: command.name,
    argument: '',
    at,
    present: true,
    positions: 1,
    nearFirst: true,
    turn: () => ({ value: false, set: [], journal: journal.filter((other) => other !== entry) }),
  }
}

function withLess(journal: Scene['journal'], entry: JournalEntry): readonly Knob[] {
  const { at, command } = entry
  const [argument = '', least = 0] = amounts[command.name] ?? []
  const now = command.args[argument]
  if (typeof now !== 'number' || now <= least) return []
  const turn = (position: number) => {
    const value = now - position
    const changed = { at, command: { ...command, args: { ...command.args, [argument]: value } } }
    return { value, set: [], journal: journal.map((other) => (other === entry ? changed : other)) }
  }
  const subject = command.name
  const positions = now - least
  return [
    {
      knob: 'edit-value',
      direction: 'less',
      subject,
      argument,
      at,
      present: now,
      positions,
      nearFirst: false,
      turn,
    },
  ]
}
