/** Scenario → setup: what commands and demand laws need of a scenario after the world is built. */
import {
  techniqueNames,
  type FleetPlan,
  type FleetRequest,
  type GroupRequest,
  type Setup,
  type TracePlan,
  type UnknownId,
  type WorkloadPlan,
} from '../model'
import { fromBase64Url } from './base64url'
import type { Failed } from './errors'
import { planImages } from './images'
import { defaultWraps } from './kinds'
import { planMix, planTechnique } from './nature'
import { planFleet, planWorkload, traceIds } from './plan'
import { kinds, policies, type FleetGroup, type Scenario, type WorkloadGroup } from './scenario'

export function setupFor(scenario: Scenario): Setup {
  return {
    traces: tracesOf(scenario),
    ...planImages(scenario),
    rules: scenario.rules ?? {},
    planFleet: (request) => fleetOf(scenario, request),
    planGroup: (request) => groupOf(scenario, request),
    planMix: (id) => planMix(scenario, id) ?? { argument: 'mix', id },
    techniqueCosts: planTechnique,
  }
}

function tracesOf({ define }: Scenario): readonly TracePlan[] {
  return traceIds(define).map((id) => ({ id, series: (define?.traces?.[id]?.series ?? []).map(bytesOf) }))
}

/** A text that was cut off within a byte counts as no load at all. */
function bytesOf(text: string): Uint8Array {
  const bytes = fromBase64Url(text)
  return typeof bytes === 'number' ? new Uint8Array(1) : bytes
}

function fleetOf(scenario: Scenario, request: FleetRequest): FleetPlan | UnknownId {
  // More hosts of a group fill racks as large as its first ones do.
  const perRack = scenario.fleet.find(({ name }) => name === request.name)?.perRack
  const group: FleetGroup = { ...request, ...(perRack === undefined ? {} : { perRack }) }
  const planned = planFleet(scenario, group, 'fleet')
  return 'problem' in planned ? unknownIn(planned) : planned
}

function groupOf(scenario: Scenario, request: GroupRequest): WorkloadPlan | UnknownId {
  const kind = kinds.find((one) => one === request.kind)
  if (kind === undefined) return { argument: 'kind', id: request.kind }
  const policy = policies.find((one) => one === (request.policy ?? 'first-fit'))
  if (policy === undefined) return { argument: 'policy', id: request.policy ?? '' }
  const { name, count, on, app, tenant } = request
  const technique = techniqueNames.find((one) => one === request.technique)
  if (request.technique !== undefined && technique === undefined)
    return { argument: 'technique', id: request.technique }
  const group: WorkloadGroup = {
    name,
    count,
    ...(on === undefined ? {} : { on }),
    ...(tenant === undefined ? {} : { tenant }),
    ...(request.mix === undefined ? {} : { mix: request.mix }),
    ...(technique === undefined ? {} : { technique }),
    ...(request.kernel === undefined ? {} : { kernel: request.kernel }),
    wrap: wrapsOf(kind, request),
    flavours: [request.flavour],
    app,
    demand: { law: 'constant', millicores: request.millicores },
    place: { policy },
  }
  // Hosts that a command added may be named, too: whether they exist is for the command to say.
  const fleet = on === undefined ? scenario.fleet : [...scenario.fleet, { ...scenario.fleet[0], name: on }]
  const planned = planWorkload({ ...scenario, fleet }, group, 'group')
  return 'problem' in planned ? unknownIn(planned) : planned
}

/** The kind's usual wrapping, with the profile that was asked for in its outermost place. */
function wrapsOf(kind: (typeof kinds)[number], { profile, per }: GroupRequest): WorkloadGroup['wrap'] {
  const wraps = defaultWraps(kind).map((wrap) => ({ ...wrap }))
  const [outer] = wraps
  if (outer !== undefined && profile !== undefined && profile !== outer.profile) {
    outer.profile = profile
    // A guest system was chosen for the usual profile; another one boots its own.
    delete outer.guest
  }
  if (outer !== undefined && kind === 'container-in-vm' && per !== undefined) outer.per = per
  return wraps
}

function unknownIn({ problem }: Failed): UnknownId {
  const path = problem.path ?? ''
  const argument = /machine|kernel|flavour|app|mix|technique|on|name$/.exec(path)?.[0] ?? 'profile'
  return {
    argument,
    id: String(
      problem.args['id'] ?? problem.args['value'] ?? problem.args['detail'] ?? problem.args['name'] ?? '',
    ),
  }
}
