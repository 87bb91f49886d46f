/** What went wrong, for people: what, where, why, and what to do. Sentences are in text.*.json. */
import type { DecodeError } from '../sim'
import { exitInput, exitProgram, exitUsage, type Cli } from './cli'
import type { TextArguments } from '../i18n/text'

export interface Complaint {
  readonly what: string
  /** 'compose.yaml:3:7 (services.web)'; empty where there is no place. */
  readonly where: string
  readonly why: string
  readonly do: string
}

/** In the shape that results share: a value or this. */
export interface Wrong {
  readonly wrong: readonly Complaint[]
  readonly exit: number
}

export function isWrong(value: unknown): value is Wrong {
  return typeof value === 'object' && value !== null && 'wrong' in value
}

/** A complaint of the command line's own: 'cli.error.<code>.what', '.why' and '.do'. */
export function complain(
  cli: Cli,
  code: string,
  args: TextArguments = {},
  { where = '', exit = exitInput }: { readonly where?: string; readonly exit?: number } = {},
): Wrong {
  return { wrong: [sentences(cli, `cli.error.${code}`, args, where)], exit }
}

/** The same for a wrong use of the command itself. */
export function misused(cli: Cli, code: string, args: TextArguments = {}): Wrong {
  return complain(cli, code, args, { exit: exitUsage })
}

/** A link, file or scenario that is refused; `source` is its name. */
export function refused(cli: Cli, { problem, path, args }: DecodeError, source: string): Wrong {
  const where = path === '' ? source : `${source} (${path})`
  return { wrong: [sentences(cli, `decode.${problem}`, { ...args, path }, where)], exit: exitInput }
}

export function sentences(cli: Cli, key: string, args: TextArguments, where: string): Complaint {
  const { t } = cli
  return { what: t(`${key}.what`, args), where, why: t(`${key}.why`, args), do: t(`${key}.do`, args) }
}

/** As printed on standard error, with an end of line. */
export function complaintText({ t }: Cli, { what, where, why, do: advice }: Complaint): string {
  const lines = [`strata: ${what}`]
  if (where !== '') lines.push(`  ${t('cli.where', { text: where })}`)
  lines.push(`  ${t('cli.why', { text: why })}`, `  ${t('cli.do', { text: advice })}`)
  return `${lines.join('\n')}\n`
}

/** A mistake of the program, not of its user. */
export function crashed(cli: Cli, error: unknown): Wrong {
  const detail = error instanceof Error ? `${error.name}: ${error.message}` : String(error)
  return complain(cli, 'crashed', { detail }, { exit: exitProgram })
}
