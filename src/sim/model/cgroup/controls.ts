/** The memory controls of a group as a command changes them: each alone, and none above the next. */
import * as v from 'valibot'
import { refuse, type CommandSpec, type Refusal, type Row } from '../../core'
import { touchHosts, type CgroupSim } from './cpus'
import { memoryControls } from './tables'

interface Controls {
  readonly memoryMinMiB?: number | undefined
  readonly memoryLowMiB?: number | undefined
  readonly memoryHighMiB?: number | undefined
  readonly swapMaxMiB?: number | undefined
  readonly oomScoreAdj?: number | undefined
}
type ControlArgs = Controls & { readonly group: Row }

const names = ['memoryMinMiB', 'memoryLowMiB', 'memoryHighMiB'] as const
const all = [...names, 'swapMaxMiB', 'oomScoreAdj'] as const

const whole = (least: number, most: number) =>
  v.optional(v.pipe(v.number(), v.safeInteger(), v.minValue(least), v.maxValue(most)))
const size = whole(0, 16777216)

/** The smallest size that a workload of the group has: its memory.max. */
function smallestMiB({ tables }: CgroupSim, group: Row): number {
  const { workloadGroups: groups, flavours } = tables
  const first = groups.firstFlavour[group]
  let smallest = flavours.memoryMiB[first]
  for (let flavour = first; flavour < first + groups.flavourCount[group]; flavour++)
    smallest = Math.min(smallest, flavours.memoryMiB[flavour])
  return smallest
}

/** Each control that is set is no more than the next one that is: min, low, high, size. */
function disorder(sim: CgroupSim, args: ControlArgs): Refusal | null {
  const { groupCgroup: g } = sim.tables
  let lower = 0
  let lowerName: string = memoryControls[0]
  for (const [at, name] of names.entries()) {
    const value = args[name] ?? g[name][args.group]
    if (value === 0) continue
    if (value < lower) {
      return refuse('cgroup-order', {
        lower: lowerName,
        upper: memoryControls[at],
        value: lower,
        nearest: value,
      })
    }
    lower = value
    lowerName = memoryControls[at]
  }
  const most = smallestMiB(sim, args.group)
  return lower <= most
    ? null
    : refuse('cgroup-order', { lower: lowerName, upper: 'memory.max', value: lower, nearest: most })
}

export const controlsCommand: CommandSpec<ControlArgs, CgroupSim['tables']> = {
  name: 'group.cgroup',
  args: v.strictObject({
    group: v.string(),
    memoryMinMiB: size,
    memoryLowMiB: size,
    /** 0 takes it away. */
    memoryHighMiB: size,
    /** -1 is no limit. */
    swapMaxMiB: whole(-1, 16777216),
    oomScoreAdj: whole(-1000, 1000),
  }),
  entities: { group: 'workloadGroups' },
  check(sim, args) {
    const { groupCgroup: g, workloadGroups } = sim.tables
    const changed = all.some((name) => args[name] !== undefined && args[name] !== g[name][args.group])
    if (changed) return disorder(sim, args)
    return refuse('nothing-to-change', { group: sim.groupName(workloadGroups.group[args.group]) })
  },
  apply(sim, args) {
    const { groupCgroup: g } = sim.tables
    const { group } = args
    for (const [control, name] of names.entries()) {
      const value = args[name]
      if (value === undefined || value === g[name][group]) continue
      g[name][group] = value
      if (value === 0) sim.emit('cgroup.memory-unset', group, control)
      else sim.emit('cgroup.memory-set', group, control, value)
    }
    const { swapMaxMiB: swap, oomScoreAdj: score } = args
    if (swap !== undefined && swap !== g.swapMaxMiB[group]) {
      g.swapMaxMiB[group] = swap
      if (swap < 0) sim.emit('cgroup.swap-unlimited', group)
      else sim.emit('cgroup.swap-set', group, swap)
    }
    if (score !== undefined && score !== g.oomScoreAdj[group]) {
      g.oomScoreAdj[group] = score
      sim.emit('cgroup.oom-score-set', group, score)
    }
    touchHosts(sim, group)
  },
}
