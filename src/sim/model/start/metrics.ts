/** How long starts take, and how many are under way. */
import { none, type MetricSpec, type World } from '../../core'

type Column = 'count' | 'micros' | 'latest'

function sumOf({ tables }: World, column: Column, group: number): number {
  const { rows, columns } = tables['groupStart']
  if (group !== none) return columns[column][group]
  let sum = 0
  for (let row = 0; row < rows.size; row++) if (rows.alive[row] === 1) sum += columns[column][row]
  return sum
}

/** Of the fleet the longest among the groups' latest. */
function latestOf(world: World, group: number): number {
  const { rows, columns } = world.tables['groupStart']
  if (group !== none) return columns['latest'][group]
  let most = 0
  for (let row = 0; row < rows.size; row++)
    if (rows.alive[row] === 1) most = Math.max(most, columns['latest'][row])
  return most
}

export const startMetrics: readonly MetricSpec[] = [
  {
    name: 'start.mean-seconds',
    unit: 's',
    scope: 'group',
    read: (world, group) => {
      const count = sumOf(world, 'count', group)
      return count === 0 ? 0 : sumOf(world, 'micros', group) / count / 1000000
    },
  },
  {
    name: 'start.latest-seconds',
    unit: 's',
    scope: 'group',
    read: (world, group) => latestOf(world, group) / 1000000,
  },
  {
    name: 'start.under-way',
    unit: 'starts',
    scope: 'host',
    read: ({ tables }, host) => {
      const { rows, columns } = tables['hostStart']
      if (host !== none) return columns['starting'][host]
      let sum = 0
      for (let row = 0; row < rows.size; row++) if (rows.alive[row] === 1) sum += columns['starting'][row]
      return sum
    },
  },
]
