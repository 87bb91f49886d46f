/** Variables for a Compose file that --env names. The process's own are never read. */
import type { Cli, CommandLine } from './cli'
import { misused, type Wrong } from './complaint'

/** The variables that are given as words. */
export function variablesOf(cli: Cli, line: CommandLine): Readonly<Record<string, string>> | Wrong {
  const given = new Map<string, string>()
  for (const word of line.values('env')) {
    const found = /^([A-Za-z_][A-Za-z0-9_]*)=([^]*)$/.exec(word)
    if (found === null) return misused(cli, 'bad-env', { word })
    given.set(found[1] ?? '', found[2] ?? '')
  }
  return Object.fromEntries(given)
}
