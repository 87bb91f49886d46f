/**
 * Every law of the mechanisms, in their order. Apart from the mechanisms themselves: a running world needs the
 * functions, not the formulas, schemas and examples beside them, so the worker does not carry those.
 */
import { cpuEquations } from './cpu/equations'
import { energyEquations } from './energy/equations'
import { failureEquations } from './failure/equations'
import { hypervisorEquations } from './hypervisor/equations'
import { memoryEquations } from './memory/equations'
import { placementEquations } from './placement/equations'
import { workloadEquations } from './workload/equations'

export const modelEquations = [
  ...workloadEquations,
  ...memoryEquations,
  ...hypervisorEquations,
  ...cpuEquations,
  ...energyEquations,
  ...placementEquations,
  ...failureEquations,
]
