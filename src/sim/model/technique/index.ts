/** Technique: how the CPU of what runs here is virtualized, and what its events cost by the overhead law. */
import { defineMechanism } from '../../core'
import { container } from '../container'
import { hypervisor } from '../hypervisor'
import { pageSizeNames, techniqueNames, type BuildPlan } from '../plan'
import { workload } from '../workload'
import { setGroupTechnique, type TechniqueSim } from './groups'
import { techniqueTables } from './tables'

export { leavesOn } from './exits'
export { mixOf, planOfMix, setGroupTechnique } from './groups'
export { mixOverhead, translationOf } from './overhead'
export { techniqueTables } from './tables'
export { cachedPage, levelsOf, walkReferences } from './walk'
export { walkSteps, type WalkOptions, type WalkStep, type WalkView } from './walk-steps'

function readTechniques(sim: TechniqueSim, scenario: unknown): void {
  const { workloads } = scenario as BuildPlan
  workloads.forEach((plan, group) => setGroupTechnique(sim, group, plan))
}

const group = { name: 'group', table: 'workloadGroups' } as const
const overhead = { name: 'overhead', unit: '%' } as const

export const technique = defineMechanism<TechniqueSim['tables']>({
  name: 'technique',
  needs: [workload, hypervisor, container],
  tables: techniqueTables,
  start: readTechniques,
  facts: {
    'technique.changed': [group, { name: 'technique', names: techniqueNames }, overhead],
    'mix.changed': [group, overhead],
    'pages.changed': [group, { name: 'guest', names: pageSizeNames }, { name: 'host', names: pageSizeNames }],
  },
  refusals: {
    'mix-missing': ['group'],
    'technique-does-not-fit': ['group', 'technique', 'possible'],
    'one-page-table': ['group', 'technique'],
    'page-sizes-do-not-nest': ['group', 'page', 'memory', 'nearest'],
  },
})
