/** Old links keep opening: one function for each format that has been left behind, applied one after the other. */
import { failed, type Failed } from './errors'

/** The format of scenarios that this program writes. */
export const currentFormat = 1

/** Rewrites the data of a link, still unchecked, from one format to the next, and sets `scenario.format` to it. */
export type Migration = (data: UncheckedLink) => UncheckedLink

/** A link of some format: of its fields only the format is known. */
export interface UncheckedLink {
  readonly scenario: { readonly format: number }
}

/** By the format they start from. Format 1 is the first, so there is nothing to do yet. */
export const migrations: Readonly<Record<number, Migration>> = {}

/**
 * Brings the data of a link to the current format. What has no readable format passes unchanged: the schema says
 * better what is missing. A format from the future gives the problem 'newer-format'.
 */
export function migrate(
  data: unknown,
  table: Readonly<Record<number, Migration>> = migrations,
  current: number = currentFormat,
): { readonly data: unknown } | Failed {
  if (!isUncheckedLink(data)) return { data }
  const found = data.scenario.format
  if (found > current) return failed('newer-format', { found, known: current }, 'scenario.format')
  let link = data
  for (let format = found; format < current; format++) {
    const migration = table[format]
    if (migration === undefined) return { data: link }
    link = migration(link)
  }
  return { data: link }
}

function isUncheckedLink(data: unknown): data is UncheckedLink {
  const format = fieldOf(fieldOf(data, 'scenario'), 'format')
  return Number.isSafeInteger(format) && (format as number) > 0
}

function fieldOf(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null
    ? (value as Readonly<Record<string, unknown>>)[name]
    : undefined
}
