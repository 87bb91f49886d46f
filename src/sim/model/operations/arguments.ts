/** The arguments of the operator's commands: names, ids and numbers, with the limits that scenarios have. */
import * as v from 'valibot'
import { refuse, type Refusal } from '../../core'
import type { UnknownId } from '../plan'

export { nameIn } from '../placement'
export { worldLimits as limits } from '../plan'

/** Most of what one command may ask for: valibot says the limit when it is passed. */
export const whole = (least: number, most: number) =>
  v.pipe(v.number(), v.safeInteger(), v.minValue(least), v.maxValue(most))

/** Names of groups, as scenarios write them: 'web-12' can be cut into group and ordinal again. */
export const nameArgument = v.pipe(
  v.string(),
  v.maxLength(40),
  v.regex(
    /^[a-z](?:[a-z0-9-]*[a-z0-9])?$/,
    'must be lower-case letters, digits and inner dashes, starting with a letter',
  ),
)

/** An id of the catalogue or of the scenario's own definitions. */
export const idArgument = v.pipe(v.string(), v.maxLength(40))

/** Release of a kernel, as `uname` says it. */
export const releaseArgument = v.pipe(v.string(), v.maxLength(40), v.regex(/^[a-z]+(-[0-9]+(\.[0-9]+)*)?$/))

export function unknownId({ argument, id }: UnknownId): Refusal {
  // The only thing wrong with a name is that somebody has it already.
  return argument === 'name' ? refuse('name-taken', { name: id }) : refuse('unknown-id', { argument, id })
}
