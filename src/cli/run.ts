/** `strata run`: a scenario from its start to a time, without a page, and what became of it. */
import { modelVersion, type Micros, type Run } from '../sim'
import { exitFine, exitInput, type Cli, type CliCommand, type CommandLine } from './cli'
import { isWrong, type Wrong } from './complaint'
import { seriesTable, type SeriesTable } from './csv'
import { drive, timeIn } from './drive'
import { writeText } from './files'
import { writeJson } from './json'
import { reportText } from './report'
import { openSource, sourceOptions, startRun, type Opened } from './source'
import { countFacts, summarize, type Summary } from './summary'

export const runCommand: CliCommand = {
  name: 'run',
  options: { ...sourceOptions, until: 'value', json: 'flag', csv: 'value' },
  fewest: 1,
  most: 1,
  async run(cli, line) {
    const opened = await openSource(cli, line)
    if (isWrong(opened)) return opened
    const run = startRun(cli, opened)
    if (isWrong(run)) return run
    const until = timeIn(cli, run, line.value('until') ?? String(run.end))
    if (isWrong(until)) return until
    return runTo(cli, line, opened, run, until)
  },
}

async function runTo(
  cli: Cli,
  line: CommandLine,
  opened: Opened,
  run: Run,
  until: Micros,
): Promise<number | Wrong> {
  const counted = countFacts(run)
  const file = line.value('csv')
  const series = file === undefined ? null : seriesTable(run, until)
  const passed = passThrough(cli, opened, run, until, series)
  if (isWrong(passed)) return passed
  if (series !== null && file !== undefined) {
    if (series.hostsLeftOut) cli.io.err(`${cli.t('cli.hosts-left-out')}\n`)
    const wrong = await writeText(cli, file, series.text())
    if (wrong !== null) return wrong
  }
  const summary = summarize(cli, run, opened, counted, passed.verified)
  await cli.io.out(line.has('json') ? `${writeJson(summary, 2)}\n` : reportText(cli, summary))
  return isBroken(summary, opened) ? exitInput : exitFine
}

/** Drives to the end, with a stop at each sample and at the moment whose digest the link promises. */
function passThrough(
  cli: Cli,
  { link }: Opened,
  run: Run,
  until: Micros,
  series: SeriesTable | null,
): { readonly verified: boolean | null } | Wrong {
  const promisedAt = link.hash === undefined ? undefined : (link.at ?? 0)
  const samples = new Set(series?.at ?? [])
  const stops = new Set([
    ...samples,
    ...(promisedAt === undefined || promisedAt > until ? [] : [promisedAt]),
    until,
  ])
  let verified: boolean | null = null
  for (const stop of [...stops].sort((left, right) => left - right)) {
    const wrong = drive(cli, run, stop)
    if (wrong !== null) return wrong
    if (stop === promisedAt) verified = run.hash() === link.hash
    if (samples.has(stop)) series?.sample(run)
  }
  return { verified }
}

/** Another version of the model promises nothing; the same one must keep its word. */
function isBroken({ verified }: Summary, { link }: Opened): boolean {
  return verified === false && link.modelVersion === modelVersion
}
