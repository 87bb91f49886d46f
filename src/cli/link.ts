/** `strata link`: the text of a link for a scenario, file or moment; with --decode the way back. */
import { decodeLink, encodeFile, encodeLinkWithinLimits, modelVersion, type Link } from '../sim'
import { exitFine, type Cli, type CliCommand, type CommandLine } from './cli'
import { complain, isWrong, misused, refused, type Wrong } from './complaint'
import { drive, timeIn } from './drive'
import { linkTextOf, openSource, sourceOptions, startRun, type Opened } from './source'
import { harmless } from './table'

export const linkCommand: CliCommand = {
  name: 'link',
  options: { ...sourceOptions, at: 'value', decode: 'flag' },
  fewest: 1,
  most: 1,
  async run(cli, line) {
    if (line.has('decode')) return decode(cli, line)
    const opened = await openSource(cli, line)
    if (isWrong(opened)) return opened
    for (const note of opened.notes) cli.io.err(`${note}\n`)
    const link = momentOf(cli, line, opened)
    if (isWrong(link)) return link
    const made = encodeLinkWithinLimits(link)
    if ('problem' in made) return refused(cli, made.problem, opened.name)
    await cli.io.out(`#${made.text}\n`)
    cli.io.err(`${cli.t('cli.link-length', { length: made.text.length + 1 })}\n`)
    return exitFine
  },
}

async function decode(cli: Cli, line: CommandLine): Promise<number | Wrong> {
  const other = ['at', 'seed', 'set', 'kind', 'env'].find((name) => line.has(name))
  if (other !== undefined) return misused(cli, 'decode-alone', { option: `--${other}` })
  const word = line.positionals[0] ?? ''
  const text = linkTextOf(word)
  if (text === null) return complain(cli, 'not-a-link', { word: harmless(word.slice(0, 60)) })
  const decoded = decodeLink(text)
  if ('problem' in decoded) return refused(cli, decoded.problem, cli.t('cli.link'))
  await cli.io.out(encodeFile(decoded.link))
  return exitFine
}

/** The link at a moment, with the digest of the world there, so that whoever opens it can verify it. */
function momentOf(cli: Cli, line: CommandLine, opened: Opened): Link | Wrong {
  const run = startRun(cli, opened)
  if (isWrong(run)) return run
  const text = line.value('at')
  if (text === undefined) return opened.link
  const at = timeIn(cli, run, text)
  if (isWrong(at)) return at
  const wrong = drive(cli, run, at)
  return wrong ?? { ...opened.link, modelVersion, at, hash: run.hash() }
}
