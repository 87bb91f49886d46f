/** Starts, by the laws of starting with the numbers of the catalogue. */
import { bundles, findWrap, nativeProfile, type StartProfile, type TraitsProfile } from '../catalog'
import { measured } from './measure'

function describedAs(profile: string): { readonly start?: StartProfile; readonly traits?: TraitsProfile } {
  const found = findWrap(profile) ?? [nativeProfile, ...bundles].find((candidate) => candidate.id === profile)
  if (found === undefined) throw new Error(`no profile ${profile}`)
  return found
}

function startOf(profile: string): StartProfile {
  const { start } = describedAs(profile)
  if (start === undefined) throw new Error(`${profile} says nothing of its start`)
  return start
}

/** A number of a profile that is compared with others; one that is left out is a mistake of this folder. */
export function traitOf(
  profile: string,
  name: Exclude<keyof TraitsProfile, 'surface' | 'liveMigration' | 'density'>,
): number {
  const value = describedAs(profile).traits?.[name]?.value
  if (value === undefined) throw new Error(`${profile} has no ${name}`)
  return value
}

/** ms of a start with nothing else going on: all of its phases, or some of them. */
export function startMillis(profile: string, phases?: readonly string[]): number {
  return startOf(profile)
    .phases.filter(({ name }) => phases === undefined || phases.includes(name))
    .reduce((sum, { millis }) => sum + millis.value, 0)
}

/** ms within which this share of the starts is done. */
export function startPercentile(profile: string, probability: number, phases?: readonly string[]): number {
  const input = {
    medianMillis: startMillis(profile, phases),
    sigma: startOf(profile).sigma?.value ?? 0,
    probability,
  }
  return measured('start.log-normal', input, 'millis')
}

/** Median ms with so many starting at once. */
export function startTogether(profile: string, count: number): number {
  const input = {
    aloneMillis: startMillis(profile),
    hundredMillis: startOf(profile).parallelMillis?.value ?? 0,
    count,
  }
  return measured('start.concurrent', input, 'medianMillis')
}

/** ms of a start where so many are there already. */
export function startAfter(profile: string, there: number): number {
  const { growth } = startOf(profile)
  const input = {
    firstMillis: startMillis(profile),
    millisAt1000: growth?.millisAt1000.value ?? 0,
    exponent: growth?.exponent.value ?? 1,
    there,
  }
  return measured('start.growth', input, 'millis')
}
