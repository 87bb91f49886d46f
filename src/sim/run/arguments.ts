/** Why the arguments of a command do not fit its schema: which one, and what would. No sentence is made here. */
import { getDotPath, type BaseIssue, type GenericSchema } from 'valibot'
import { boundsOf, choicesOf, nearestWhole, refuse, schemaAt, type Refusal } from '../core'

type Issue = BaseIssue<unknown>

const isRange = ({ type }: Issue): boolean => type === 'min_value' || type === 'max_value'

/** The refusal for what valibot found: a number out of its range first, since the nearest one can be told. */
export function refuseArguments(schema: GenericSchema, issues: readonly [Issue, ...Issue[]]): Refusal {
  const issue = issues.find(isRange) ?? issues[0]
  const argument = getDotPath(issue) ?? ''
  const part = schemaAt(schema, issue.path?.map(({ key }) => key) ?? [])
  if (isRange(issue)) return refuseRange(issue, argument, part)
  if (issue.type === 'strict_object' && issue.path !== undefined)
    return issue.expected === 'never'
      ? refuse('argument-unknown', { argument })
      : refuse('argument-missing', { argument })
  if (part !== null && isWhole(issue))
    return refuse('argument-whole', { argument, ...nearestTo(part, issue) })
  const choices = part === null ? [] : choicesOf(part)
  if (choices.length > 0) return refuse('argument-choice', { argument, values: choices.join(', ') })
  if (issue.message.includes('lower-case')) return refuse('argument-name', { argument })
  return refuse('bad-arguments', { argument: argument === '' ? '—' : argument })
}

const isWhole = ({ type }: Issue): boolean =>
  type === 'number' || type === 'integer' || type === 'safe_integer'

function nearestTo(part: object, { input }: Issue): { readonly nearest: number } {
  const wanted = typeof input === 'string' ? Number(input) : input
  return { nearest: nearestWhole(boundsOf(part), wanted) }
}

/** Both bounds where the schema has both; else the one that was broken. */
function refuseRange(issue: Issue, argument: string, part: object | null): Refusal {
  const broken = Number(issue.requirement)
  const received = Number(issue.input)
  const bounds = part === null ? null : boundsOf(part)
  if (bounds !== null && Number.isFinite(bounds.least) && Number.isFinite(bounds.most))
    return refuse('argument-range', { argument, received, ...bounds, nearest: broken })
  return issue.type === 'min_value'
    ? refuse('argument-too-small', { argument, received, nearest: broken })
    : refuse('argument-too-large', { argument, received, nearest: broken })
}
