/** What is told of isolation: how many hang on one kernel, how many kernels there are, and what is not application. */
import { none, type EquationUse, type MetricSpec, type Row, type World } from '../../core'
import { UnitKind, WorkloadState } from '../workload'
import { attackSurface } from './surface'

/** The kernel that runs a unit: its own, or its host's; -1 without a host. */
function kernelOf({ tables }: World, unit: Row): Row {
  const { kernel, host } = tables['units'].columns
  if (kernel[unit] !== none) return kernel[unit]
  return host[unit] === none ? none : tables['hostKernels'].columns['kernel'][host[unit]]
}

/** Running workloads by the kernel that runs them, of one host or group, or of all. */
function runningByKernel(world: World, host: Row, group: Row): ReadonlyMap<Row, number> {
  const { rows, columns } = world.tables['workloads']
  const units = world.tables['units'].columns
  const running = new Map<Row, number>()
  for (let row = 0; row < rows.size; row++) {
    if (rows.alive[row] === 0 || columns['state'][row] !== WorkloadState.running) continue
    const unit = columns['unit'][row]
    if (host !== none && units['host'][unit] !== host) continue
    if (group !== none && columns['groupRow'][row] !== group) continue
    const kernel = kernelOf(world, unit)
    running.set(kernel, (running.get(kernel) ?? 0) + 1)
  }
  return running
}

function largest(running: ReadonlyMap<Row, number>): number {
  let most = 0
  for (const count of running.values()) most = Math.max(most, count)
  return most
}

/** MiB of a unit that is not its application: guest system, VMM, runtime and its own libraries. */
function besideApp({ tables }: World, unit: Row): number {
  const m = tables['unitMemory'].columns
  return m['librariesMiB'][unit] + m['guestOsMiB'][unit] + m['vmmMiB'][unit] + m['runtimeMiB'][unit]
}

/** The same on a host, or on all: with the libraries that containers share, once on each host. */
function notAppOnHost(world: World, host: Row): number {
  const { rows, columns } = world.tables['units']
  let MiB = 0
  for (let unit = 0; unit < rows.size; unit++) {
    if (rows.alive[unit] === 0 || columns['host'][unit] === none) continue
    if (host === none || columns['host'][unit] === host) MiB += besideApp(world, unit)
  }
  const { sharedMiB } = world.tables['hostMemory'].columns
  if (host !== none) return MiB + sharedMiB[host]
  for (let row = 0; row < world.tables['hosts'].rows.size; row++) MiB += sharedMiB[row]
  return MiB
}

/** Of a group: libraries that it shares count once on each of its hosts, also where another group shares them. */
function notAppOfGroup(world: World, group: Row): number {
  if (group === none) return notAppOnHost(world, none)
  const units = world.tables['units'].columns
  const shared = world.tables['unitMemory'].columns['sharedMiB']
  const seen = new Set<Row>()
  let MiB = 0
  const first = world.tables['workloadGroups'].columns['firstUnit'][group]
  for (let unit = first; unit !== none; unit = units['nextInGroup'][unit]) {
    const host = units['host'][unit]
    if (host === none) continue
    MiB += besideApp(world, unit)
    if (units['kind'][unit] === UnitKind.vm || seen.has(host)) continue
    seen.add(host)
    MiB += shared[unit]
  }
  return MiB
}

/** The index of a group, or the highest of all; 0 where the catalogue does not know what can be reached. */
function indexOf(world: World, group: Row): number {
  if (group !== none) return attackIndex(world, group)
  const { rows } = world.tables['workloadGroups']
  let most = 0
  for (let row = 0; row < rows.size; row++)
    if (rows.alive[row] === 1) most = Math.max(most, attackIndex(world, row))
  return most
}

function surfaceOf(world: World, group: Row) {
  const g = world.tables['groupIsolation'].columns
  return {
    reachableSyscalls: g['syscalls'][group],
    trustedKiloLines: g['hostKloc'][group],
    sharedKernel: g['sharedPermille'][group] / 1000,
    deviceKiloLines: g['deviceKloc'][group],
  }
}

function attackIndex(world: World, group: Row): number {
  const known = world.tables['groupIsolation'].columns['surfaceKnown'][group] === 1
  return known ? attackSurface(surfaceOf(world, group)).index : 0
}

function indexLaw(world: World, group: Row): EquationUse | null {
  if (group === none || world.tables['groupIsolation'].columns['surfaceKnown'][group] === 0) return null
  const { index, ...terms } = attackSurface(surfaceOf(world, group))
  return {
    id: 'isolation.attack-index',
    terms: Object.entries(terms).map(([symbol, value]) => ({ symbol, value, unit: '1', source: 'assumed' })),
    value: index,
    unit: '1',
  }
}

/** A column of groups, of one or of all. */
const lossMetric = (
  name: string,
  column: string,
  together: (a: number, b: number) => number,
): MetricSpec => ({
  name,
  unit: 'workloads',
  scope: 'group',
  read: ({ tables }, group) => {
    const { rows, columns } = tables['groupIsolation']
    if (group !== none) return columns[column][group]
    let all = 0
    for (let row = 0; row < rows.size; row++)
      if (rows.alive[row] === 1) all = together(all, columns[column][row])
    return all
  },
})

export const isolationMetrics: readonly MetricSpec[] = [
  {
    name: 'isolation.blast-radius',
    unit: 'workloads',
    scope: 'host',
    costly: true,
    read: (world, host) => largest(runningByKernel(world, host, none)),
  },
  {
    name: 'isolation.group-blast-radius',
    unit: 'workloads',
    scope: 'group',
    costly: true,
    read: (world, group) => largest(runningByKernel(world, none, group)),
  },
  {
    name: 'isolation.kernels',
    unit: 'kernels',
    scope: 'host',
    costly: true,
    read: (world, host) => runningByKernel(world, host, none).size,
  },
  { name: 'memory.not-app', unit: 'MiB', scope: 'host', costly: true, read: notAppOnHost },
  { name: 'memory.group-not-app', unit: 'MiB', scope: 'group', costly: true, read: notAppOfGroup },
  { name: 'isolation.attack-index', unit: '1', scope: 'group', read: indexOf, explain: indexLaw },
  lossMetric('isolation.lost', 'lost', (a, b) => a + b),
  lossMetric('isolation.lost-at-once', 'lostAtOnce', (a, b) => Math.max(a, b)),
]
