// Worlds in which one VM of round numbers can go from host-1 to host-2.
import type { Run, Scenario, WorkloadGroup } from '../../../../src/sim'
import {
  cell,
  crate,
  define,
  fleet,
  group,
  rowsOf,
  scenario,
  second,
  startRun,
} from '../../../support/builders'

export const mebibyte = 1048576

/** 10 Gbit/s and room for two large guests. */
export const roomy = { ...crate, coresPerSocket: 8, memoryMiB: 40000, nicMbps: 10000 }

/** Nothing but the copying itself takes time. */
export const bare = { dirtyLogNanos: 0, coreMillicores: 0, resumeMillis: 0 }

export const guest: Partial<WorkloadGroup> = {
  kind: 'vm',
  on: 'host',
  flavours: ['guest'],
  memory: { dirtyMiBps: 286 },
  demand: { law: 'constant', millicores: 1000 },
}

export function world(more: Partial<Scenario> = {}, of: Partial<WorkloadGroup> = {}): Scenario {
  return scenario([fleet('host', 2, { machine: 'roomy' })], [group('db', 1, { ...guest, ...of })], {
    horizon: 1000 * second,
    define: {
      ...define,
      machines: { ...define.machines, roomy },
      // 8 GiB with the guest system.
      flavours: { ...define.flavours, guest: { vcpus: 2, memoryMiB: 8092, source: 'assumed' } },
    },
    rules: { migration: bare },
    ...more,
  })
}

export function start(more: Partial<Scenario> = {}, of: Partial<WorkloadGroup> = {}): Run {
  const run = startRun(world(more, of))
  run.advance(second, Infinity)
  return run
}

/** One column of the latest migration. */
export function told(run: Run, column: string): number {
  const latest = rowsOf(run, 'migrations').at(-1)
  if (latest === undefined) throw new Error('nothing has migrated')
  return cell(run, 'migrations', column, latest)
}

export interface Round {
  readonly seconds: number
  readonly bytes: number
  readonly dirtied: number
  readonly throttle: number
}

export function roundsOf(run: Run): readonly Round[] {
  const rounds: Round[] = []
  const at = (column: string, row: number): number => cell(run, 'migrationRounds', column, row)
  for (let row = told(run, 'firstRound'); row >= 0; row = at('next', row)) {
    rounds.push({
      seconds: (at('ended', row) - at('begun', row)) / 1000000,
      bytes: at('bytes', row),
      dirtied: at('dirtiedBytes', row),
      throttle: at('throttlePermille', row),
    })
  }
  return rounds
}
