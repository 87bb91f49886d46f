/** Groups of workloads come, grow, shrink and go, and change where they go and how much they weigh. */
import * as v from 'valibot'
import { none, refuse, type CommandSpec, type Refusal, type Row } from '../../core'
import { setGroupCgroup } from '../cgroup'
import { setGroupRuntime } from '../container'
import { setGroupCpu, threadsOf } from '../cpu'
import { planGroupFailures } from '../failure'
import { setGroupHypervisor } from '../hypervisor'
import { setGroupImage } from '../image'
import { setGroupIsolation } from '../isolation'
import { setGroupCache } from '../neighbours'
import {
  deployGroup,
  forgetRequests,
  placeAllWaiting,
  policyNames,
  removeUnit,
  removeWorkload,
  setGroupRelease,
  type PlacementSim,
} from '../placement'
import { setGroupMigration } from '../migration'
import { setGroupPool } from '../pool'
import { setGroupMemoryUse } from '../reclaim'
import { setGroupStart } from '../start'
import { setGroupSaves } from '../saves'
import { setGroupTechnique } from '../technique'
import { setupOf, type GroupRequest, type WorkloadPlan } from '../plan'
import {
  addGroup,
  dropGroup,
  setGroupPolicy,
  setGroupShares,
  startGroupDemand,
  stopFilling,
} from '../workload'
import { idArgument, limits, nameArgument, releaseArgument, unknownId, whole } from './arguments'
import { lastOf } from './hosts'

type GroupCommand<A> = CommandSpec<A, PlacementSim['tables']>
interface OfGroup {
  readonly group: Row
}

export const addGroupCommand: GroupCommand<GroupRequest> = {
  name: 'group.add',
  args: v.strictObject({
    name: nameArgument,
    kind: idArgument,
    profile: v.optional(idArgument),
    per: v.optional(whole(1, limits.per)),
    count: whole(1, limits.workloads),
    flavour: idArgument,
    app: idArgument,
    millicores: whole(0, 1000000),
    policy: v.optional(idArgument),
    on: v.optional(nameArgument),
    tenant: v.optional(nameArgument),
    mix: v.optional(idArgument),
    technique: v.optional(idArgument),
    kernel: v.optional(releaseArgument),
  }),
  entities: {},
  check(sim, request) {
    const planned = planGroup(sim, request)
    if ('reason' in planned) return planned
    return tooWide(sim, planned) ?? tooMany(sim, request.count, 0)
  },
  apply(sim, request) {
    const plan = planGroup(sim, request)
    if ('reason' in plan) return
    const group = addGroup(sim, plan)
    setGroupHypervisor(sim, group, plan.vm)
    setGroupRuntime(sim, group, plan)
    setGroupImage(sim, group, plan)
    setGroupStart(sim, group, plan)
    setGroupTechnique(sim, group, plan)
    setGroupCgroup(sim, group, plan)
    setGroupMemoryUse(sim, group, plan)
    setGroupCache(sim, group, plan)
    setGroupPool(sim, group, plan)
    setGroupCpu(sim, group, plan)
    setGroupMigration(sim, group, plan.vm)
    setGroupRelease(sim, group, plan)
    setGroupIsolation(sim, group, plan)
    setGroupSaves(sim, group, plan)
    const cause = sim.emit('group.added', group, request.count)
    startGroupDemand(sim, group)
    grow(sim, group, request.count, cause)
  },
}

/** The group with its ids replaced by numbers, or what is wrong with it here and now. */
function planGroup(sim: PlacementSim, request: GroupRequest): WorkloadPlan | Refusal {
  const { workloadGroups: groups } = sim.tables
  if (groups.rows.live >= limits.groups) return refuse('too-many-groups', { limit: limits.groups })
  const { name, kind, on, profile } = request
  for (let group = 0; group < groups.rows.size; group++) {
    if (groups.rows.alive[group] === 1 && sim.groupName(groups.group[group]) === name)
      return refuse('name-taken', { name })
  }
  if (on !== undefined && lastOf(sim, on) === none) return unknownId({ argument: 'on', id: on })
  const plan = setupOf(sim).planGroup(request)
  if ('argument' in plan) {
    return unknownId(plan.argument === 'profile' ? { argument: 'profile', id: profile ?? '' } : plan)
  }
  if (!profileFits(kind, plan)) return unknownId({ argument: 'profile', id: profile ?? '' })
  const suffix = plan.vm !== null ? '-vm' : plan.runtime?.boundary === 'sandbox' ? '-sandbox' : ''
  if (suffix !== '' && lastOf(sim, `${name}${suffix}`) !== none)
    return refuse('name-taken', { name: `${name}${suffix}` })
  return plan
}

