/** What makes a link long: its parts measured by leaving them out one after the other. */
import type { Link } from '../sim'
import type { Codec } from './link'

type LinkPart = 'traces' | 'notes' | 'beats' | 'edits' | 'scenario'

export interface PartLength {
  readonly part: LinkPart
  readonly length: number
}

/** Characters of each part, largest first; together they are the whole link. Parts of no length are left out. */
export function measureParts(link: Link, codec: Pick<Codec, 'encodeLink'>): readonly PartLength[] {
  // The parts that can be huge go first: what is encoded after them is small.
  let rest = link
  let length = codec.encodeLink(link).length
  const lengths: PartLength[] = []
  for (const [part, without] of removals) {
    rest = without(rest)
    const shorter = codec.encodeLink(rest).length
    lengths.push({ part, length: Math.max(0, length - shorter) })
    length = shorter
  }
  return [...lengths, { part: 'scenario' as const, length }]
    .filter((one) => one.length > 0)
    .sort((one, other) => other.length - one.length)
}

const removals: readonly (readonly [LinkPart, (link: Link) => Link])[] = [
  ['traces', withoutTraces],
  ['notes', withoutNotes],
  ['beats', withoutBeats],
  ['edits', withoutEdits],
]

function withoutTraces(link: Link): Link {
  const { define, ...scenario } = link.scenario
  if (define?.traces === undefined) return link
  const { traces: _traces, ...others } = define
  return { ...link, scenario: { ...scenario, define: others } }
}

function withoutNotes(link: Link): Link {
  const { notes, ...scenario } = link.scenario
  return notes === undefined ? link : { ...link, scenario }
}

function withoutBeats(link: Link): Link {
  const { beats, ...view } = link.view ?? {}
  return beats === undefined ? link : { ...link, view }
}

function withoutEdits(link: Link): Link {
  const [first] = link.branches
  if (first === undefined) return link
  return { ...link, branches: [{ ...first, journal: [] }], branch: 0 }
}
