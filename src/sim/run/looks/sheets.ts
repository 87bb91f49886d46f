/** The three tables: their rows in the order of names, and their columns. */
import { nameOf, none, type Engine, type Row, type World } from '../../core'
import { wantedBy } from '../../model/cpu'
import { policyNames } from '../../model/placement'
import { WorkloadState, workloadStates } from '../../model/workload'
import { hostStates, type TableLook } from '../fleet-views'
import { crashedOnHosts, demandPercent, hostStateOf, memoryPercent } from '../host-state'
import { shapeOf, type Shape } from '../shape'
import { tablesIn, type Tables } from '../tables'
import { nameColumn, numberColumn, sortedWords, wordColumn, type Column } from './columns'
import { sumsOfGroups } from './pools'
import { scopeOf, type Scope } from './scope'

export interface Sheet {
  /** In the order of names. */
  readonly rows: readonly Row[]
  /** The first is the name. */
  readonly columns: readonly Column[]
}

export function sheetOf(engine: Engine, of: TableLook['of'], within: string): Sheet {
  const { world } = engine
  const tables = tablesIn(world)
  const shape = shapeOf(engine)
  const scope = scopeOf(engine, tables, shape, within)
  switch (of) {
    case 'hosts':
      return hostSheet(world, tables, shape, scope)
    case 'workloads':
      return workloadSheet(world, tables, shape, scope)
    case 'groups':
      return groupSheet(tables, shape, scope)
  }
}

/** Rows sorted by their group's name, then their number; new rows come in this order, so little is left to sort. */
function byName(world: World, table: string, rows: Row[]): Row[] {
  const { group, ordinal } = world.tables[table].columns
  const codes = world.groups.map((_, code) => code)
  codes.sort((a, b) => (world.groups[a] < world.groups[b] ? -1 : 1))
  const rank = new Uint32Array(codes.length)
  codes.forEach((code, at) => (rank[code] = at))
  return rows.sort((a, b) => rank[group[a]] - rank[group[b]] || ordinal[a] - ordinal[b])
}

function ranksOf(rows: readonly Row[], size: number): Uint32Array {
  const ranks = new Uint32Array(size)
  rows.forEach((row, at) => (ranks[row] = at))
  return ranks
}

function liveRows({ rows }: Tables['hosts' | 'workloads'], keeps: (row: Row) => boolean): Row[] {
  const kept: Row[] = []
  for (let row = 0; row < rows.size; row++) if (rows.alive[row] === 1 && keeps(row)) kept.push(row)
  return kept
}

function hostSheet(world: World, tables: Tables, { view, placeOf }: Shape, scope: Scope): Sheet {
  const { hosts, hostUnits, units, workloads } = tables
  const rows = byName(
    world,
    'hosts',
    liveRows(hosts, (host) => scope.hasHost(host)),
  )
  const ranks = ranksOf(rows, hosts.rows.size)
  const crashed = crashedOnHosts(tables)
  const states = new Uint8Array(hosts.rows.size)
  for (const host of rows) states[host] = hostStateOf(tables, host, crashed[host])
  const running = new Uint32Array(hosts.rows.size)
  for (let row = 0; row < workloads.rows.size; row++) {
    const host = workloads.rows.alive[row] === 1 ? units.host[workloads.unit[row]] : none
    if (host !== none && workloads.state[row] === WorkloadState.running) running[host]++
  }
  const rackOf = (host: Row): number => view.hosts.rack[placeOf[host]]
  return {
    rows,
    columns: [
      nameColumn(
        (host) => ranks[host],
        (host) => nameOf(world, 'hosts', host),
      ),
      sortedWords('zone', 'name', view.zones, (host) => view.racks[rackOf(host)].zone),
      wordColumn(
        'rack',
        'name',
        view.racks.map(({ name }) => name),
        rackOf,
      ),
      wordColumn('state', 'state', hostStates, (host) => states[host]),
      numberColumn('cpu', '%', (host) => Math.floor(demandPercent(tables, host))),
      numberColumn('memory', '%', (host) => Math.floor(memoryPercent(tables, host))),
      numberColumn('units', 'units', (host) => hostUnits.count[host]),
      numberColumn('running', 'workloads', (host) => running[host]),
    ],
  }
}

