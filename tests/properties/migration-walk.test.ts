// A walk of VMs that migrate in every way while all else happens to them and to their hosts: the books stay true.
import fc from 'fast-check'
import { test } from 'vitest'
import type { Command, Scenario } from '../../src/sim'
import { fleet, group, scenario, second, startRun } from '../support/builders'
import { forAll } from '../support/for-all'
import { brokenLaw } from '../support/laws'

const vms = ['vm-vm-1', 'vm-vm-2', 'pod-vm-1'] as const
const hosts = ['host-1', 'host-2', 'host-3'] as const

const options = fc.record(
  {
    mode: fc.constantFrom('cold', 'pre-copy', 'post-copy'),
    maxMiBps: fc.constantFrom(0, 20),
    downtimeMillis: fc.constantFrom(1, 300),
    maxRounds: fc.integer({ min: 1, max: 8 }),
    stopRule: fc.constantFrom('qemu', 'xen', 'xen-classic'),
    autoConverge: fc.boolean(),
    compress: fc.boolean(),
    rateAdapt: fc.boolean(),
  },
  { requiredKeys: [] },
)

const given = <T>(name: string | readonly string[], args: fc.Arbitrary<T>) =>
  fc.record({ name: fc.constantFrom(...[name].flat()), args })

const command = fc.oneof(
  {
    weight: 6,
    arbitrary: fc
      .tuple(fc.constantFrom(...vms), fc.constantFrom(...hosts), options)
      .map(([vm, host, more]) => ({ name: 'vm.migrate', args: { vm, host, ...more } })),
  },
  {
    weight: 3,
    arbitrary: given(
      [
        'vm.migrate-cancel',
        'vm.migrate-postcopy',
        'vm.suspend',
        'vm.resume',
        'vm.start',
        'vm.shutdown',
        'vm.save',
        'vm.restore',
      ],
      fc.record({ vm: fc.constantFrom(...vms) }),
    ),
  },
  given(['host.fail', 'host.repair'], fc.record({ host: fc.constantFrom(...hosts) })),
  given(['kernel.panic', 'kernel.reboot'], fc.record({ kernel: fc.constantFrom(...vms, ...hosts) })),
  given(
    ['container.pause', 'container.resume', 'container.stop'],
    fc.record({ container: fc.constantFrom('pod-1', 'pod-2') }),
  ),
  given('process.crash', fc.record({ workload: fc.constantFrom('vm-1', 'pod-1') })),
  given(
    'group.memory',
    fc.record({
      group: fc.constantFrom('vm', 'pod'),
      dirtyMiBps: fc.constantFrom(0, 5, 200),
      activePercent: fc.integer({ min: 0, max: 120 }),
    }),
  ),
  fc.constantFrom(
    { name: 'host.remove', args: { host: 'host-2', drain: true } },
    { name: 'host.add', args: { group: 'host', count: 1 } },
    { name: 'group.scale', args: { group: 'vm', count: 1 } },
    { name: 'group.scale', args: { group: 'vm', count: 3 } },
    { name: 'workload.remove', args: { workload: 'pod-2' } },
    { name: 'workload.resize', args: { group: 'vm', memoryMiB: 700 } },
    { name: 'group.reservation', args: { group: 'vm', millicores: 300 } },
    { name: 'workload.move', args: { workload: 'vm-1', host: 'host-3' } },
  ),
) as fc.Arbitrary<Command>

const step = fc.record({ wait: fc.constantFrom(0, 1, 100000, second, 4 * second, 60 * second), command })

const world = (timed: boolean, overcommitPercent: number): Scenario =>
  scenario(
    [fleet('host', 3, { machine: 'box' })],
    [
      group('vm', 2, { kind: 'vm', flavours: ['m'], demand: { law: 'constant', millicores: 1500 } }),
      group('pod', 2, { wrap: [{ profile: 'kvm-qemu', per: 2 }, { profile: 'runc' }], flavours: ['m'] }),
      group('fill', 'fill', { kind: 'vm', flavours: ['m'], place: { policy: 'block', per: 3 } }),
    ],
    {
      horizon: 100000 * second,
      rules: {
        start: { timed },
        memory: { overcommitPercent },
        failure: { processRestartSeconds: 3 },
      },
    },
  )

test.each([
  ['at once, and nothing is promised twice', false, 100],
  ['in time, and nothing is promised twice', true, 100],
  ['at once, and memory is promised twice', false, 200],
] as const)('where things start %s', (_, timed, overcommit) => {
  forAll(fc.array(step, { minLength: 5, maxLength: 30 }), 60, (steps) => {
    const run = startRun(world(timed, overcommit))
    const look = (what: string): void => {
      const broken = brokenLaw(run.engine.world)
      if (broken !== null) throw new Error(`${broken} after ${what}`)
    }
    look('the start')
    for (const { wait, command: next } of steps) {
      run.advance(run.now + wait, Infinity)
      look('time')
      run.perform(next)
      look(`${next.name} ${JSON.stringify(next.args)}`)
    }
    run.advance(run.now + 2000 * second, Infinity)
    look('the end')
  })
})
