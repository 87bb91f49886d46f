/** Which CPUs a group may use: read from a list as in cpuset.cpus, and kept side by side in a table. */
import * as v from 'valibot'
import { refuse, type CommandSpec, type Row } from '../../core'
import { setCpus, touchHosts, type CgroupSim } from './cpus'

/** '0-3,8' → 0, 1, 2, 3, 8, ascending; an empty list means all CPUs. */
function cpusIn(text: string): readonly number[] {
  const cpus = new Set<number>()
  for (const part of text === '' ? [] : text.split(',')) {
    const [from, to = from] = part.split('-').map(Number)
    for (let cpu = from; cpu <= to; cpu++) cpus.add(cpu)
  }
  return [...cpus].sort((a, b) => a - b)
}

/** CPUs (threads) of the smallest host that the group may use: one beyond them would not exist everywhere. */
function fewestCpus(sim: CgroupSim, group: Row): number {
  const { hosts, workloadGroups } = sim.tables
  const on = workloadGroups.on[group]
  let fewest = Infinity
  for (let host = 0; host < hosts.rows.size; host++) {
    if (hosts.rows.alive[host] === 0 || (on !== 0 && hosts.group[host] !== on - 1)) continue
    fewest = Math.min(fewest, hosts.cores[host] * hosts.threadsPerCore[host])
  }
  return fewest
}

function isSame({ tables }: CgroupSim, group: Row, cpus: readonly number[]): boolean {
  const { groupCgroup: g, cpusetCpus } = tables
  return (
    g.cpuCount[group] === cpus.length &&
    cpus.every((cpu, at) => cpusetCpus.cpu[g.firstCpu[group] + at] === cpu)
  )
}

interface CpusetArgs {
  readonly group: Row
  readonly cpus: string
}

export const cpusetCommand: CommandSpec<CpusetArgs, CgroupSim['tables']> = {
  name: 'group.cpuset',
  args: v.strictObject({
    group: v.string(),
    cpus: v.pipe(
      v.string(),
      v.maxLength(120),
      v.regex(/^(\d{1,4}(-\d{1,4})?(,\d{1,4}(-\d{1,4})?)*)?$/, 'must be a list of CPUs, like 0-3,8'),
    ),
  }),
  entities: { group: 'workloadGroups' },
  check(sim, { group, cpus: written }) {
    const name = sim.groupName(sim.tables.workloadGroups.group[group])
    const cpus = cpusIn(written)
    if (written !== '' && cpus.length === 0) return refuse('cpuset-empty', { cpus: written })
    const last = fewestCpus(sim, group) - 1
    const wrong = cpus.find((cpu) => cpu > last)
    if (wrong !== undefined)
      return refuse('cpuset-missing', { group: name, cpu: wrong, nearest: `0-${last}` })
    return isSame(sim, group, cpus) ? refuse('nothing-to-change', { group: name }) : null
  },
  apply(sim, { group, cpus: written }) {
    const cpus = cpusIn(written)
    setCpus(sim, group, cpus)
    if (cpus.length === 0) sim.emit('group.cpuset-cleared', group)
    else sim.emit('group.cpuset-set', group, cpus.length, cpus[0])
    touchHosts(sim, group)
  },
}
