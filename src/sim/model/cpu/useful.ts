/** Useful work: the CPU that a group's workloads were given, without what virtualization and neighbours make dearer. */
import { none, type MetricSpec, type Row, type World } from '../../core'

/** Native millicores that one unit delivers, rounded down. */
function usefulOf({ tables }: World, unit: Row): number {
  const { nextInUnit } = tables['workloads'].columns
  const granted = tables['workloadCpu'].columns['grantedMillicores']
  let sum = 0
  for (
    let member = tables['units'].columns['firstMember'][unit];
    member !== none;
    member = nextInUnit[member]
  )
    sum += granted[member]
  return Math.floor((sum * 1000000) / tables['unitCpu'].columns['costPpm'][unit])
}

/** That of one group; of all groups without one. */
function useful(world: World, group: Row): number {
  const { rows, columns } = world.tables['units']
  let sum = 0
  if (group === none) {
    for (let unit = 0; unit < rows.size; unit++) if (rows.alive[unit] === 1) sum += usefulOf(world, unit)
    return sum
  }
  const first = world.tables['workloadGroups'].columns['firstUnit'][group]
  for (let unit = first; unit !== none; unit = columns['nextInGroup'][unit]) sum += usefulOf(world, unit)
  return sum
}

export const usefulMetrics: readonly MetricSpec[] = [
  { name: 'cpu.group-useful', unit: 'millicores', scope: 'group', costly: true, read: useful },
]
