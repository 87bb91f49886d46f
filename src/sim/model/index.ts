/** The ordered list of mechanisms, and the version of the model they make together. */
import { assemble, type Mechanism } from '../core'
import { container } from './container'
import { cpu } from './cpu'
import { energy } from './energy'
import { failure } from './failure'
import { hypervisor } from './hypervisor'
import { inventory } from './inventory'
import { kernel } from './kernel'
import { memory } from './memory'
import { operations } from './operations'
import { placement } from './placement'
import { vm } from './vm'
import { modelVersion } from './version'
import { workload } from './workload'

export const mechanisms: readonly Mechanism[] = [
  inventory,
  kernel,
  workload,
  memory,
  hypervisor,
  vm,
  container,
  cpu,
  energy,
  placement,
  failure,
  operations,
]

export const standardModel = assemble(modelVersion, mechanisms)

export type {
  BuildPlan,
  DemandPlan,
  FleetPlan,
  FleetRequest,
  GroupRequest,
  MachinePlan,
  RuntimeWrapPlan,
  Setup,
  TracePlan,
  UnknownId,
  VmWrapPlan,
  WorkloadPlan,
} from './plan'
export { setupOf } from './plan'
export { modelVersion } from './version'
export { policyNames } from './placement'
export { UnitKind, WorkloadState } from './workload'
export { VmState } from './vm'
export { KernelState } from './kernel'
export { Power } from './inventory'
