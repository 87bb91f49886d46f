/** Names of a scenario's hosts: group and ordinal, counted from 1. */
import type { Scenario } from '../../sim'

/** More names than this fill no list that is still read. */
const listLimit = 500

export function hostNames({ fleet }: Pick<Scenario, 'fleet'>): readonly string[] {
  const names: string[] = []
  for (const { name, count } of fleet) {
    for (let ordinal = 1; ordinal <= count && names.length < listLimit; ordinal++)
      names.push(`${name}-${ordinal}`)
  }
  return names
}

/** The two hosts shown first: of two groups when there are two, so that unlike ones stand side by side. */
export function firstHosts(scenario: Pick<Scenario, 'fleet'>): readonly string[] {
  const [one, two] = scenario.fleet
  if (one === undefined) return []
  if (two !== undefined) return [`${one.name}-1`, `${two.name}-1`]
  return one.count > 1 ? [`${one.name}-1`, `${one.name}-2`] : [`${one.name}-1`]
}
