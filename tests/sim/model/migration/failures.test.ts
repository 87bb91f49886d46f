// Whatever happens to a VM or to one of its hosts while it migrates, at whatever moment: the books stay true.
import { describe, expect, test } from 'vitest'
import { audit, standardModel, type Command, type Run } from '../../../../src/sim'
import { VmState } from '../../../../src/sim/model'
import { cell, command, done, factNames, group, rowsOf, second, startRun } from '../../../support/builders'
import { brokenLaw } from '../../../support/laws'
import { start, world } from './world'

const sound = (run: Run): void => {
  expect(audit(run.engine.world, standardModel)).toBeNull()
  expect(brokenLaw(run.engine.world)).toBeNull()
}

const modes = [
  ['pre-copy', { stopRule: 'xen', compress: true }, 200],
  ['pre-copy', { autoConverge: true }, 1500],
  ['cold', {}, 200],
  ['post-copy', {}, 200],
] as const

const story = (dirtyMiBps: number) =>
  world({
    workloads: [
      ...world({}, { memory: { dirtyMiBps, touchedPercent: 90, activePercent: 50 } }).workloads,
      group('other', 2, { kind: 'vm', on: 'host', flavours: ['m'] }),
    ],
  })

/** What is done at every moment at which something is told of the migration. */
const blows: readonly Command[] = [
  command('host.fail', { host: 'host-1' }),
  command('host.fail', { host: 'host-2' }),
  command('kernel.panic', { kernel: 'host-1' }),
  command('kernel.panic', { kernel: 'host-2' }),
  command('kernel.panic', { kernel: 'db-vm-1' }),
  command('host.remove', { host: 'host-1', drain: true }),
  command('host.remove', { host: 'host-2', drain: true }),
  command('vm.shutdown', { vm: 'db-vm-1' }),
  command('vm.destroy', { vm: 'db-vm-1' }),
  command('vm.suspend', { vm: 'db-vm-1' }),
  command('vm.resume', { vm: 'db-vm-1' }),
  command('vm.migrate-cancel', { vm: 'db-vm-1' }),
  command('vm.migrate-postcopy', { vm: 'db-vm-1' }),
  command('workload.remove', { workload: 'db-1' }),
  command('workload.resize', { group: 'db', memoryMiB: 9000 }),
  command('workload.move', { workload: 'db-1', host: 'host-2' }),
  command('group.remove', { group: 'db' }),
  command('group.reservation', { group: 'db', millicores: 700 }),
  command('group.memory', { group: 'db', dirtyMiBps: 0 }),
]

describe.each(modes)('%s %o', (mode, options, dirty) => {
  function begun(): Run {
    const run = startRun(story(dirty))
    run.advance(second, Infinity)
    done(run, 'vm.migrate', { vm: 'db-vm-1', host: 'host-2', mode, ...options })
    return run
  }
  const whole = begun()
  whole.advance(400 * second, Infinity)
  const moments = [
    ...new Set(
      whole
        .facts(0, 65536)
        .filter(({ at }) => at >= second)
        .map(({ at }) => at),
    ),
  ]

  test.each(blows)(
    '$name $args at each of its moments',
    (blow) => {
      let performed = 0
      for (const at of moments.length > 12 ? [...moments.slice(0, 8), ...moments.slice(-4)] : moments) {
        const run = begun()
        run.advance(at, Infinity)
        if (run.perform(blow) === null) performed++
        sound(run)
        run.advance(at + 40 * second, Infinity)
        sound(run)
        for (const host of ['host-1', 'host-2']) run.perform(command('host.repair', { host }))
        sound(run)
        run.advance(at + 500 * second, Infinity)
        sound(run)
        const chores = rowsOf(run, 'hosts').map((host) => cell(run, 'hostChores', 'millicores', host))
        expect(Math.max(...chores)).toBe(0)
      }
      expect(performed).toBeGreaterThanOrEqual(
        blow.name === 'vm.migrate-postcopy' && mode !== 'pre-copy' ? 0 : 1,
      )
    },
    60000,
  )
})

function stateOf(run: Run): number {
  return cell(run, 'vms', 'state', cell(run, 'units', 'kernel', 0))
}

test('pre-copy: the source survives the loss of the target', () => {
  const run = start()
  done(run, 'vm.migrate', { vm: 'db-vm-1', host: 'host-2' })
  run.advance(3 * second, Infinity)
  done(run, 'host.fail', { host: 'host-2' })
  expect(stateOf(run)).toBe(VmState.running)
  expect(cell(run, 'units', 'host', 0)).toBe(0)
  expect(run.facts(0, 999).find(({ name }) => name === 'migration.failed')?.args).toMatchObject({
    vm: 'db-vm-1',
    why: 'host-lost',
  })
})

test.each(['host-1', 'host-2'])('post-copy: without %s the VM is lost', (host) => {
  const run = start()
  done(run, 'vm.migrate', { vm: 'db-vm-1', host: 'host-2', mode: 'post-copy' })
  run.advance(3 * second, Infinity)
  expect(cell(run, 'units', 'host', 0)).toBe(1)
  done(run, 'host.fail', { host })
  expect(stateOf(run)).toBe(VmState.crashed)
  expect(factNames(run)).toEqual(expect.arrayContaining(['migration.failed', 'vm.crashed', 'workload.lost']))
})

test('a guest that is let go on while it should stand still stays where it is', () => {
  const run = start()
  done(run, 'vm.migrate', { vm: 'db-vm-1', host: 'host-2', mode: 'cold' })
  done(run, 'vm.resume', { vm: 'db-vm-1' })
  expect(stateOf(run)).toBe(VmState.running)
  run.advance(100 * second, Infinity)
  expect(cell(run, 'units', 'host', 0)).toBe(0)
  expect(factNames(run)).toContain('migration.failed')
})

test('slices do not matter', () => {
  const straight = startRun(story(900))
  const sliced = startRun(story(900))
  for (const run of [straight, sliced]) {
    run.advance(second, Infinity)
    done(run, 'vm.migrate', { vm: 'db-vm-1', host: 'host-2', autoConverge: true })
  }
  straight.advance(60 * second, Infinity)
  for (let now = 1000000; now < 60 * second; now += 377777) sliced.advance(now, Infinity)
  sliced.advance(60 * second, Infinity)
  expect(sliced.hash()).toBe(straight.hash())
})
