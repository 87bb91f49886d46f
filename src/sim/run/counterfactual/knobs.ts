/** What might have changed a fact: numbers of the scenario near its cause, and the latest edits; most telling first. */
import type { Override } from '../../scenario/link'
import { limits, type FleetGroup, type Scenario, type WorkloadGroup } from '../../scenario/scenario'
import { sizeOf } from '../../scenario/sizes'
import type { NamedFact } from '../views'
import { editKnobs } from './edits'
import type { Knob, Scene, Turn } from './knob'
import type { KnobName, Turned } from './types'

type Theme = 'room' | 'pressure' | 'failure' | 'other'

/** Knobs of one card: each gets at least one of the runs. */
const mostKnobs = 9

export function knobsFor(scene: Scene): readonly Knob[] {
  const group = groupOf(scene)
  const fleet = fleetOf(scene, group)
  const edits = editKnobs(scene)
  const theme = themeOf(scene)
  return [...edits, ...scenarioKnobs(scene, theme, group, fleet)].slice(0, mostKnobs)
}

function scenarioKnobs(
  scene: Scene,
  theme: Theme,
  group: WorkloadGroup | undefined,
  fleet: FleetGroup,
): readonly Knob[] {
  const { scenario } = scene
  switch (theme) {
    case 'room':
      return present(
        moreHosts(scenario, fleet),
        moreOvercommit(scenario),
        fewer(scene, group),
        smaller(scenario, group),
        policy(scenario, group, 'best-fit'),
        perHost(scenario, group),
        lessReserved(scenario, group),
      )
    case 'pressure':
      return present(
        lessOvercommit(scenario),
        rule(scenario, 'balloon', true, true),
        rule(scenario, 'sharing', 'off', 'ksm'),
        fewer(scene, group),
        // A group that fills its hosts fills more of them, and with more of what is smaller.
        group?.count === 'fill' ? null : moreHosts(scenario, fleet),
        group?.count === 'fill' ? null : smaller(scenario, group),
        rule(scenario, 'compression', true, true),
        rule(scenario, 'swap', 'ssd', 'nvme'),
        largerMachine(scenario, fleet),
      )
    case 'failure':
      return present(
        failures(scenario, 'host-failures', 'hostMeanHours', 1000000),
        failures(scenario, 'process-failures', 'processMeanSeconds', 1000000000),
        policy(scenario, group, 'spread'),
        moreHosts(scenario, fleet),
        fewer(scene, group),
      )
    case 'other':
      return present(
        moreHosts(scenario, fleet),
        lessOvercommit(scenario),
        fewer(scene, group),
        smaller(scenario, group),
        policy(scenario, group, 'spread'),
      )
  }
}

const present = (...knobs: readonly (Knob | null)[]): readonly Knob[] => knobs.filter((knob) => knob !== null)

function themeOf({ fact, causes }: Scene): Theme {
  const names = [fact, ...causes].map(({ name }) => name)
  if (fact.name === 'placement.failed' || isAboutRoom(fact)) return 'room'
  if (names.some((name) => /^(memory|reclaim)\./.test(name))) return 'pressure'
  if (names.some((name) => /\.(failed|panicked|crashed|lost)$/.test(name))) return 'failure'
  return 'other'
}

/** A command that found no place to put something. */
function isAboutRoom({ refused }: NamedFact): boolean {
  return refused !== undefined && /room|memory|cpu|slots|threads|full/.test(refused.refusal.reason)
}

const stem = (name: string): string => name.replace(/-\d+$/, '')

/** Names that the fact mentions, then those of its causes. */
function namesIn({ fact, causes }: Scene): readonly string[] {
  const asked = Object.values(fact.refused?.command.args ?? {})
  const told = [fact, ...causes].flatMap(({ args }) => Object.values(args))
  return [...told, ...asked].filter((value) => typeof value === 'string')
}

function groupOf(scene: Scene): WorkloadGroup | undefined {
  for (const name of namesIn(scene)) {
    const found = scene.scenario.workloads.find((one) =>
      [name, stem(name), stem(name).replace(/-vm$/, '')].includes(one.name),
    )
    if (found !== undefined) return found
  }
  return undefined
}

/** The hosts that the group asks for; else those the fact speaks of, else the first. */
function fleetOf(scene: Scene, group: WorkloadGroup | undefined): FleetGroup {
  const { fleet } = scene.scenario
  const named = namesIn(scene).map(stem)
  return (
    fleet.find(({ name }) => name === group?.on) ?? fleet.find(({ name }) => named.includes(name)) ?? fleet[0]
  )
}

/** A knob over whole numbers, in steps from the present value. */
function stepped(
  knob: KnobName,
  subject: string,
  from: number,
  step: number,
  positions: number,
  paths: (value: number) => readonly Override[],
  nearFirst = false,
): Knob | null {
  if (positions < 1) return null
  return {
    knob,
    direction: step < 0 ? 'less' : 'more',
    subject,
    argument: '',
    at: 0,
    present: from,
    positions,
    nearFirst,
    turn: (position) => ({ value: from + position * step, set: paths(from + position * step) }),
  }
}

/** A knob with one other value. */
function switched(
  knob: KnobName,
  subject: string,
  from: Turned['value'],
  value: Turned['value'],
  path: string,
): Knob {
  const turn: Turn = { value, set: [{ path, value }] }
  return {
    knob,
    direction: 'other',
    subject,
    argument: '',
    at: 0,
    present: from,
    positions: 1,
    nearFirst: true,
    turn: () => turn,
  }
}

