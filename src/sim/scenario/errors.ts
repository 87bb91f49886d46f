/** What can be wrong with a link, file or scenario: a code, a place and numbers; the sentences are in text.*.json. */
import type { BaseIssue } from 'valibot'
import { limits, type Scenario } from './scenario'

/** Each has the sentences 'decode.<problem>.what', '.why' and '.do' in both languages. */
export const decodeProblems = [
  'not-a-link',
  'not-a-file',
  'unknown-codec',
  'newer-format',
  'too-large',
  'inflates-too-far',
  'truncated',
  'damaged',
  'not-json',
  'too-deep',
  'duplicate-key',
  'reserved-name',
  'unknown-field',
  'missing-field',
  'wrong-type',
  'not-one-of',
  'not-whole',
  'not-finite',
  'too-small',
  'too-big',
  'too-short',
  'too-long',
  'wrong-form',
  'wrong-order',
  'duplicate-name',
  'too-many-hosts',
  'too-many-workloads',
  'no-such-path',
  'unknown-id',
  'over-bound',
  'quota-too-small',
  'backward-range',
  'unfit',
  'rules-refused',
  'not-accepted',
  'dockerfile-instruction',
  'dockerfile-from',
  'dockerfile-argument',
  'dockerfile-effect',
  'dockerfile-base',
  'dockerfile-digest',
  'dockerfile-stage',
  'no-such-lesson',
  'no-such-scenario',
] as const
export type DecodeProblem = (typeof decodeProblems)[number]

export interface DecodeError {
  readonly problem: DecodeProblem
  /** The field as written in JavaScript (`scenario.fleet[0].count`); empty where the whole text is meant. */
  readonly path: string
  readonly args: Readonly<Record<string, string | number>>
}

/** What a reader has after an error, in the shape that results share. */
export interface Failed {
  readonly problem: DecodeError
}

/** Longer pieces of foreign text are cut before they enter a message. */
const quoteLength = 60

export function failed(problem: DecodeProblem, args: DecodeError['args'] = {}, path = ''): Failed {
  return { problem: { problem, path, args } }
}

export function unknown(id: string, path: string): Failed {
  return failed('unknown-id', { id }, path)
}

/** Writes a path as JavaScript does; keys that are no identifiers are quoted, long ones cut. */
export function pathText(keys: readonly unknown[]): string {
  return keys.reduce<string>((path, key) => {
    if (typeof key === 'number') return `${path}[${key}]`
    const name = quote(String(key))
    if (/^[a-zA-Z_$][\w$]*$/.test(name)) return path === '' ? name : `${path}.${name}`
    return `${path}[${JSON.stringify(name)}]`
  }, '')
}

/** Text from outside, short enough for a message. */
export function quote(text: string): string {
  return text.length <= quoteLength ? text : `${text.slice(0, quoteLength)}…`
}

/** Turns the schema's first issue into a problem. */
export function failedSchema(issue: BaseIssue<unknown>): Failed {
  const keys = issue.path?.map((item) => item.key) ?? []
  if (issue.type === 'raw_check') return failedRule(issue.input as Scenario, keys)
  const { problem, args } = describe(issue)
  return failed(problem, args, pathText(keys))
}

interface Description {
  readonly problem: DecodeProblem
  readonly args: DecodeError['args']
}

function describe(issue: BaseIssue<unknown>): Description {
  const received = quote(issue.received)
  const expected = quote(issue.expected ?? '')
  const limit = typeof issue.requirement === 'number' ? issue.requirement : expected
  switch (issue.type) {
    case 'strict_object':
      if (issue.expected === 'never') return { problem: 'unknown-field', args: { field: unquoted(received) } }
      if (issue.received !== 'undefined') return { problem: 'wrong-type', args: { expected, received } }
      return { problem: 'missing-field', args: { field: unquoted(expected) } }
    case 'string':
    case 'number':
    case 'boolean':
    case 'array':
    case 'record':
      return { problem: 'wrong-type', args: { expected, received } }
    case 'literal':
    case 'picklist':
    case 'variant':
    case 'union':
      return { problem: 'not-one-of', args: { expected, received } }
    case 'safe_integer':
      return { problem: 'not-whole', args: { received } }
    case 'finite':
      return { problem: 'not-finite', args: { received } }
    case 'min_value':
      return { problem: 'too-small', args: { limit, received } }
    case 'max_value':
      return { problem: 'too-big', args: { limit, received } }
    case 'min_length':
      return { problem: 'too-short', args: { limit, received } }
    case 'max_length':
    case 'max_entries':
      return { problem: 'too-long', args: { limit, received } }
    case 'length':
      return {
        problem: Number(received) < Number(limit) ? 'too-short' : 'too-long',
        args: { limit, received },
      }
    case 'regex':
      return { problem: 'wrong-form', args: { received, pattern: patternOf(issue.requirement) } }
    case 'not_value':
      return { problem: 'reserved-name', args: { name: unquoted(received) } }
    case 'check':
      return { problem: 'wrong-order', args: {} }
    default:
      return { problem: 'not-accepted', args: { detail: quote(issue.message) } }
  }
}

/** The rules over several groups say only that they fail; which one, and by how much, is counted again here. */
function failedRule(scenario: Scenario, keys: readonly unknown[]): Failed {
  for (const list of ['fleet', 'workloads'] as const) {
    const seen = new Set<string>()
    for (const [at, { name }] of scenario[list].entries()) {
      if (seen.has(name)) return failed('duplicate-name', { name }, pathText([...keys, list, at, 'name']))
      seen.add(name)
    }
  }
  const hosts = scenario.fleet.reduce((sum, { count }) => sum + count, 0)
  if (hosts > limits.hosts) {
    return failed('too-many-hosts', { received: hosts, limit: limits.hosts }, pathText([...keys, 'fleet']))
  }
  const workloads = scenario.workloads.reduce((sum, { count }) => sum + (count === 'fill' ? 0 : count), 0)
  const args = { received: workloads, limit: limits.workloads }
  return failed('too-many-workloads', args, pathText([...keys, 'workloads']))
}

function patternOf(requirement: unknown): string {
  return requirement instanceof RegExp ? requirement.source : ''
}

function unquoted(text: string): string {
  return text.replace(/^"|"$/g, '')
}
