// What a page is told of migrations: names, rounds as they go, and laws whose values come to what is told.
import { expect, test } from 'vitest'
import type { MigrationsView, MigrationView, Run } from '../../../src/sim'
import { done, second } from '../../support/builders'
import { start } from '../model/migration/world'

function viewsOf(run: Run): MigrationsView['migrations'] {
  const answer = run.look({ look: 'migrations' })
  if (answer.look !== 'migrations') throw new Error('another question was answered')
  return answer.migrations
}

function latest(run: Run): MigrationView {
  const last = viewsOf(run).at(-1)
  if (last === undefined) throw new Error('nothing has migrated')
  return last
}

test('nothing is told where nothing migrates', () => {
  expect(viewsOf(start())).toEqual([])
})

test('a migration under way is told as it stands now', () => {
  const run = start()
  done(run, 'vm.migrate', { vm: 'db-vm-1', host: 'host-2' })
  run.advance(9 * second, Infinity)
  const view = latest(run)
  expect(view).toMatchObject({
    vm: 'db-vm-1',
    workload: 'db-1',
    source: 'host-1',
    target: 'host-2',
    mode: 'pre-copy',
    state: 'copying',
    begun: second,
    ended: null,
    pause: null,
    memoryMiB: 8192,
    rateMiBps: 1192.09,
    dirtyMiBps: 286,
  })
  const [first, open] = view.rounds
  expect(first).toMatchObject({ from: second, mib: 8192 })
  expect(open).toMatchObject({ from: first?.to, to: null })
  expect(view.sentMiB).toBeCloseTo((first?.mib ?? 0) + (open?.mib ?? 0), 1)
  expect(open?.mib).toBeCloseTo(((9 * second - (open?.from ?? 0)) / second) * 1192.09, 0)
  const { ratio, downtime } = view.uses
  expect(ratio?.value).toBeCloseTo(286 / 1192.09, 3)
  const at = (symbol: string): number => downtime?.terms.find((term) => term.symbol === symbol)?.value ?? NaN
  expect(downtime?.value).toBeCloseTo(at('v_{n+1}') / at('B') + at('t_s'), 2)
})

test('what is over is told, newest last, with its end and how long the guest stood still', () => {
  const run = start()
  done(run, 'vm.migrate', { vm: 'db-vm-1', host: 'host-2' })
  run.advance(20 * second, Infinity)
  done(run, 'vm.migrate', { vm: 'db-vm-1', host: 'host-1', mode: 'post-copy' })
  run.advance(40 * second, Infinity)
  const [before, after] = viewsOf(run)
  expect(before).toMatchObject({ state: 'completed', reason: 'threshold', target: 'host-2' })
  expect((before?.pause?.to ?? 0) - (before?.pause?.from ?? 0)).toBeCloseTo(94898, -1)
  expect(after).toMatchObject({ mode: 'post-copy', state: 'completed', target: 'host-1', rounds: [] })
  expect(after?.uses['faults']?.value).toBe(after?.faults)
})

test('names of what has left are left out', () => {
  const run = start()
  done(run, 'vm.migrate', { vm: 'db-vm-1', host: 'host-2' })
  run.advance(20 * second, Infinity)
  done(run, 'host.remove', { host: 'host-1' })
  done(run, 'group.remove', { group: 'db' })
  expect(latest(run)).toMatchObject({ vm: '', workload: '', source: '', target: 'host-2' })
})

test('the latest two dozen are told of, and the world does not grow with the others', () => {
  const run = start({}, { memory: { dirtyMiBps: 1, activePercent: 1 } })
  for (let turn = 0; turn < 30; turn++) {
    done(run, 'vm.migrate', { vm: 'db-vm-1', host: turn % 2 === 0 ? 'host-2' : 'host-1' })
    run.advance((turn + 1) * 10 * second, Infinity)
  }
  expect(viewsOf(run)).toHaveLength(24)
  expect(run.engine.world.tables['migrations']?.rows.live).toBe(24)
})

test('metrics tell of a group and of all', () => {
  const run = start()
  const read = (metric: string, subject: string): number => {
    const answer = run.look({ look: 'metric', metric, subject })
    return answer.look === 'metric' ? answer.value : NaN
  }
  done(run, 'vm.migrate', { vm: 'db-vm-1', host: 'host-2' })
  expect(read('migration.under-way', 'db')).toBe(1)
  run.advance(20 * second, Infinity)
  expect(read('migration.under-way', 'db')).toBe(0)
  expect(read('migration.downtime-seconds', 'db')).toBeCloseTo(0.095, 3)
  expect(read('migration.sent-mib', 'db')).toBeCloseTo(10742, 0)
})
