/** What an operator may change about how a group's CPU is virtualized, and about what its workloads do. */
import * as v from 'valibot'
import { Domain, none, refuse, type CommandSpec, type Refusal, type Row } from '../../core'
import { unitKinds } from '../workload'
import { pageSizeNames, setupOf, techniqueNames, techniquesOfKind } from '../plan'
import { hasHostPages } from './overhead'
import { renewOverhead, setMix, type TechniqueSim } from './groups'
import { sizeOfPage } from './walk'

type TechniqueCommand<A> = CommandSpec<A & { readonly group: Row }, TechniqueSim['tables']>

const idArgument = v.pipe(v.string(), v.maxLength(40))
const unknownId = (argument: string, id: string): Refusal => refuse('unknown-id', { argument, id })
const nameOf = (sim: TechniqueSim, group: Row): string =>
  sim.groupName(sim.tables.workloadGroups.group[group])

/** The law needs to know what the group does: without a mix its measured factor stands whatever is chosen. */
function withoutMix(sim: TechniqueSim, group: Row): Refusal | null {
  return sim.tables.groupTechnique.mix[group] === 0
    ? refuse('mix-missing', { group: nameOf(sim, group) })
    : null
}

/** Every host with a unit of the group shares its CPU anew. */
function touchHosts(sim: TechniqueSim, group: Row): void {
  const { workloadGroups, units } = sim.tables
  for (let unit = workloadGroups.firstUnit[group]; unit !== none; unit = units.nextInGroup[unit])
    if (units.host[unit] !== none) sim.touch(Domain.host, units.host[unit])
}

/** What the group's work costs beyond native now, in whole percent. */
function overheadPercent(sim: TechniqueSim, group: Row): number {
  const { guestPpm, hostPpm } = sim.tables.groupTechnique
  return Math.round((guestPpm[group] + hostPpm[group] - 1000000) / 10000)
}

function possibleFor(sim: TechniqueSim, group: Row): readonly string[] {
  return techniquesOfKind[unitKinds[sim.tables.workloadGroups.kind[group]]]
}

export const techniqueCommand: TechniqueCommand<{ readonly technique: string }> = {
  name: 'group.technique',
  args: v.strictObject({ group: v.string(), technique: idArgument }),
  entities: { group: 'workloadGroups' },
  check(sim, { group, technique }) {
    const code = techniqueNames.findIndex((name) => name === technique)
    if (code === none) return unknownId('technique', technique)
    const name = nameOf(sim, group)
    const possible = possibleFor(sim, group)
    if (!possible.includes(technique))
      return refuse('technique-does-not-fit', { group: name, technique, possible: possible.join(', ') })
    if (sim.tables.groupTechnique.technique[group] === code) return refuse('already-so', { group: name })
    return withoutMix(sim, group)
  },
  apply(sim, { group, technique }) {
    const code = techniqueNames.findIndex((name) => name === technique)
    sim.tables.groupTechnique.technique[group] = code
    renewOverhead(sim, group, setupOf(sim).techniqueCosts(code))
    sim.emit('technique.changed', group, code, overheadPercent(sim, group))
    touchHosts(sim, group)
  },
}

export const mixCommand: TechniqueCommand<{ readonly mix: string }> = {
  name: 'group.mix',
  args: v.strictObject({ group: v.string(), mix: idArgument }),
  entities: { group: 'workloadGroups' },
  check(sim, { group, mix }) {
    const plan = setupOf(sim).planMix(mix)
    if ('argument' in plan) return unknownId('mix', mix)
    const now = sim.tables.groupTechnique.mix[group]
    return now > 0 && sim.groupName(now - 1) === mix
      ? refuse('already-so', { group: nameOf(sim, group) })
      : null
  },
  apply(sim, { group, mix }) {
    const setup = setupOf(sim)
    const plan = setup.planMix(mix)
    if ('argument' in plan) return
    setMix(sim, group, plan)
    renewOverhead(sim, group, setup.techniqueCosts(sim.tables.groupTechnique.technique[group]))
    sim.emit('mix.changed', group, overheadPercent(sim, group))
    touchHosts(sim, group)
  },
}

interface Pages {
  readonly guest?: string
  readonly host?: string
}

const codeOfPage = (page: string): number => pageSizeNames.findIndex((name) => name === page)

export const pagesCommand: TechniqueCommand<Pages> = {
  name: 'group.pages',
  args: v.strictObject({
    group: v.string(),
    guest: v.optional(idArgument),
    host: v.optional(idArgument),
  }),
  entities: { group: 'workloadGroups' },
  check(sim, { group, guest, host }) {
    const { groupTechnique: g } = sim.tables
    if (guest !== undefined && codeOfPage(guest) === none) return unknownId('guest', guest)
    if (host !== undefined && codeOfPage(host) === none) return unknownId('host', host)
    const technique = techniqueNames[g.technique[group]]
    if (host !== undefined && !hasHostPages(technique))
      return refuse('one-page-table', { group: nameOf(sim, group), technique })
    const guestCode = guest === undefined ? g.guestPage[group] : codeOfPage(guest)
    const hostCode = host === undefined ? g.hostPage[group] : codeOfPage(host)
    if (guestCode === g.guestPage[group] && hostCode === g.hostPage[group])
      return refuse('already-so', { group: nameOf(sim, group) })
    return withoutMix(sim, group) ?? notNesting(sim, group, [guest, host])
  },
  apply(sim, { group, guest, host }) {
    const { groupTechnique: g } = sim.tables
    if (guest !== undefined) g.guestPage[group] = codeOfPage(guest)
    if (host !== undefined) g.hostPage[group] = codeOfPage(host)
    renewOverhead(sim, group, setupOf(sim).techniqueCosts(g.technique[group]))
    // Where one table is all there is, the pages of a group are the host's, too.
    const both = hasHostPages(techniqueNames[g.technique[group]])
    sim.emit('pages.changed', group, g.guestPage[group], both ? g.hostPage[group] : g.guestPage[group])
    touchHosts(sim, group)
  },
}

/**
 * A page must lie within the memory of a unit, whichever table maps it. Two sizes that differ do nest: the larger page
 * is split, and only the TLB loses.
 */
function notNesting(sim: TechniqueSim, group: Row, asked: readonly (string | undefined)[]): Refusal | null {
  const memory = smallestUnitMiB(sim, group)
  const fits = (page: string): boolean =>
    codeOfPage(page) === 0 || sizeOfPage(pageSizeNames[codeOfPage(page)]) <= memory
  const tooLarge = asked.find((page) => page !== undefined && !fits(page))
  if (tooLarge === undefined) return null
  const nearest = [...pageSizeNames].reverse().find(fits) ?? pageSizeNames[0]
  return refuse('page-sizes-do-not-nest', {
    group: nameOf(sim, group),
    page: tooLarge,
    memory,
    nearest,
  })
}

/** The least memory that a unit of the group can have: one workload of its smallest size, and the guest system. */
function smallestUnitMiB(sim: TechniqueSim, group: Row): number {
  const { workloadGroups: groups, flavours, groupHypervisors } = sim.tables
  const first = groups.firstFlavour[group]
  let least = Infinity
  for (let flavour = first; flavour < first + groups.flavourCount[group]; flavour++)
    least = Math.min(least, flavours.memoryMiB[flavour])
  return least + groupHypervisors.guestOsMiB[group]
}
