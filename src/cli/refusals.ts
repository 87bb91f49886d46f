/** Commands of a script or a link that were refused when their time came: as scripts read them, and as people do. */
import type { RefusedCommand, Run } from '../sim'
import { formatClock } from '../i18n/format'
import type { Cli } from './cli'
import { harmless } from './table'

/** The keys are a contract: scripts read them. */
export interface RefusalSummary {
  /** Ordinal of the fact, for `strata explain --fact`. */
  readonly fact: number
  readonly entry: number
  readonly atMicros: number
  readonly command: string
  readonly args: Readonly<Record<string, unknown>>
  readonly reason: string
  /** The numbers and names behind the sentences, the nearest allowed value among them. */
  readonly values: Readonly<Record<string, string | number>>
  readonly text: string
}

export function summarizeRefusals(cli: Cli, run: Run): readonly RefusalSummary[] {
  return run.refused().map((refused) => ({
    fact: refused.fact,
    entry: refused.entry,
    atMicros: refused.at,
    command: refused.command.name,
    args: refused.command.args,
    reason: refused.refusal.reason,
    values: refused.refusal.args,
    text: refusalWords(cli, refused),
  }))
}

/** The rule against a command, and what would be allowed instead. */
export function refusalWords({ t }: Cli, { refusal: { reason, args } }: RefusedCommand): string {
  return harmless(['what', 'why', 'do'].map((part) => t(`refusal.${reason}.${part}`, args)).join(' '))
}

export function refusalsText({ t }: Cli, refusals: readonly RefusalSummary[]): string {
  const lines = refusals.map(({ fact, atMicros, command, text }) => {
    const head = `#${fact} ${formatClock(atMicros)} ${harmless(command)}`
    return `  - ${head}: ${text}\n`
  })
  return `${t('cli.refused')}\n${lines.join('')}`
}
