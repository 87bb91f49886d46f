/** Moves a run to a time in pieces, with a line of progress for whoever watches. */
import type { Micros, Run } from '../sim'
import { formatClock } from '../i18n/format'
import { exitProgram, type Cli } from './cli'
import { complain, misused, type Wrong } from './complaint'
import { parseTime } from './time'

/** Instants between two looks at the clock. */
const instantsPerPiece = 32
/** Waits shorter than this need no progress, in ms. */
const patienceMillis = 1000
const redrawMillis = 200

/** Null when the time was reached. */
export function drive(cli: Cli, run: Run, to: Micros): Wrong | null {
  const { io, t } = cli
  const start = io.millis()
  let drawn = start + patienceMillis - redrawMillis
  let shown = false
  while (run.seek(to, instantsPerPiece) === 'paused') {
    const now = io.millis()
    if (!io.errIsTerminal || now - drawn < redrawMillis) continue
    drawn = now
    shown = true
    const share = to === 0 ? 1 : run.now / to
    io.err(`\r\u001b[K${t('cli.progress', { share, at: formatClock(run.now), end: formatClock(to) })}`)
  }
  if (shown) io.err('\r\u001b[K')
  const { overrun } = run.engine
  return overrun === null ? null : complain(cli, 'overrun', { detail: overrun }, { exit: exitProgram })
}

/** A time on the command line that the run has. */
export function timeIn(cli: Cli, run: Run, text: string): Micros | Wrong {
  const at = parseTime(text)
  if (at === null) return misused(cli, 'bad-time', { text: text.slice(0, 60) })
  if (at <= run.end) return at
  return complain(cli, 'beyond-end', { text: text.slice(0, 60), end: formatClock(run.end), micros: run.end })
}
