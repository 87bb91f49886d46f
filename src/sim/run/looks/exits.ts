/** How often what runs on a host leaves it for the hypervisor, and why. */
import { none, type Engine, type Row } from '../../core'
import {
  cachedPage,
  leavesOn,
  levelsOf,
  mixOf,
  mixOverhead,
  translationOf,
  walkReferences,
} from '../../model/technique'
import { eventNames, pageSizeNames, setupOf, techniqueNames } from '../../model/plan'
import { finderOf } from '../advance'
import type { ExitsOfGroup, ExitsView } from '../host-views'
import { tablesIn, type Tables } from '../tables'

/** Groups with units on the host, in the order of the groups; none when there is no such host. */
export function exitsOf(engine: Engine, host: string): ExitsView {
  const row = finderOf(engine)('hosts', host)
  if (row === none) return { look: 'exits', host, groups: [] }
  const tables = tablesIn(engine.world)
  const parts = partsOn(tables, row)
  const groups = [...parts.keys()].sort((a, b) => a - b)
  return {
    look: 'exits',
    host,
    groups: groups.map((group) => viewOf(engine, tables, group, parts.get(group))),
  }
}

interface Part {
  workloads: number
  /** Native millicores delivered: what is granted, without anything that makes it dearer. */
  native: number
}

/** What each group has on this host. */
function partsOn(tables: Tables, host: Row): ReadonlyMap<Row, Part> {
  const { hostUnits, units, unitCpu, workloads, workloadCpu } = tables
  const parts = new Map<Row, Part>()
  for (let unit = hostUnits.first[host]; unit !== none; unit = units.nextOnHost[unit]) {
    const group = units.groupRow[unit]
    const part = parts.get(group) ?? { workloads: 0, native: 0 }
    parts.set(group, part)
    part.workloads += units.members[unit]
    for (let member = units.firstMember[unit]; member !== none; member = workloads.nextInUnit[member]) {
      const granted = workloadCpu.grantedMillicores[member]
      if (granted > 0) part.native += (granted * 1000000) / unitCpu.costPpm[unit]
    }
  }
  return parts
}

function viewOf(engine: Engine, tables: Tables, group: Row, part: Part | undefined): ExitsOfGroup {
  const { groupTechnique: g, workloadGroups } = tables
  const { workloads, native } = part ?? { workloads: 0, native: 0 }
  const technique = techniqueNames[g.technique[group]]
  const translation = translationOf(technique)
  const guestPage = pageSizeNames[g.guestPage[group]]
  // Without pages of the host a unit's own are all there is.
  const hostPage = translation === 'native' ? guestPage : pageSizeNames[g.hostPage[group]]
  const levels = levelsOf(translation === 'nested' ? guestPage : cachedPage(guestPage, hostPage), 4)
  const costs = setupOf(engine.sim).techniqueCosts(g.technique[group])
  const { events } = mixOverhead(mixOf(g, group), technique, costs, g.guestPage[group], g.hostPage[group])
  return {
    group: engine.sim.groupName(workloadGroups.group[group]),
    technique,
    mix: g.mix[group] === 0 ? '' : engine.sim.groupName(g.mix[group] - 1),
    workloads,
    perSecond: eventNames.map((name, event) =>
      leavesOn(g.technique[group], event) ? (native * g[name][group]) / 1000 : 0,
    ),
    millicores: eventNames.map((name) => native * events[name]),
    codeMillicores: (native * g.codePpm[group]) / 1000000,
    walkMillicores: (native * g.walkPpm[group]) / 1000000,
    walkReferences: walkReferences(levels, translation === 'nested' ? levelsOf(hostPage, 4) : null),
    guestPage,
    hostPage,
    overheadPpm: g.guestPpm[group] + g.hostPpm[group],
  }
}
