/** All metrics of the fleet, the groups and the hosts over a run, as a CSV file: one value to a line. */
import { standardModel, type Micros, type Run } from '../sim'
import { namesIn } from './summary'

/** Samples over the whole time. */
const samples = 512
/** More lines than this no spreadsheet opens; the hosts are then left out. */
const lineLimit = 1000000

interface Watched {
  readonly scope: 'fleet' | 'group' | 'host'
  readonly metric: string
  readonly subject: string
  readonly unit: string
}

export interface SeriesTable {
  /** Times at which `sample` is to be called, in order; the last one is `until`. */
  readonly at: readonly Micros[]
  readonly hostsLeftOut: boolean
  sample(run: Run): void
  text(): string
}

export function seriesTable(run: Run, until: Micros): SeriesTable {
  const { world } = run.engine
  const at = timesUpTo(until)
  const groups = namesIn(world, 'workloadGroups')
  const all = watchedOf(groups, namesIn(world, 'hosts'))
  const hostsLeftOut = all.length * at.length > lineLimit
  const watched = hostsLeftOut ? watchedOf(groups, []) : all
  const lines = ['at_us,scope,subject,metric,unit,value\n']
  return {
    at,
    hostsLeftOut,
    sample({ now, metric: read }) {
      for (const { scope, metric, subject, unit } of watched) {
        lines.push(csvLine([now, scope, subject, metric, unit, read(metric, subject)]))
      }
    },
    text: () => lines.join(''),
  }
}

function timesUpTo(until: Micros): readonly Micros[] {
  const step = Math.max(1, Math.ceil(until / samples))
  const times: Micros[] = []
  for (let at = 0; at < until; at += step) times.push(at)
  return [...times, until]
}

function watchedOf(groups: readonly string[], hosts: readonly string[]): readonly Watched[] {
  const watched: Watched[] = []
  for (const { name: metric, unit, scope } of standardModel.metrics.values()) {
    watched.push({ scope: 'fleet', metric, subject: '', unit })
    if (scope === 'fleet') continue
    for (const subject of scope === 'group' ? groups : hosts) watched.push({ scope, metric, subject, unit })
  }
  return watched
}

/** One line, ended. Numbers stand as they are; texts never begin as a formula does. */
export function csvLine(cells: readonly (string | number)[]): string {
  return `${cells.map((cell) => (typeof cell === 'number' ? numberCell(cell) : textCell(cell))).join(',')}\n`
}

function numberCell(value: number): string {
  return Number.isFinite(value) ? String(value) : ''
}

function textCell(text: string): string {
  // A spreadsheet would run what begins like this.
  const guarded = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text
  return /[",\r\n]/.test(guarded) ? `"${guarded.replace(/"/g, '""')}"` : guarded
}
