/** The notes of a placement decision, host by host: what was asked for, what each host failed, what the rest scored. */
import { greatest, max } from 'd3'
import type { ExplanationStep } from '../../sim'

/** Filters in the order they are tried. */
export const filters = [
  'power',
  'fleet',
  'kernel',
  'release',
  'slots',
  'threads',
  'cpu-reservation',
  'memory',
] as const
export type Filter = string

/** Policies by the number that a decision notes. */
const policies = ['block', 'first-fit', 'best-fit', 'worst-fit', 'spread', 'pack'] as const
export type Policy = (typeof policies)[number]

export interface Verdict {
  readonly host: string
  /** The first filter it failed; null when it passed all. */
  readonly failed: Filter | null
  /** What each filter saw, where it noted something. */
  readonly values: ReadonlyMap<Filter, number>
  readonly freeMiB: number | null
  /** Null when it failed. */
  readonly score: number | null
}

export interface Placement {
  /** Null when the decision did not note it. */
  readonly memoryMiB: number | null
  readonly millicores: number | null
  readonly policy: Policy | null
  readonly filters: readonly Filter[]
  /** The chosen host; null when none passed. */
  readonly winner: Verdict | null
  /** Hosts that passed, the winner first, then by score; of equals the one that comes first in the fleet. */
  readonly passed: readonly Verdict[]
  /** Hosts that failed, by the filter they failed first; nearest misses first. */
  readonly failures: readonly { readonly filter: Filter; readonly hosts: readonly Verdict[] }[]
}

interface Draft {
  readonly host: string
  failed: Filter | null
  readonly values: Map<Filter, number>
  freeMiB: number | null
  score: number | null
}

/** Null when the steps are not those of a placement. */
export function readPlacement(steps: readonly ExplanationStep[]): Placement | null {
  if (!steps.some(({ step }) => step === 'score' || step === 'bind' || step.startsWith('filter.')))
    return null
  const request = new Map<string, number>()
  const drafts = new Map<string, Draft>()
  const names = new Set<string>(filters)
  let bound = ''
  for (const { step, subject, value, passed } of steps) {
    const [kind = '', name = ''] = splitOnce(step)
    if (kind === 'request') request.set(name, value)
    else if (step === 'bind') bound = passed ? subject : ''
    else if (subject !== '') {
      const draft = draftOf(drafts, subject)
      if (step === 'score') draft.score = value
      else if (step === 'free') draft.freeMiB = value
      else if (kind === 'filter') {
        names.add(name)
        draft.values.set(name, value)
        if (!passed) draft.failed ??= name
        if (name === 'memory') draft.freeMiB ??= value
      }
    }
  }
  return sorted([...drafts.values()], bound, request, [...names])
}

function splitOnce(step: string): readonly [string, string] {
  const dot = step.indexOf('.')
  return dot < 0 ? [step, ''] : [step.slice(0, dot), step.slice(dot + 1)]
}

function draftOf(drafts: Map<string, Draft>, host: string): Draft {
  const known = drafts.get(host)
  if (known !== undefined) return known
  const made: Draft = { host, failed: null, values: new Map(), freeMiB: null, score: null }
  drafts.set(host, made)
  return made
}

function sorted(
  verdicts: readonly Verdict[],
  bound: string,
  request: ReadonlyMap<string, number>,
  names: readonly Filter[],
): Placement {
  const winner = verdicts.find((verdict) => verdict.host === bound) ?? null
  const others = verdicts
    .filter((verdict) => verdict !== winner && verdict.failed === null && verdict.score !== null)
    // Sorting keeps the order of equals, and so of the fleet.
    .sort((a, b) => (b.score ?? 0) - (a.score ?? 0))
  const failures = names.flatMap((filter) => {
    const hosts = verdicts.filter((verdict) => verdict.failed === filter)
    if (hosts.length === 0) return []
    return [{ filter, hosts: hosts.sort((a, b) => missOf(b, filter) - missOf(a, filter)) }]
  })
  const policy = request.get('policy')
  return {
    memoryMiB: request.get('memory') ?? null,
    millicores: request.get('cpu') ?? null,
    policy: policy === undefined ? null : (policies[policy] ?? null),
    filters: names,
    winner,
    passed: winner === null ? others : [winner, ...others],
    failures,
  }
}

// More of what a filter saw is nearer to passing, except where there were too many units already.
function missOf(verdict: Verdict, filter: Filter): number {
  const value = verdict.values.get(filter) ?? 0
  return filter === 'slots' ? -value : value
}

export interface Columns {
  readonly shown: readonly Verdict[]
  /** Hosts without a column, by what they failed; null for those that passed. */
  readonly rest: readonly { readonly filter: Filter | null; readonly count: number }[]
}

/** At most `most` columns: winner and best of the others, then some of each way to fail. */
export function columnsOf({ passed, failures }: Placement, most: number): Columns {
  const shown: Verdict[] = []
  const rest: Columns['rest'][number][] = []
  const failing = failures.reduce((sum, { hosts }) => sum + hosts.length, 0)
  // Those that failed keep at least a third of the columns, so that the reasons are seen.
  const kept = Math.min(passed.length, most - Math.min(failing, Math.ceil(most / 3)))
  shown.push(...passed.slice(0, kept))
  if (passed.length > kept) rest.push({ filter: null, count: passed.length - kept })
  let room = most - kept
  failures.forEach(({ filter, hosts }, at) => {
    const fair = Math.max(room > 0 ? 1 : 0, Math.floor(room / (failures.length - at)))
    const some = Math.min(fair, hosts.length)
    shown.push(...hosts.slice(0, some))
    room -= some
    if (hosts.length > some) rest.push({ filter, count: hosts.length - some })
  })
  return { shown, rest }
}

/** Something that would have led elsewhere: the end of a text's key, its values, and the host it speaks of. */
export interface Change {
  readonly key: string
  readonly args: Readonly<Record<string, string | number>>
  readonly host: string | null
}

/** Read from the noted values alone: the smallest amounts that were missing, and who came second. */
export function changesOf(placement: Placement): readonly Change[] {
  return placement.winner === null ? wouldFit(placement) : wouldDiffer(placement, placement.winner)
}

function wouldDiffer({ passed, memoryMiB }: Placement, winner: Verdict): readonly Change[] {
  const changes: Change[] = []
  const [, second] = passed
  changes.push(
    second === undefined
      ? { key: 'alone', args: { host: winner.host }, host: null }
      : { key: 'second', args: { host: winner.host, next: second.host }, host: second.host },
  )
  const largest = max(passed, (verdict) => verdict.freeMiB ?? undefined)
  if (largest !== undefined && memoryMiB !== null && largest >= memoryMiB) {
    changes.push({ key: 'larger', args: { amount: largest }, host: null })
  }
  return changes
}

function wouldFit({ failures, memoryMiB, millicores }: Placement): readonly Change[] {
  return failures.flatMap(({ filter, hosts }): readonly Change[] => {
    const best = greatest(hosts, (verdict) => missOf(verdict, filter))
    const n = hosts.length
    if (best === undefined) return []
    const seen = best.values.get(filter)
    if (filter === 'memory' && memoryMiB !== null && best.freeMiB !== null) {
      return [{ key: 'memory', args: { amount: memoryMiB - best.freeMiB, host: best.host }, host: best.host }]
    }
    if (filter === 'cpu-reservation' && millicores !== null && seen !== undefined) {
      return [{ key: 'cpu-reservation', args: { n: millicores - seen, host: best.host }, host: best.host }]
    }
    return filters.some((known) => known === filter) ? [{ key: filter, args: { n }, host: best.host }] : []
  })
}
