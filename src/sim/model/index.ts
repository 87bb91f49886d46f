/** The ordered list of mechanisms, and the version of the model they make together. */
import { assemble, type Mechanism } from '../core'
import { cgroup } from './cgroup'
import { container } from './container'
import { cpu } from './cpu'
import { energy } from './energy'
import { failure } from './failure'
import { hypervisor } from './hypervisor'
import { image } from './image'
import { inventory } from './inventory'
import { isolation } from './isolation'
import { kernel } from './kernel'
import { memory } from './memory'
import { migration } from './migration'
import { neighbours } from './neighbours'
import { operations } from './operations'
import { placement } from './placement'
import { pool } from './pool'
import { reclaim } from './reclaim'
import { response } from './response'
import { restart } from './restart'
import { saves } from './saves'
import { start } from './start'
import { technique } from './technique'
import { transfer } from './transfer'
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
  technique,
  cgroup,
  reclaim,
  neighbours,
  pool,
  transfer,
  cpu,
  response,
  energy,
  image,
  start,
  placement,
  failure,
  restart,
  saves,
  migration,
  isolation,
  operations,
]

export const standardModel = assemble(modelVersion, mechanisms)

export type {
  BuildPlan,
  CgroupPlan,
  MemoryPlan,
  MixPlan,
  PoolPlan,
  DemandPlan,
  FleetPlan,
  FleetRequest,
  GroupRequest,
  MachinePlan,
  RuntimeWrapPlan,
  Setup,
  TechniqueCosts,
  TracePlan,
  UnknownId,
  VmWrapPlan,
  WorkloadPlan,
} from './plan'
export { accessNames, pageSizeNames, setupOf, techniqueNames } from './plan'
export { modelVersion } from './version'
export { policyNames } from './placement'
export { UnitKind, WorkloadState } from './workload'
export { VmState } from './vm'
export { KernelState } from './kernel'
export { Power } from './inventory'
