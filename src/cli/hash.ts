/** `strata hash`: digests of the world along a run, to compare engines, machines and versions. */
import type { Run } from '../sim'
import { formatClock } from '../i18n/format'
import { exitFine, type CliCommand } from './cli'
import { isWrong } from './complaint'
import { drive, timeIn } from './drive'
import { openSource, sourceOptions, startRun } from './source'

/** Instants looked at when none are named. */
const parts = 10

export const hashCommand: CliCommand = {
  name: 'hash',
  options: { ...sourceOptions, at: 'values' },
  fewest: 1,
  most: 1,
  async run(cli, line) {
    const opened = await openSource(cli, line)
    if (isWrong(opened)) return opened
    const run = startRun(cli, opened)
    if (isWrong(run)) return run
    for (const note of opened.notes) cli.io.err(`${note}\n`)
    for (const text of line.has('at') ? line.values('at') : equalParts(run)) {
      const at = timeIn(cli, run, text)
      if (isWrong(at)) return at
      const wrong = drive(cli, run, at)
      if (wrong !== null) return wrong
      await cli.io.out(`${String(at).padStart(14)}  ${formatClock(at)}  ${run.hash()}\n`)
    }
    return exitFine
  },
}

function equalParts({ end }: Run): readonly string[] {
  return Array.from({ length: parts }, (_, part) => String(Math.floor((end * (part + 1)) / parts)))
}
