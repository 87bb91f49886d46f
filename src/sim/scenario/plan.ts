/** Scenario + catalogue → plan: the one place where ids become numbers. Unknown ids are reported with their path. */
import {
  findApp,
  findFlavour,
  findGuest,
  findKernel,
  findMachine,
  findWrap,
  type HypervisorProfile,
  type RuntimeProfile,
} from '../catalog'
import { restartPolicies } from '../model/plan'
import {
  policyNames,
  type BuildPlan,
  type DemandPlan,
  type FleetPlan,
  type MachinePlan,
  type RuntimeWrapPlan,
  type VmWrapPlan,
  type WorkloadPlan,
} from '../model'
import { poolContradiction, workloadContradiction } from './contradictions'
import { failed, type Failed } from './errors'
import { imageOf } from './images'
import { defaultWraps } from './kinds'
import { planNature, planPools } from './nature'
import type { FleetGroup, Scenario, WorkloadGroup } from './scenario'
import { appStartOf, planStart } from './starts'

/** The plan a world is built from, or the first id that nobody knows. */
export function planOf(scenario: Scenario): { readonly plan: BuildPlan } | Failed {
  const pools = planPools(scenario)
  if ('problem' in pools) return pools
  const promised = poolContradiction(scenario)
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
    const contradiction = workloadContradiction(group, planned, fleet, `workloads[${at}]`)
    if (contradiction !== null) return contradiction
    workloads.push(planned)
  }
  return { plan: { fleet, workloads, pools } }
}

export function unknown(id: string, path: string): Failed {
  return failed('unknown-id', { id }, path)
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
  }
}

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
    appStartMicros: appStartOf(group.app),
    image,
    restart: restartPolicies.indexOf(group.restart ?? 'none'),
    kernelNeeded: group.kernel ?? '',
  }
}

/** Traces in the order in which the world numbers them: by name, however the scenario happens to list them. */
export function traceIds(define: Scenario['define']): readonly string[] {
  return Object.keys(define?.traces ?? {}).sort()
}

/** At most one VM outside and one runtime inside; anything else has no meaning here yet. */
function planWraps(
  scenario: Scenario,
  group: WorkloadGroup,
  path: string,
): { readonly vm: VmWrapPlan | null; readonly runtime: RuntimeWrapPlan | null } | Failed {
  let vm: VmWrapPlan | null = null
  let runtime: RuntimeWrapPlan | null = null
  const wraps = group.wrap ?? defaultWraps(group.kind ?? 'container')
  for (const [at, wrap] of wraps.entries()) {
    const profile = findWrap(wrap.profile)
    if (profile === undefined) return unknown(wrap.profile, `${path}.wrap[${at}].profile`)
    if (profile.boundary === 'vm') {
      if (vm !== null || runtime !== null)
        return failed('not-accepted', { detail: 'vm' }, `${path}.wrap[${at}]`)
      vm = planVm(scenario, profile, wrap.per ?? 1)
    } else {
      if (runtime !== null) return failed('not-accepted', { detail: 'runtime' }, `${path}.wrap[${at}]`)
      runtime = planRuntime(scenario, profile)
    }
  }
  // Inside a VM a sandboxed container shares its guest's fate, so its own kernel is not told apart there.
  if (vm !== null && runtime !== null) runtime = { ...runtime, boundary: 'container' }
  return { vm, runtime }
}

function thousandths(value: number | undefined): number {
  return Math.round((value ?? 0) * 1000)
}

function planVm(scenario: Scenario, profile: HypervisorProfile, per: number): VmWrapPlan {
  const guest = scenario.define?.guests?.['default']?.guestOsMiB ?? findGuest('default')?.guestOs.value ?? 0
  return {
    boundary: 'vm',
    profile: profile.id,
    hosts: profile.hosts,
    vmmBase: thousandths(profile.vmm.base.value),
    // Not rounded: 0.007 instead of 0.00738 would be 6 MiB short for a large guest.
    vmmPerGuestMiB: (profile.vmm.perGuestMiB?.value ?? 0) * 1000,
    vmmPerExtraVcpu: thousandths(profile.vmm.perExtraVcpu?.value),
    guestOsMiB: guest,
    cpuFactor: thousandths(profile.cpuFactor.value),
    per,
    start: planStart(scenario, profile),
  }
}

function planRuntime(scenario: Scenario, profile: RuntimeProfile): RuntimeWrapPlan {
  return {
    boundary: profile.boundary,
    profile: profile.id,
    memory: thousandths(profile.memory.value),
    cpuFactor: thousandths(profile.cpuFactor.value),
    start: planStart(scenario, profile),
  }
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