/** A VM with more vCPUs than any host of its group has threads would wait for ever; `nearest` is the widest host's. */
function tooWide(sim: PlacementSim, { name, on, vm, flavours }: WorkloadPlan): Refusal | null {
  if (vm === null) return null
  const { hosts } = sim.tables
  let nearest = 0
  for (let host = 0; host < hosts.rows.size; host++) {
    if (hosts.rows.alive[host] === 0) continue
    if (on === null || sim.groupName(hosts.group[host]) === on)
      nearest = Math.max(nearest, threadsOf(sim.tables, host))
  }
  const vcpus = Math.max(...flavours.map((flavour) => flavour.vcpus))
  return vcpus > nearest ? refuse('vm-too-wide', { group: name, vcpus, nearest }) : null
}

/** A hypervisor makes no containers, and a runtime no VMs. */
function profileFits(kind: string, { vm, runtime }: WorkloadPlan): boolean {
  if (kind === 'process') return vm === null && runtime === null
  return (vm !== null) === (kind === 'vm' || kind === 'container-in-vm')
}

/** The world holds no more workloads than a scenario may ask for; `nearest` is the highest count that is left. */
function tooMany(sim: PlacementSim, count: number, before: number): Refusal | null {
  const nearest = before + Math.max(0, limits.workloads - sim.tables.workloads.rows.live)
  return count > nearest ? refuse('too-many-workloads', { limit: limits.workloads, nearest }) : null
}

function grow(sim: PlacementSim, group: Row, count: number, cause: number): void {
  deployGroup(sim, group, count, cause)
  sim.because(cause)
  planGroupFailures(sim, group)
}

export const scaleGroupCommand: GroupCommand<OfGroup & { readonly count: number }> = {
  name: 'group.scale',
  args: v.strictObject({ group: v.string(), count: whole(0, limits.workloads) }),
  entities: { group: 'workloadGroups' },
  check(sim, { group, count }) {
    const { workloadGroups: groups } = sim.tables
    if (groups.count[group] === count) return alreadySo(sim, group)
    return tooMany(sim, count, groups.count[group])
  },
  apply(sim, { group, count }) {
    const before = sim.tables.workloadGroups.count[group]
    const cause = sim.emit('group.scaled', group, before, count)
    stopFilling(sim, group)
    if (count > before) {
      grow(sim, group, count - before, cause)
      return
    }
    shrink(sim, group, before - count)
    placeAllWaiting(sim, cause)
  },
}

/** The workloads with the highest numbers leave: whole units as far as possible, then some of one. */
function shrink(sim: PlacementSim, group: Row, count: number): void {
  const { workloadGroups: groups, units } = sim.tables
  for (let left = count; left > 0;) {
    const unit = groups.lastUnit[group]
    if (units.members[unit] <= left) {
      left -= units.members[unit]
      removeUnit(sim, unit)
      continue
    }
    removeWorkload(sim, units.lastMember[unit])
    left--
  }
}

export const removeGroupCommand: GroupCommand<OfGroup> = {
  name: 'group.remove',
  args: v.strictObject({ group: v.string() }),
  entities: { group: 'workloadGroups' },
  check: () => null,
  apply(sim, { group }) {
    const count = sim.tables.workloadGroups.count[group]
    const cause = sim.emit('group.removed', group, count)
    shrink(sim, group, count)
    forgetRequests(sim, group)
    dropGroup(sim, group)
    if (count > 0) placeAllWaiting(sim, cause)
  },
}

export const policyCommand: GroupCommand<OfGroup & { readonly policy: string }> = {
  name: 'group.policy',
  args: v.strictObject({ group: v.string(), policy: idArgument }),
  entities: { group: 'workloadGroups' },
  check(sim, { group, policy }) {
    const code = codeOf(policy)
    if (code === none) return unknownId({ argument: 'policy', id: policy })
    return sim.tables.workloadGroups.policy[group] === code ? alreadySo(sim, group) : null
  },
  apply(sim, { group, policy }) {
    sim.emit('group.policy-set', group, codeOf(policy))
    setGroupPolicy(sim, group, codeOf(policy))
    forgetRequests(sim, group)
  },
}

function codeOf(policy: string): number {
  return policyNames.findIndex((name) => name === policy)
}

export const sharesCommand: GroupCommand<OfGroup & { readonly shares: number }> = {
  name: 'group.shares',
  args: v.strictObject({ group: v.string(), shares: whole(1, limits.shares) }),
  entities: { group: 'workloadGroups' },
  check: (sim, { group, shares }) =>
    sim.tables.workloadGroups.shares[group] === shares ? alreadySo(sim, group) : null,
  apply(sim, { group, shares }) {
    sim.emit('group.shares-set', group, shares)
    setGroupShares(sim, group, shares)
  },
}

function alreadySo(sim: PlacementSim, group: Row): Refusal {
  return refuse('already-so', { group: sim.groupName(sim.tables.workloadGroups.group[group]) })
}
