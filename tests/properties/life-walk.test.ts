// A walk over every command of lives: no VM ever goes from one of libvirt's states to another by a way that is not.
import fc from 'fast-check'
import { test } from 'vitest'
import { audit } from '../../src/sim/core'
import type { Command, Run, Scenario } from '../../src/sim'
import { fleet, group, scenario, second, startRun } from '../support/builders'
import { forAll } from '../support/for-all'

const vms = ['vm-vm-1', 'vm-vm-2', 'pod-vm-1'] as const
const hosts = ['host-1', 'host-2', 'host-3'] as const

/**
 * virDomainState, and `starting`, which libvirt calls shut off too: no process stands behind the VM yet, but with its
 * host the start is lost. Whoever is moved, resized or rescued is shut off and begins to start in one instant. From
 * each state to those that may follow; to stay is always allowed.
 */
const ways: Readonly<Record<string, readonly string[]>> = {
  running: ['starting', 'paused', 'shutoff', 'crashed', 'pmsuspended'],
  paused: ['starting', 'running', 'shutoff', 'crashed'],
  shutoff: ['starting', 'running', 'paused'],
  starting: ['running', 'shutoff', 'crashed'],
  crashed: ['starting', 'running', 'shutoff', 'paused'],
  pmsuspended: ['starting', 'running', 'shutoff', 'crashed', 'paused'],
}

const ofVm = [
  'vm.start',
  'vm.suspend',
  'vm.resume',
  'vm.shutdown',
  'vm.destroy',
  'vm.save',
  'vm.restore',
  'vm.confirm-resize',
  'vm.revert-resize',
  'vm.rescue',
  'vm.unrescue',
  'vm.pmsuspend',
  'vm.wakeup',
  'vm.shelve',
  'vm.unshelve',
  'vmm.crash',
]

const step: fc.Arbitrary<{ readonly wait: number; readonly command: Command }> = fc.record({
  wait: fc.constantFrom(0, 1, second, 7 * second, 60 * second),
  command: fc.oneof(
    {
      weight: 6,
      arbitrary: fc.record({
        name: fc.constantFrom(...ofVm),
        args: fc.record({ vm: fc.constantFrom(...vms) }),
      }),
    },
    {
      weight: 2,
      arbitrary: fc.record({
        name: fc.constantFrom('vm.snapshot', 'vm.revert', 'vm.delete-snapshot'),
        args: fc.record({ vm: fc.constantFrom(...vms), name: fc.constantFrom('one', 'two') }),
      }),
    },
    fc.record({
      name: fc.constant('vm.snapshot'),
      args: fc.record({
        vm: fc.constantFrom(...vms),
        name: fc.constantFrom('one', 'two'),
        memory: fc.constant(true),
      }),
    }),
    fc.record({
      name: fc.constant('vm.resize'),
      args: fc.record({
        vm: fc.constantFrom(...vms),
        vcpus: fc.integer({ min: 1, max: 4 }),
        memoryMiB: fc.integer({ min: 50, max: 3000 }),
      }),
    }),
    fc.record({
      name: fc.constantFrom('host.fail', 'host.repair', 'daemon.crash', 'daemon.restart'),
      args: fc.record({ host: fc.constantFrom(...hosts) }),
    }),
    fc.record({
      name: fc.constantFrom('kernel.panic', 'kernel.reboot'),
      args: fc.record({ kernel: fc.constantFrom(...vms, 'host-1') }),
    }),
    fc.record({
      name: fc.constantFrom('workload.move', 'workload.migrate'),
      args: fc.record({
        workload: fc.constantFrom('vm-1', 'vm-2', 'pod-1'),
        host: fc.constantFrom(...hosts),
      }),
    }),
    fc.record({
      name: fc.constantFrom('container.pause', 'container.resume', 'container.stop', 'container.start'),
      args: fc.record({ container: fc.constantFrom('pod-1', 'pod-2') }),
    }),
    fc.constantFrom(
      { name: 'host.remove', args: { host: 'host-2', drain: true } },
      { name: 'group.scale', args: { group: 'vm', count: 1 } },
      { name: 'group.scale', args: { group: 'vm', count: 2 } },
      { name: 'workload.remove', args: { workload: 'pod-2' } },
      { name: 'workload.resize', args: { group: 'vm', memoryMiB: 2500 } },
    ),
  ) as fc.Arbitrary<Command>,
})

const world = (timed: boolean): Scenario =>
  scenario(
    [fleet('host', 3, { machine: 'box' })],
    [
      group('vm', 2, { kind: 'vm', flavours: ['m'] }),
      group('pod', 2, { wrap: [{ profile: 'kvm-qemu', per: 2 }, { profile: 'runc' }] }),
    ],
    {
      horizon: 100000 * second,
      rules: { start: { timed }, transfer: { diskMBps: 20 }, failure: { processRestartSeconds: 3 } },
    },
  )

function stateOf(run: Run, vm: string): string {
  const fields = run.inspect('kernels', vm).filter(({ column }) => column === 'state')
  const of = (owner: string): string => String(fields.find(({ table }) => table === owner)?.value ?? '')
  return of('vms') === 'shutoff' && of('kernels') === 'booting' ? 'starting' : of('vms')
}

/** All states between commands, as facts lead from one to the next. */
function walk(timed: boolean, steps: readonly { readonly wait: number; readonly command: Command }[]): void {
  const run = startRun(world(timed))
  const { engine } = run
  const before = new Map<string, string>()
  const look = (what: string): void => {
    for (const vm of vms) {
      const last = before.get(vm)
      const now = stateOf(run, vm)
      if (now === '') before.delete(vm)
      else {
        if (last !== undefined && last !== now && !(ways[last] ?? []).includes(now))
          throw new Error(`${vm} went from ${last} to ${now} by ${what}`)
        before.set(vm, now)
      }
    }
    const broken = audit(engine.world, engine.model)
    if (broken !== null) throw new Error(`${broken} after ${what}`)
  }
  look('the start')
  for (const { wait, command } of steps) {
    const until = engine.world.now + wait
    // One instant at a time: what happens in between is seen, too.
    while (run.advance(until, 1) === 'paused') look('time')
    look('time')
    run.perform(command)
    look(`${command.name} ${JSON.stringify(command.args)}`)
  }
}

test.each([
  ['at once', false],
  ['in time', true],
] as const)('where things start %s', (_, timed) => {
  forAll(fc.array(step, { minLength: 5, maxLength: 30 }), 200, (steps) => {
    walk(timed, steps)
  })
})
