/**
 * Every law of the mechanisms, in their order. Apart from the mechanisms themselves: a running world needs the
 * functions, not the formulas, schemas and examples beside them, so the worker does not carry those.
 */
import { cgroupEquations } from './cgroup/equations'
import { costEquations } from './cpu/cost'
import { cpuEquations } from './cpu/equations'
import { pressureEquations } from './cpu/pressure'
import { textbookCpuEquations } from './cpu/textbook'
import { energyEquations } from './energy/equations'
import { failureEquations } from './failure/equations'
import { hypervisorEquations } from './hypervisor/equations'
import { isolationEquations } from './isolation/equations'
import { imageEquations } from './image/equations'
import { memoryEquations } from './memory/equations'
import { pagingEquations } from './memory/paging'
import { partitionEquations } from './memory/textbook'
import { migrationEquations } from './migration/equations'
import { neighboursEquations } from './neighbours/equations'
import { placementEquations } from './placement/equations'
import { poolEquations } from './pool/equations'
import { responseEquations } from './response/equations'
import { reclaimEquations } from './reclaim/equations'
import { oomEquations } from './reclaim/oom-equations'
import { sharingEquations } from './reclaim/sharing-equations'
import { restartEquations } from './restart/equations'
import { schedulerEquations } from './scheduler/equations'
import { startEquations } from './start/equations'
import { techniqueEquations } from './technique/equations'
import { walkEquations } from './technique/walk-equations'
import { workloadEquations } from './workload/equations'
import { queueEquations } from './workload/queueing'

export const modelEquations = [
  ...workloadEquations,
  ...queueEquations,
  ...memoryEquations,
  ...partitionEquations,
  ...pagingEquations,
  ...hypervisorEquations,
  ...techniqueEquations,
  ...walkEquations,
  ...cgroupEquations,
  ...reclaimEquations,
  ...sharingEquations,
  ...oomEquations,
  ...neighboursEquations,
  ...cpuEquations,
  ...costEquations,
  ...pressureEquations,
  ...textbookCpuEquations,
  ...poolEquations,
  ...responseEquations,
  ...energyEquations,
  ...imageEquations,
  ...placementEquations,
  ...startEquations,
  ...failureEquations,
  ...restartEquations,
  ...isolationEquations,
  ...migrationEquations,
  ...schedulerEquations,
]
