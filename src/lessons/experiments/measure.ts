/** From the answer of a look to the one number that an experiment shows. */
import type {
  BottleneckBar,
  BottleneckView,
  ExitsView,
  HostLook,
  Look,
  LookAnswer,
  MemoryView,
  MetricLook,
  NamedFact,
} from '../../sim'
import { exitCauses, losses } from '../../sim'
import type { Experiment, Measure, Reading } from './experiment'

type Of<L extends Reading['look']> = Extract<Reading, { readonly look: L }>

type AboutLook = Extract<Look, { readonly look: 'about' }>
type Question =
  Extract<HostLook, { readonly look: 'exits' | 'memory' | 'bottlenecks' }> | MetricLook | AboutLook

/** The question behind a reading. */
function lookFor(reading: Reading): Question {
  if (reading.look === 'metric') return reading
  if (reading.look === 'about') return { look: 'about', name: reading.name, count: 50 }
  return { look: reading.look, host: reading.host }
}

/** All questions of an experiment, each once. */
export function looksOf({ measures }: Experiment): readonly Question[] {
  const looks = measures.map(({ from }) => lookFor(from))
  return looks.filter((look, at) => looks.findIndex((other) => isSame(look, other)) === at)
}

function isSame(a: Question, b: Question): boolean {
  if (a.look === 'metric') return b.look === 'metric' && a.metric === b.metric && a.subject === b.subject
  if (a.look === 'about') return b.look === 'about' && a.name === b.name
  return a.look === b.look && a.host === b.host
}

/** The numbers of an experiment at one moment, in the order of its measures; null while an answer is missing. */
export function readAll({ measures }: Experiment, answers: readonly LookAnswer[]): readonly number[] | null {
  const numbers = measures.map(({ from }) => valueOf(from, answers))
  return numbers.every((value) => value !== null) ? numbers : null
}

function valueOf(from: Reading, answers: readonly LookAnswer[]): number | null {
  if (from.look === 'about') return outageIn(answers, from)
  for (const answer of answers) {
    if (answer.look === 'metric' && from.look === 'metric' && isSame(answer, from))
      return Number.isNaN(answer.value) ? null : answer.value
    if (answer.look === 'exits' && from.look === 'exits' && answer.host === from.host)
      return exitsIn(answer, from)
    if (answer.look === 'memory' && from.look === 'memory' && answer.host === from.host)
      return memoryIn(answer, from)
    if (answer.look === 'bottlenecks' && from.look === 'bottlenecks' && answer.host === from.host)
      return barsIn(answer, from)
  }
  return null
}

/** The answers do not say whom they are about, but their facts do. */
function outageIn(answers: readonly LookAnswer[], { name }: Of<'about'>): number | null {
  const told = answers.filter((answer) => answer.look === 'about')
  if (told.length === 0) return null
  const facts = told.flatMap((answer) => answer.facts).filter(({ args }) => args['workload'] === name)
  return outage(facts) / 1000000
}

const runsAgain = ['process.started', 'container.started']

/** µs from each loss to the next start, in facts of one workload. */
function outage(facts: readonly NamedFact[]): number {
  let lostAt: number | null = null
  let micros = 0
  for (const fact of [...facts].sort((a, b) => a.ordinal - b.ordinal)) {
    if (fact.name === 'workload.lost') lostAt ??= fact.at
    if (lostAt === null || !runsAgain.includes(fact.name)) continue
    micros += fact.at - lostAt
    lostAt = null
  }
  return micros
}

function exitsIn({ groups }: ExitsView, { of }: Of<'exits'>): number {
  const cause = of === 'all' ? -1 : exitCauses.indexOf(of)
  return sum(groups, ({ perSecond }) =>
    cause < 0 ? sum(perSecond, (rate) => rate) : (perSecond[cause] ?? 0),
  )
}

function memoryIn(view: MemoryView, { of }: Of<'memory'>): number {
  if (of === 'taken') return view.physical - view.free
  if (of === 'kernels') return 1 + view.units.filter(({ kind }) => kind === 'vm').length
  return view.away[of]
}

function barsIn(view: BottleneckView, { of, group }: Of<'bottlenecks'>): number {
  const bars = view.workloads.filter((bar) => group === undefined || bar.group === group)
  switch (of) {
    case 'running':
      return bars.length + (group === undefined ? view.others : 0)
    case 'hostThreads':
      return view.hostThreads
    case 'received':
      return sum(bars, ({ received }) => received)
    case 'used':
      return sum(bars, ({ used }) => used)
    case 'p99':
      return worst(bars, ({ p99Millis }) => p99Millis)
    case 'ready':
      return worst(bars, ({ readyPermille }) => readyPermille) / 1000
    default:
      return sum(bars, ({ lost }) => lost[losses.indexOf(of)] ?? 0)
  }
}

function sum<T>(list: readonly T[], of: (one: T) => number): number {
  return list.reduce((all, one) => all + of(one), 0)
}

function worst(bars: readonly BottleneckBar[], of: (bar: BottleneckBar) => number): number {
  return bars.reduce((most, bar) => Math.max(most, of(bar)), 0)
}

/** What sentences ask for: every measure at every moment, by its name and the number of steps that were done. */
export function argumentsFor(
  measures: readonly Measure[],
  readings: readonly (readonly number[])[],
): Readonly<Record<string, number>> {
  const args: Record<string, number> = {}
  readings.forEach((numbers, moment) => {
    measures.forEach(({ id }, at) => {
      args[`${id}${moment}`] = numbers[at] ?? 0
    })
  })
  return args
}
