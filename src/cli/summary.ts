/** The end of a run in numbers: what `strata run --json` prints and its report is made of. */
import { modelVersion, standardModel, type Micros, type Run } from '../sim'
import type { Cli } from './cli'
import { summarizeRefusals, type RefusalSummary } from './refusals'
import type { Opened } from './source'

type World = Run['engine']['world']

/** The keys are a contract: scripts read them. */
export interface Summary {
  readonly source: string
  readonly title: string | null
  readonly modelVersion: number
  readonly seed: number
  readonly atMicros: Micros
  readonly horizonMicros: Micros
  readonly digest: string
  /** Whether the world at a link's moment has the digest that the link promises; null without a promise. */
  readonly verified: boolean | null
  readonly groups: readonly GroupSummary[]
  readonly hosts: readonly HostSummary[]
  /** Number of facts by name, sorted by name. */
  readonly facts: Readonly<Record<string, number>>
  /** Facts at the very beginning that were too many to be kept by name. */
  readonly unnamedFacts: number
  /** Commands that were refused when their time came, each with its rule. */
  readonly refused: readonly RefusalSummary[]
  readonly notes: readonly string[]
}

export interface GroupSummary {
  readonly name: string
  readonly count: number
  readonly placed: number
  readonly running: number
  readonly lost: number
}

export interface HostSummary {
  readonly name: string
  readonly power: 'on' | 'off'
  readonly memoryUsedMiB: number
  readonly memoryUsableMiB: number
  readonly cpuUsedMillicores: number
  readonly cpuMillicores: number
}

/** Names of the rows of a table, in order. */
export function namesIn({ tables, groups }: World, table: 'hosts' | 'workloadGroups'): readonly string[] {
  const names: string[] = []
  const found = tables[table]
  if (found === undefined) return names
  const { rows, columns } = found
  for (let row = 0; row < rows.size; row++) {
    if (rows.alive[row] !== 1) continue
    const group = groups[columns['group']?.[row] ?? 0] ?? ''
    const ordinal = columns['ordinal']?.[row]
    names.push(ordinal === undefined ? group : `${group}-${ordinal}`)
  }
  return names
}

export function summarize(
  cli: Cli,
  run: Run,
  opened: Opened,
  counted: FactCounts,
  verified: boolean | null,
): Summary {
  const { world } = run.engine
  return {
    source: opened.name,
    title: opened.link.scenario.title ?? null,
    modelVersion,
    seed: world.seed,
    atMicros: run.now,
    horizonMicros: run.end,
    digest: run.hash(),
    verified,
    groups: groupsOf(run),
    hosts: hostsOf(run),
    facts: counted.byName(),
    unnamedFacts: counted.unnamed,
    refused: summarizeRefusals(cli, run),
    notes: opened.notes,
  }
}

function groupsOf(run: Run): readonly GroupSummary[] {
  const columns = run.engine.world.tables['workloadGroups']?.columns ?? {}
  return namesIn(run.engine.world, 'workloadGroups').map((name, row) => ({
    name,
    count: columns['count']?.[row] ?? 0,
    placed: run.metric('workload.placed', name),
    running: run.metric('workload.running', name),
    lost: run.metric('workload.lost', name),
  }))
}

function hostsOf(run: Run): readonly HostSummary[] {
  const columns = run.engine.world.tables['hosts']?.columns ?? {}
  return namesIn(run.engine.world, 'hosts').map((name, row) => ({
    name,
    power: columns['power']?.[row] === 1 ? 'on' : 'off',
    memoryUsedMiB: run.metric('memory.used', name),
    memoryUsableMiB: (columns['memoryMiB']?.[row] ?? 0) - (columns['reserveMiB']?.[row] ?? 0),
    cpuUsedMillicores: run.metric('cpu.used', name),
    cpuMillicores: 1000 * (columns['cores']?.[row] ?? 0),
  }))
}

interface FactCounts {
  byName(): Readonly<Record<string, number>>
  /** Of the build: stated before anybody could listen, and no longer kept. */
  readonly unnamed: number
}

/** Counts facts as they are stated, because a long run keeps only its latest ones. Called at t = 0. */
export function countFacts(run: Run): FactCounts {
  const { engine } = run
  const counts = new Map<string, number>()
  const add = (name: string): void => {
    counts.set(name, (counts.get(name) ?? 0) + 1)
  }
  const kept = run.facts(0, Infinity)
  for (const { name } of kept) add(name)
  const unnamed = engine.world.nextFact - kept.length
  const { sink } = engine
  engine.sink = (ordinal, at, code, ...rest) => {
    add(standardModel.facts[code]?.name ?? '')
    sink(ordinal, at, code, ...rest)
  }
  return {
    byName: () => Object.fromEntries([...counts].sort(([left], [right]) => (left < right ? -1 : 1))),
    unnamed,
  }
}
