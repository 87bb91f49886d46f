// What the naive model and the core say of the same world, in the same words, and where they differ.
import type { Run } from '../../src/sim'
import { nameOf } from '../../src/sim/core'
import { cell, rowsOf } from './builders'
import { freeMiBOf, reservedOn, sharedMiBOf, usedMiBOf, type NaiveWorld, type Unit } from './naive-world'

/** Every entity by kind and name, with what can be seen of it. */
type View = Readonly<Record<string, Readonly<Record<string, unknown>>>>

const vmStates = { off: 'shutoff', running: 'running', panicked: 'crashed', paused: 'paused' } as const

/** What the naive model says, in the words of `coreView`. */
function naiveView({ hosts, groups, now }: NaiveWorld): View {
  const view: Record<string, Record<string, unknown>> = {}
  for (const host of hosts) {
    view[`host ${host.name}`] = {
      power: host.on ? 'on' : 'off',
      units: host.units.map(nameOfUnit),
      usedMiB: usedMiBOf(host),
      sharedMiB: sharedMiBOf(host),
      freeMiB: freeMiBOf(host),
      reservedMillicores: reservedOn(host),
      usedMillicores: host.usedMillicores,
      demandMillicores: host.demandMillicores,
      work: host.work,
    }
    view[`kernel ${host.name}`] = { state: host.kernel, host: host.name, vm: 'nostate' }
  }
  for (const { plan, units } of groups) {
    const members = units.flatMap((unit) => unit.members.map((member) => ({ unit, member })))
    view[`group ${plan.name}`] = {
      count: members.length,
      placed: members.filter(({ unit }) => unit.host !== null).length,
      running: members.filter(({ member }) => member.state === 'running').length,
      crashed: members.filter(({ member }) => member.state === 'crashed').length,
    }
    for (const { unit, member } of members) {
      view[`workload ${member.name}`] = {
        unit: nameOfUnit(unit),
        host: unit.host?.name ?? '',
        state: member.state,
        container: member.container,
        memoryMiB: member.memoryMiB,
        demandMillicores: member.demand,
        grantedMillicores: member.granted,
      }
    }
    for (const { kernelName, kernel, host } of units) {
      if (kernelName === null || kernel === null) continue
      const vm = plan.vm === null ? 'nostate' : vmStates[kernel]
      view[`kernel ${kernelName}`] = { state: kernel, host: host?.name ?? '', vm }
    }
  }
  view['world'] = { now }
  return view
}

function nameOfUnit({ kernelName, members }: Unit): string {
  return kernelName ?? members[0]?.name ?? ''
}

/** What the core says, read from its tables. */
function coreView(run: Run): View {
  const { world } = run.engine
  const view: Record<string, Record<string, unknown>> = { world: { now: run.now } }
  const named = (table: string, column: string, row: number): string =>
    world.tables[table]?.spec.columns[column]?.names?.[cell(run, table, column, row)] ?? '?'
  const unitName = (unit: number): string => {
    const kernel = cell(run, 'units', 'kernel', unit)
    return kernel >= 0
      ? nameOf(world, 'kernels', kernel)
      : nameOf(world, 'workloads', cell(run, 'units', 'firstMember', unit))
  }
  const unitsOn = (host: number): string[] => {
    const names: string[] = []
    for (
      let unit = cell(run, 'hostUnits', 'first', host);
      unit >= 0;
      unit = cell(run, 'units', 'nextOnHost', unit)
    )
      names.push(unitName(unit))
    return names
  }
  for (const host of rowsOf(run, 'hosts')) {
    const on = named('hosts', 'power', host) === 'on'
    const usedMiB = cell(run, 'hostMemory', 'usedMiB', host)
    const usable = cell(run, 'hosts', 'memoryMiB', host) - cell(run, 'hosts', 'reserveMiB', host)
    const used = cell(run, 'hostCpu', 'usedMillicores', host)
    view[`host ${nameOf(world, 'hosts', host)}`] = {
      power: on ? 'on' : 'off',
      units: unitsOn(host),
      usedMiB,
      sharedMiB: cell(run, 'hostMemory', 'sharedMiB', host),
      freeMiB: on ? usable - usedMiB : 0,
      reservedMillicores: cell(run, 'hostPlacement', 'reservedMillicores', host),
      usedMillicores: used,
      demandMillicores: cell(run, 'hostCpu', 'demandMillicores', host),
      work:
        cell(run, 'hostCpu', 'workSeconds', host) * 1000000 +
        cell(run, 'hostCpu', 'workRest', host) +
        used * (run.now - cell(run, 'hostCpu', 'since', host)),
    }
  }
  for (const kernel of rowsOf(run, 'kernels')) {
    view[`kernel ${nameOf(world, 'kernels', kernel)}`] = {
      state: named('kernels', 'state', kernel),
      host: nameOf(world, 'hosts', cell(run, 'kernels', 'host', kernel)),
      vm: named('vms', 'state', kernel),
    }
  }
  for (const group of rowsOf(run, 'workloadGroups')) {
    const counts = ['count', 'placed', 'running', 'crashed'].map((column) => [
      column,
      cell(run, 'workloadGroups', column, group),
    ])
    view[`group ${nameOf(world, 'workloadGroups', group)}`] = Object.fromEntries(counts) as Record<
      string,
      number
    >
  }
  for (const member of rowsOf(run, 'workloads')) {
    const unit = cell(run, 'workloads', 'unit', member)
    view[`workload ${nameOf(world, 'workloads', member)}`] = {
      unit: unitName(unit),
      host: nameOf(world, 'hosts', cell(run, 'units', 'host', unit)),
      state: named('workloads', 'state', member),
      container: named('containers', 'state', member),
      memoryMiB: cell(run, 'workloads', 'memoryMiB', member),
      demandMillicores: cell(run, 'workloads', 'demandMillicores', member),
      grantedMillicores: cell(run, 'workloadCpu', 'grantedMillicores', member),
    }
  }
  return view
}

/** Where the two differ, as sentences; nothing when they agree. */
export function differences(run: Run, world: NaiveWorld): readonly string[] {
  const [core, naive] = [coreView(run), naiveView(world)]
  const found: string[] = []
  for (const entity of new Set([...Object.keys(core), ...Object.keys(naive)])) {
    const [left, right] = [core[entity], naive[entity]]
    if (left === undefined || right === undefined) {
      found.push(`${entity}: only the ${left === undefined ? 'naive model' : 'core'} has it`)
      continue
    }
    for (const field of Object.keys(right)) {
      const [said, expected] = [JSON.stringify(left[field]), JSON.stringify(right[field])]
      if (said !== expected) found.push(`${entity}.${field}: core ${said}, naive model ${expected}`)
    }
  }
  return found
}
