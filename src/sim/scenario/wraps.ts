/** Wrappings of a group as a plan: profiles of the catalogue, with the numbers a scenario puts in their place. */
import {
  findGuest,
  findKernel,
  knownWrap,
  type HypervisorProfile,
  type RuntimeProfile,
  type WrapProfile,
} from '../catalog'
import type { RuntimeWrapPlan, VmWrapPlan } from '../model'
import { failed, unknown, type Failed } from './errors'
import { defaultWraps } from './kinds'
import type { Scenario, WorkloadGroup, WrapNumbers } from './scenario'
import { planStart } from './starts'

type Wrap = NonNullable<WorkloadGroup['wrap']>[number]

interface Wraps {
  readonly vm: VmWrapPlan | null
  readonly runtime: RuntimeWrapPlan | null
}

/** At most one VM outside and one runtime inside; anything else has no meaning here yet. */
export function planWraps(scenario: Scenario, group: WorkloadGroup, path: string): Wraps | Failed {
  let vm: VmWrapPlan | null = null
  let runtime: RuntimeWrapPlan | null = null
  const wraps = group.wrap ?? defaultWraps(group.kind ?? 'container')
  for (const [at, wrap] of wraps.entries()) {
    const here = `${path}.wrap[${at}]`
    const profile = knownWrap(wrap.profile)
    if (profile === undefined) return unknown(wrap.profile, `${here}.profile`)
    if (profile.boundary === 'vm') {
      if (vm !== null || runtime !== null) return failed('not-accepted', { detail: 'vm' }, here)
      const guestOsMiB = guestMemory(scenario, profile, wrap)
      if (guestOsMiB === undefined) return unknown(wrap.guest ?? profile.guest ?? '', `${here}.guest`)
      vm = planVm(scenario, profile, wrap.per ?? 1, guestOsMiB)
    } else {
      if (runtime !== null) return failed('not-accepted', { detail: 'runtime' }, here)
      // Only a VM boots a guest system.
      if (wrap.guest !== undefined) return failed('not-accepted', { detail: wrap.profile }, `${here}.guest`)
      runtime = planRuntime(scenario, profile)
    }
  }
  // Inside a VM a sandboxed container shares its guest's fate, so its own kernel is not told apart there.
  if (vm !== null && runtime !== null) runtime = { ...runtime, boundary: 'container' }
  return { vm, runtime }
}

/** Release that a container needs of its host's kernel because of its runtime; a VM brings its own. */
export function kernelNeededBy({ vm, runtime }: Wraps): string {
  if (vm !== null || runtime === null) return ''
  const profile = knownWrap(runtime.profile)
  return findKernel(profile?.hosts?.[0] ?? '')?.release ?? ''
}

/** The first profile in `define.wraps` that nobody knows, or a number that it has no use for. */
export function wrapNumbersProblem({ define }: Scenario): Failed | null {
  for (const [id, numbers] of Object.entries(define?.wraps ?? {})) {
    const profile = knownWrap(id)
    if (profile === undefined) return unknown(id, `define.wraps.${id}`)
    if (numbers.imageKiB !== undefined && profile.boundary !== 'vm')
      return failed('not-accepted', { detail: profile.boundary }, `define.wraps.${id}.imageKiB`)
  }
  return null
}

/** Whole MiB: a guest system takes the page it has begun. */
function guestMemory(scenario: Scenario, profile: HypervisorProfile, wrap: Wrap): number | undefined {
  const id = wrap.guest ?? profile.guest ?? 'default'
  const found = scenario.define?.guests?.[id]?.guestOsMiB ?? findGuest(id)?.guestOs.value
  return found === undefined ? undefined : Math.ceil(found)
}

/** What the scenario says of the profile itself. */
function numbersOf({ define }: Scenario, { id }: WrapProfile): Omit<WrapNumbers, 'source'> {
  return define?.wraps?.[id] ?? {}
}

function thousandths(value: number | undefined): number {
  return Math.round((value ?? 0) * 1000)
}

/** Thousandths of a MiB. */
function ofKiB(kib: number): number {
  return Math.round((kib * 1000) / 1024)
}

function planVm(scenario: Scenario, profile: HypervisorProfile, per: number, guestOsMiB: number): VmWrapPlan {
  const { vmm } = profile
  const { memoryKiB, cpuPermille } = numbersOf(scenario, profile)
  const isOwn = memoryKiB !== undefined
  return {
    boundary: 'vm',
    profile: profile.id,
    hosts: profile.hosts,
    vmmBase: isOwn ? ofKiB(memoryKiB) : thousandths(vmm.base.value),
    // Not rounded: 0.007 instead of 0.00738 would be 6 MiB short for a large guest.
    vmmPerGuestMiB: isOwn ? 0 : (vmm.perGuestMiB?.value ?? 0) * 1000,
    vmmPerExtraVcpu: isOwn ? 0 : thousandths(vmm.perExtraVcpu?.value),
    guestOsMiB,
    cpuFactor: cpuPermille ?? thousandths(profile.cpuFactor.value),
    per,
    start: planStart(scenario, profile),
    liveMigration: (profile.traits?.liveMigration ?? 'yes') === 'yes',
  }
}

function planRuntime(scenario: Scenario, profile: RuntimeProfile): RuntimeWrapPlan {
  const { memoryKiB, cpuPermille } = numbersOf(scenario, profile)
  return {
    boundary: profile.boundary,
    profile: profile.id,
    memory: memoryKiB === undefined ? thousandths(profile.memory.value) : ofKiB(memoryKiB),
    cpuFactor: cpuPermille ?? thousandths(profile.cpuFactor.value),
    start: planStart(scenario, profile),
  }
}
