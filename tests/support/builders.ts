// Small worlds for tests: a scenario from the few words a test is about, and the run of it.
import {
  createRun,
  type Command,
  type FleetGroup,
  type Run,
  type RunOptions,
  type Scenario,
  type WorkloadGroup,
} from '../../src/sim'

export const second = 1000000
export const minute = 60 * second
export const hour = 60 * minute

/** A machine of round numbers: 4 cores, 10,000 MiB of which 1,000 are kept. */
export const crate = {
  sockets: 1,
  coresPerSocket: 4,
  memoryMiB: 10000,
  hostReserveMiB: 1000,
  diskGiB: 1,
  nicMbps: 1000,
  idleWatts: 10,
  peakWatts: 20,
  source: 'assumed',
} as const

/** Everything by name that the worlds of tests use: apps without and with libraries, sizes of round numbers. */
export const define = {
  machines: { crate, box: { ...crate, coresPerSocket: 2, memoryMiB: 4000, hostReserveMiB: 500 } },
  flavours: {
    s: { vcpus: 1, memoryMiB: 100, source: 'assumed' },
    m: { vcpus: 2, memoryMiB: 500, source: 'assumed' },
    l: { vcpus: 4, memoryMiB: 2000, source: 'assumed' },
  },
  apps: { plain: { librariesMiB: 0, source: 'assumed' }, fat: { librariesMiB: 40, source: 'assumed' } },
  guests: { default: { guestOsMiB: 100, source: 'assumed' } },
} as const satisfies Scenario['define']

export function fleet(name: string, count: number, more: Partial<FleetGroup> = {}): FleetGroup {
  return { name, count, machine: 'crate', kernel: 'kvm', ...more }
}

export function group(
  name: string,
  count: WorkloadGroup['count'],
  more: Partial<WorkloadGroup> = {},
): WorkloadGroup {
  return {
    name,
    count,
    kind: 'container',
    flavours: ['s'],
    app: 'plain',
    demand: { law: 'constant', millicores: 100 },
    ...more,
  }
}

export function scenario(
  fleetGroups: readonly FleetGroup[],
  workloads: readonly WorkloadGroup[],
  more: Partial<Scenario> = {},
): Scenario {
  return {
    format: 1,
    seed: 1,
    horizon: 100 * second,
    define,
    fleet: [...fleetGroups],
    workloads: [...workloads],
    ...more,
  }
}

/** The run of a scenario; a scenario that cannot be built fails the test with the reason. */
export function startRun(from: Scenario, options: RunOptions = {}): Run {
  const made = createRun(from, options)
  if ('problem' in made) throw new Error(`cannot be built: ${JSON.stringify(made.problem)}`)
  return made.run
}

export function command(name: string, args: Command['args'] = {}): Command {
  return { name, args }
}

/** Does a command that must not be refused. */
export function done(run: Run, name: string, args: Command['args'] = {}): void {
  const refusal = run.perform(command(name, args))
  if (refusal !== null) throw new Error(`${name} was refused: ${JSON.stringify(refusal)}`)
}

/** All of the way at once. */
export const allAtOnce = Infinity

/** Names of the facts from an ordinal on. */
export function factNames(run: Run, from = 0): readonly string[] {
  return run.facts(from, 65536).map((fact) => fact.name)
}

/** One column of a world by table, column and row name; fails for names that do not exist. */
export function cell(run: Run, table: string, column: string, row: number): number {
  const value = run.engine.world.tables[table]?.columns[column]?.[row]
  if (value === undefined) throw new Error(`no ${table}.${column}[${row}]`)
  return value
}

/** Live rows of a table. */
export function rowsOf(run: Run, table: string): readonly number[] {
  const rows = run.engine.world.tables[table]?.rows
  if (rows === undefined) throw new Error(`no table ${table}`)
  return Array.from({ length: rows.size }, (_, row) => row).filter((row) => rows.alive[row] === 1)
}
