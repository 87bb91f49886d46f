/** Controls as commands change them. */
import { defineLate, type World } from '../../core'
import { controlsCommand } from './controls'
import type { CgroupSim } from './cpus'
import { cpusetCommand } from './cpuset'

/** The lists of CPUs are ascending, and every row of them belongs to exactly one group. */
function listsAreWhole({ tables }: World): string | null {
  const { columns: g, rows: groups } = tables['groupCgroup']
  const { columns, rows } = tables['cpusetCpus']
  let listed = 0
  for (let group = 0; group < groups.size; group++) {
    const first = g['firstCpu'][group]
    for (let at = first; at < first + g['cpuCount'][group]; at++, listed++) {
      if (rows.alive[at] !== 1) return `group ${group} lists a CPU that is not kept`
      if (at > first && columns['cpu'][at] <= columns['cpu'][at - 1])
        return `group ${group}: its CPUs are not ascending`
    }
  }
  return listed === rows.live ? null : `${rows.live} CPUs are kept, ${listed} are listed`
}

export const cgroupLate = defineLate<CgroupSim['tables']>({
  commands: [controlsCommand, cpusetCommand],
  invariants: [listsAreWhole],
})
