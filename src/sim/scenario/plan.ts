/** Scenario + catalogue → plan: the one place where ids become numbers. Unknown ids are reported with their path. */
import { findApp, findFlavour, findKernel, findMachine } from '../catalog'
import { restartPolicies } from '../model/plan'
import {
  policyNames,
  type BuildPlan,
  type DemandPlan,
  type FleetPlan,
  type MachinePlan,
  type WorkloadPlan,
} from '../model'
import { contradictions } from './later'
import { failed, unknown, type Failed } from './errors'
import { imageOf, imagesProblem } from './images'
import { planNature, planPools } from './nature'
import type { FleetGroup, Scenario, WorkloadGroup } from './scenario'
import { planSecurity, withoutFilter } from './security'
import { appStartOf } from './starts'
import { kernelNeededBy, planWraps, wrapNumbersProblem } from './wraps'

/** The plan a world is built from, or the first id that nobody knows. */
export function planOf(scenario: Scenario): { readonly plan: BuildPlan } | Failed {
  const pools = planPools(scenario)
  if ('problem' in pools) return pools
  const badImage = imagesProblem(scenario)
  if (badImage !== null) return badImage
  const edited = wrapNumbersProblem(scenario)
  if (edited !== null) return edited
  const promised = contradictions().pool(scenario)
  if (promised !== null) return promised
  const fleet: FleetPlan[] = []
  for (const [at, group] of scenario.fleet.entries()) {
    const planned = planFleet(scenario, group, `fleet[${at}]`)
    if ('problem' in planned) return planned
    fleet.push(planned)
  }
  const workloads: WorkloadPlan[] = []
  for (const [at, group] of scenario.workloads.entries()) {
    const planned = planWorkload(scenario, group, `workloads[${at}]`)
    if ('problem' in planned) return planned
    const contradiction = contradictions().workload(group, planned, fleet, `workloads[${at}]`)
    if (contradiction !== null) return contradiction
    workloads.push(planned)
  }
  return { plan: { fleet, workloads, pools } }
}

export function planFleet(scenario: Scenario, group: FleetGroup, path: string): FleetPlan | Failed {
  const machine = planMachine(scenario, group.machine)
  if (machine === undefined) return unknown(group.machine, `${path}.machine`)
  const kernel = findKernel(group.kernel)
  if (kernel === undefined) return unknown(group.kernel, `${path}.kernel`)
  return {
    name: group.name,
    count: group.count,
    zone: group.zone ?? 'zone',
    rack: group.rack ?? 'rack',
    perRack: group.perRack ?? 40,
    machine,
    kernel: kernel.id,
    runsContainers: kernel.runsContainers,
    release: kernel.release,
  }
}

function planMachine(scenario: Scenario, id: string): MachinePlan | undefined {
  const own = scenario.define?.machines?.[id]
  if (own !== undefined) {
    return {
      ...own,
      id,
      cores: own.sockets * own.coresPerSocket,
      threadsPerCore: own.threadsPerCore ?? 1,
      reserveMiB: Math.min(own.hostReserveMiB, own.memoryMiB),
      cpuLevel: own.cpuLevel ?? usualCpuLevel,
    }
  }
  const known = findMachine(id)
  if (known === undefined) return undefined
  return {
    id,
    sockets: known.sockets,
    cores: known.sockets * known.coresPerSocket,
    threadsPerCore: 1,
    memoryMiB: known.memoryMiB,
    reserveMiB: known.hostReserve.value,
    diskGiB: known.diskGiB,
    nicMbps: known.nicMbps,
    idleWatts: known.idleWatts.value,
    peakWatts: known.peakWatts.value,
    cpuLevel: usualCpuLevel,
  }
}

/** x86-64-v3, AVX2: what servers of the last ten years have; assumed. */
const usualCpuLevel = 3

export function planWorkload(scenario: Scenario, group: WorkloadGroup, path: string): WorkloadPlan | Failed {
  if (group.on !== undefined && !scenario.fleet.some((fleet) => fleet.name === group.on))
    return unknown(group.on, `${path}.on`)
  if (group.demand.law === 'trace' && !traceIds(scenario.define).includes(group.demand.trace))
    return unknown(group.demand.trace, `${path}.demand.trace`)
  const flavours: { vcpus: number; memoryMiB: number }[] = []
  for (const [at, id] of group.flavours.entries()) {
    const flavour = scenario.define?.flavours?.[id] ?? findFlavour(id)
    if (flavour === undefined) return unknown(id, `${path}.flavours[${at}]`)
    flavours.push({ vcpus: flavour.vcpus, memoryMiB: flavour.memoryMiB })
  }
  const libraries = scenario.define?.apps?.[group.app]?.librariesMiB ?? findApp(group.app)?.libraries.value
  if (libraries === undefined) return unknown(group.app, `${path}.app`)
  const wraps = planWraps(scenario, group, path)
  if ('problem' in wraps) return wraps
  const nature = planNature(scenario, group, path)
  if ('problem' in nature) return nature
  const image = imageOf(scenario, group)
  if (image === undefined) return unknown(group.image ?? '', `${path}.image`)
  // Kernels are named after their group or their host ('web-vm-1'): no host may have the name of another's kernel.
  const inside = wraps.vm !== null ? '-vm' : wraps.runtime?.boundary === 'sandbox' ? '-sandbox' : null
  const name = `${group.name}${inside ?? ''}`
  if (inside !== null && scenario.fleet.some((fleet) => fleet.name === name))
    return failed('duplicate-name', { name }, `${path}.name`)
  return {
    name: group.name,
    count: group.count,
    on: group.on ?? null,
    ...wraps,
    flavours,
    app: group.app,
    librariesMiB: libraries,
    tenant: group.tenant ?? 'default',
    policy: policyNames.indexOf(group.place?.policy ?? 'first-fit'),
    policyPer: group.place?.per ?? 0,
    shares: group.shares ?? 0,
    reservationMillicores: Math.min(group.reservationMillicores ?? 0, group.limitMillicores ?? Infinity),
    limitMillicores: group.limitMillicores ?? 0,
    demand: planDemand(scenario, group),
    ...nature,
    techniqueCosts: withoutFilter(nature.techniqueCosts, group),
    appStartMicros: appStartOf(scenario, group.app),
    image,
    restart: restartPolicies.indexOf(group.restart ?? 'none'),
    kernelNeeded: group.kernel ?? kernelNeededBy(wraps),
    ...planSecurity(group),
  }
}

/** Traces in the order in which the world numbers them: by name, however the scenario happens to list them. */
export function traceIds(define: Scenario['define']): readonly string[] {
  return Object.keys(define?.traces ?? {}).sort()
}

const nothing = {
  lowMillicores: 0,
  highMillicores: 0,
  period: 0,
  peakAt: 0,
  cadence: 0,
  jitterPercent: 0,
  steps: [],
  trace: 0,
}

function planDemand(scenario: Scenario, { demand }: WorkloadGroup): DemandPlan {
  switch (demand.law) {
    case 'constant':
      return { ...nothing, law: 0, highMillicores: demand.millicores }
    case 'stepped':
      return { ...nothing, law: 1, steps: demand.steps }
    case 'diurnal':
      return { ...nothing, ...demand, law: 2, jitterPercent: demand.jitterPercent ?? 0 }
    case 'trace': {
      const trace = traceIds(scenario.define).indexOf(demand.trace)
      return { ...nothing, law: 3, cadence: demand.cadence, trace }
    }
    case 'hashed':
      return { ...nothing, law: 4, cadence: demand.cadence }
  }
}