function workloadSheet(world: World, tables: Tables, { view, groupIndex }: Shape, scope: Scope): Sheet {
  const { hosts, units, workloads, workloadCpu } = tables
  const hostOf = (row: Row): Row => units.host[workloads.unit[row]]
  const rows = byName(
    world,
    'workloads',
    liveRows(workloads, (row) => scope.hasUnit(workloads.groupRow[row], hostOf(row))),
  )
  const ranks = ranksOf(rows, workloads.rows.size)
  const everyHost = byName(
    world,
    'hosts',
    liveRows(hosts, () => true),
  )
  const hostRanks = ranksOf(everyHost, hosts.rows.size)
  const hostNames = ['', ...everyHost.map((host) => nameOf(world, 'hosts', host))]
  const group = (row: Row): number => groupIndex[workloads.groupRow[row]]
  return {
    rows,
    columns: [
      nameColumn(
        (row) => ranks[row],
        (row) => nameOf(world, 'workloads', row),
      ),
      ...groupWords(view, group),
      wordColumn('host', 'name', hostNames, (row) => (hostOf(row) === none ? 0 : hostRanks[hostOf(row)] + 1)),
      wordColumn('state', 'state', workloadStates, (row) => workloads.state[row]),
      numberColumn('demand', 'millicores', (row) => wantedBy(tables, row)),
      numberColumn('granted', 'millicores', (row) => workloadCpu.grantedMillicores[row]),
      numberColumn('memory', 'MiB', (row) => workloads.memoryMiB[row]),
    ],
  }
}

/** What a workload has from its group: name, tenant, kind. */
function groupWords({ groups, tenants }: Shape['view'], index: (row: number) => number): readonly Column[] {
  const names = groups.map(({ name }) => name)
  const kinds = groups.map((group) => kindName(group))
  return [
    sortedWords('group', 'name', names, index),
    sortedWords('tenant', 'name', tenants, (row) => groups[index(row)].tenant),
    sortedWords('kind', 'name', kinds, index),
  ]
}

/** As scenarios call it. */
function kindName({ kind, containersInside }: Shape['view']['groups'][number]): string {
  return containersInside ? 'container-in-vm' : kind
}

function groupSheet(tables: Tables, { view, groupRows, groupIndex }: Shape, scope: Scope): Sheet {
  const { workloadGroups, units } = tables
  const inside = new Uint8Array(view.groups.length)
  groupRows.forEach((row, index) => (inside[index] = scope.hasUnit(row, none) ? 1 : 0))
  for (let unit = 0; unit < units.rows.size; unit++) {
    const row = units.groupRow[unit]
    if (units.rows.alive[unit] === 1 && scope.hasUnit(row, units.host[unit])) inside[groupIndex[row]] = 1
  }
  const names = view.groups.map(({ name }) => name)
  const rows = names.map((_, index) => index).filter((index) => inside[index] === 1)
  rows.sort((a, b) => (names[a] < names[b] ? -1 : 1))
  const ranks = ranksOf(rows, names.length)
  const sums = sumsOfGroups(tables)
  const count = (column: ArrayLike<number>) => (index: number) => column[groupRows[index]]
  const policies = view.groups.map(({ policy }) => policy)
  const policyOf = (index: number): number =>
    policyNames.indexOf(policies[index] as (typeof policyNames)[number])
  return {
    rows,
    columns: [
      nameColumn(
        (index) => ranks[index],
        (index) => names[index],
      ),
      ...groupWords(view, (index) => index).slice(1),
      sortedWords('policy', 'name', policyNames, policyOf),
      numberColumn('count', 'workloads', count(workloadGroups.count)),
      numberColumn('placed', 'workloads', count(workloadGroups.placed)),
      numberColumn('running', 'workloads', count(workloadGroups.running)),
      numberColumn('memory', 'MiB', count(sums.memory)),
      numberColumn('demand', 'millicores', count(sums.demand)),
      numberColumn('used', 'millicores', count(sums.used)),
    ],
  }
}
