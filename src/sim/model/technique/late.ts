/** What is asked of and done to techniques while a world runs. */
import { defineLate, none, type Row, type World } from '../../core'
import { eventNames, techniqueNames, techniquesOfKind } from '../plan'
import { unitKinds } from '../workload'
import { mixCommand, pagesCommand, techniqueCommand } from './commands'
import { leavesOn } from './exits'
import type { TechniqueSim } from './groups'

/** Transitions per second of native time, by group. */
function exitsByGroup({ tables }: World): Float64Array {
  const { rows, columns } = tables['groupTechnique']
  const rates = new Float64Array(rows.size)
  for (let group = 0; group < rows.size; group++) {
    eventNames.forEach((name, event) => {
      if (leavesOn(columns['technique'][group], event)) rates[group] += columns[name][group]
    })
  }
  return rates
}

/** Exits per second on a host, or on all: what each workload gets, as native time, times its rate. */
function exitsPerSecond(world: World, host: Row): number {
  const { rows, columns } = world.tables['workloads']
  const granted = world.tables['workloadCpu'].columns['grantedMillicores']
  const hostOf = world.tables['units'].columns['host']
  const { costPpm } = world.tables['unitCpu'].columns
  const rates = exitsByGroup(world)
  let exits = 0
  for (let row = 0; row < rows.size; row++) {
    if (rows.alive[row] === 0 || granted[row] === 0) continue
    const unit = columns['unit'][row]
    if (host !== none && hostOf[unit] !== host) continue
    exits += (granted[row] * rates[columns['groupRow'][row]] * 1000) / costPpm[unit]
  }
  return exits
}

/** What a vCPU pays is native time and its parts, and no group is virtualized as its wrapping cannot be. */
function partsAddUp({ tables }: World): string | null {
  const { rows, columns } = tables['groupTechnique']
  const { codePpm, exitPpm, walkPpm, guestPpm, technique } = columns
  for (let group = 0; group < rows.size; group++) {
    if (rows.alive[group] === 0) continue
    if (guestPpm[group] !== 1000000 + codePpm[group] + exitPpm[group] + walkPpm[group])
      return `group ${group}: its CPU cost is not native time and its parts`
    const possible: readonly string[] =
      techniquesOfKind[unitKinds[tables['workloadGroups'].columns['kind'][group]]]
    if (!possible.includes(techniqueNames[technique[group]]))
      return `group ${group} is virtualized as its wrapping cannot be`
  }
  return null
}

export const techniqueLate = defineLate<TechniqueSim['tables']>({
  commands: [techniqueCommand, mixCommand, pagesCommand],
  metrics: [{ name: 'technique.exits', unit: '1/s', scope: 'host', costly: true, read: exitsPerSecond }],
  invariants: [partsAddUp],
})