/** At least this many more hosts are thought of, and twice as many as there are. */
const fewMoreHosts = 4

function moreHosts({ fleet }: Scenario, group: FleetGroup): Knob | null {
  const hosts = fleet.reduce((sum, { count }) => sum + count, 0)
  const most = Math.min(Math.max(fewMoreHosts, group.count), limits.hosts - hosts)
  const path = `fleet.${fleet.indexOf(group)}.count`
  return stepped('hosts', group.name, group.count, 1, most, (value) => [{ path, value }], true)
}

const overcommitPath = 'rules.memory.overcommitPercent'
const mostOvercommit = 400

function overcommitOf({ rules }: Scenario): number {
  const percent = rules?.['memory']?.['overcommitPercent']
  return typeof percent === 'number' ? percent : 100
}

const toOvercommit = (value: number): readonly Override[] => [{ path: overcommitPath, value }]

function lessOvercommit(scenario: Scenario): Knob | null {
  const percent = overcommitOf(scenario)
  return stepped('overcommit', '', percent, -1, percent - 100, toOvercommit)
}

function moreOvercommit(scenario: Scenario): Knob | null {
  const percent = overcommitOf(scenario)
  return stepped('overcommit', '', percent, 1, Math.min(percent, mostOvercommit - percent), toOvercommit)
}

function fewer(scene: Scene, group: WorkloadGroup | undefined): Knob | null {
  const { scenario, journal, fact, countOf } = scene
  // Where an edit says how many there are, the scenario's number no longer counts.
  const isScaled = journal.some(
    ({ at, command: { name, args } }) =>
      name === 'group.scale' && args['group'] === group?.name && at <= fact.at,
  )
  if (group === undefined || isScaled) return null
  const count = group.count === 'fill' ? countOf(group.name) : group.count
  const path = `workloads.${scenario.workloads.indexOf(group)}.count`
  return stepped('count', group.name, count, -1, count - 1, (value) => [{ path, value }], true)
}

/** Parts of a size that it is made smaller by. */
const partsOfSize = 32

function smaller(scenario: Scenario, group: WorkloadGroup | undefined): Knob | null {
  const sizes = (group?.flavours ?? []).flatMap((id) => sizeOf(scenario, id) ?? [])
  // The largest size is the one that does not fit.
  const largest = sizes.reduce((most, size) => Math.max(most, size.memoryMiB), 0)
  const size = sizes.find(({ memoryMiB }) => memoryMiB === largest)
  if (size === undefined) return null
  const step = Math.max(1, Math.floor(largest / partsOfSize))
  const path = `define.flavours.${size.id}`
  // A size of the catalogue becomes one of the scenario.
  const whole = size.own ? [] : [{ path: `${path}.vcpus`, value: size.vcpus }]
  const set = (value: number): readonly Override[] => [...whole, { path: `${path}.memoryMiB`, value }]
  return stepped('memory', size.id, largest, -step, Math.floor((largest - 1) / step) - 1, set)
}

function largerMachine({ define }: Scenario, fleet: FleetGroup): Knob | null {
  const machine = define?.machines?.[fleet.machine]
  if (machine === undefined) return null
  const { memoryMiB } = machine
  const step = Math.max(1, Math.floor(memoryMiB / partsOfSize))
  const path = `define.machines.${fleet.machine}.memoryMiB`
  return stepped('machine', fleet.machine, memoryMiB, step, partsOfSize, (value) => [{ path, value }])
}

function policy(scenario: Scenario, group: WorkloadGroup | undefined, wanted: string): Knob | null {
  const now = group?.place?.policy ?? 'first-fit'
  if (group === undefined || now === wanted) return null
  const path = `workloads.${scenario.workloads.indexOf(group)}.place.policy`
  return switched('policy', group.name, now, wanted, path)
}

function perHost(scenario: Scenario, group: WorkloadGroup | undefined): Knob | null {
  const per = group?.place?.per
  if (group === undefined || per === undefined) return null
  const path = `workloads.${scenario.workloads.indexOf(group)}.place.per`
  const most = Math.min(per, limits.per - per)
  return stepped('per-host', group.name, per, 1, most, (value) => [{ path, value }], true)
}

function lessReserved(scenario: Scenario, group: WorkloadGroup | undefined): Knob | null {
  const reserved = group?.reservationMillicores ?? 0
  if (group === undefined || reserved === 0) return null
  const step = Math.max(1, Math.floor(reserved / partsOfSize))
  const path = `workloads.${scenario.workloads.indexOf(group)}.reservationMillicores`
  return stepped('reserved', group.name, reserved, -step, Math.floor(reserved / step), (value) => [
    { path, value },
  ])
}

/** A rule of reclaim, unless it stands there already; `usual` holds when the scenario says nothing. */
function rule(
  { rules }: Scenario,
  name: 'balloon' | 'compression' | 'sharing' | 'swap',
  usual: string | boolean,
  wanted: string | boolean,
): Knob | null {
  const now = rules?.['reclaim']?.[name] ?? usual
  return now === wanted ? null : switched(name, '', now, wanted, `rules.reclaim.${name}`)
}

/** Times as rare that a failure may become. */
const rarest = 16

function failures(
  { rules }: Scenario,
  knob: KnobName,
  name: 'hostMeanHours' | 'processMeanSeconds',
  most: number,
): Knob | null {
  const mean = rules?.['failure']?.[name]
  if (typeof mean !== 'number') return null
  const positions = Math.min(rarest - 1, Math.floor(most / mean) - 1)
  return stepped(knob, '', mean, mean, positions, (value) => [{ path: `rules.failure.${name}`, value }])
}
