// What of a VM is kept for later: save and restore, snapshots, resize, rescue, sleep, shelving.
import { describe, expect, test } from 'vitest'
import { audit } from '../../../../src/sim/core'
import type { Command, LifeView, Run, Scenario } from '../../../../src/sim'
import {
  command,
  define,
  done,
  factNames,
  fleet,
  group,
  scenario,
  second,
  startRun,
} from '../../../support/builders'

/** Memory of one VM: app 100, guest system 100; the disk writes 10 MB/s, so that 200 MiB take 20.97 s. */
const slowDisk: Partial<Scenario> = { horizon: 4000 * second, rules: { transfer: { diskMBps: 10 } } }
const savingTime = Math.ceil((200 * 1048576) / 10)

const world = scenario(
  [fleet('host', 2)],
  [
    group('vm', 2, { kind: 'vm' }),
    group('pod', 2, { wrap: [{ profile: 'kvm-qemu', per: 2 }, { profile: 'runc' }] }),
    group('box', 1),
  ],
  slowDisk,
)

function started(from: Scenario = world): Run {
  const run = startRun(from)
  run.advance(second, Infinity)
  return run
}

function later(run: Run, micros: number): void {
  run.advance(run.engine.world.now + micros, Infinity)
}

function refused(run: Run, name: string, args: Command['args']): string | null {
  return run.perform(command(name, args))?.reason ?? null
}

const value = (run: Run, table: string, owner: string, name: string, column: string): unknown =>
  run.inspect(table, name).find((field) => field.table === owner && field.column === column)?.value
const used = (run: Run, host: string): unknown => value(run, 'hosts', 'hostMemory', host, 'usedMiB')
const vmState = (run: Run, vm = 'vm-vm-1'): unknown => value(run, 'kernels', 'vms', vm, 'state')
const kept = (run: Run, vm = 'vm-vm-1'): unknown => value(run, 'kernels', 'vmSaves', vm, 'state')
const doing = (run: Run, name: string): unknown => value(run, 'workloads', 'workloads', name, 'state')
const life = (run: Run, name = 'vm-1'): LifeView => run.look({ look: 'life', name }) as LifeView

function sound(run: Run): void {
  expect(audit(run.engine.world, run.engine.model)).toBeNull()
}

const vm = { vm: 'vm-vm-1' }

describe('save and restore', () => {
  test('memory is written while the guest stands still, then the host has its memory back', () => {
    const run = started()
    const before = Number(used(run, 'host-1'))
    done(run, 'vm.save', vm)
    expect([vmState(run), doing(run, 'vm-1'), life(run).novaTask]).toEqual(['paused', 'paused', 'suspending'])
    expect(used(run, 'host-1')).toBe(before)
    later(run, savingTime - 1)
    expect(vmState(run)).toBe('paused')
    later(run, 1)
    expect([vmState(run), kept(run), life(run).nova]).toEqual(['shutoff', 'saved', 'SUSPENDED'])
    // App 100, guest system 100, and the VMM of kvm-qemu around it.
    expect(before - Number(used(run, 'host-1'))).toBeGreaterThanOrEqual(200)
    sound(run)
  })

  test('a restored VM goes on with everything in it as it was', () => {
    const run = started()
    const before = used(run, 'host-1')
    done(run, 'container.pause', { container: 'pod-2' })
    done(run, 'vm.save', { vm: 'pod-vm-1' })
    later(run, 60 * second)
    expect([doing(run, 'pod-1'), doing(run, 'pod-2')]).toEqual(['pending', 'pending'])
    done(run, 'vm.restore', { vm: 'pod-vm-1' })
    expect([vmState(run, 'pod-vm-1'), doing(run, 'pod-1'), doing(run, 'pod-2')]).toEqual([
      'paused',
      'paused',
      'paused',
    ])
    expect(refused(run, 'vm.resume', { vm: 'pod-vm-1' })).toBe('vm-is-busy')
    later(run, 60 * second)
    expect([vmState(run, 'pod-vm-1'), doing(run, 'pod-1'), doing(run, 'pod-2')]).toEqual([
      'running',
      'running',
      'paused',
    ])
    expect(value(run, 'workloads', 'containers', 'pod-2', 'state')).toBe('paused')
    expect(used(run, 'host-1')).toBe(before)
    expect(kept(run, 'pod-vm-1')).toBe('none')
    sound(run)
  })

  test('a VM that was paused is paused again', () => {
    const run = started()
    done(run, 'vm.suspend', vm)
    done(run, 'vm.save', vm)
    later(run, 60 * second)
    done(run, 'vm.restore', vm)
    later(run, 60 * second)
    expect([vmState(run), life(run).nova]).toEqual(['paused', 'PAUSED'])
  })

  test('others take the room, and the VM has to wait for it', () => {
    const run = started(
      scenario([fleet('host', 1, { machine: 'box' })], [group('vm', 1, { kind: 'vm', flavours: ['big'] })], {
        ...slowDisk,
        define: { ...define, flavours: { big: { vcpus: 1, memoryMiB: 2000, source: 'assumed' } } },
      }),
    )
    done(run, 'vm.save', vm)
    later(run, 300 * second)
    done(run, 'group.add', {
      name: 'late',
      kind: 'vm',
      count: 1,
      flavour: 'big',
      app: 'plain',
      millicores: 0,
    })
    expect(refused(run, 'vm.restore', vm)).toBe('move-memory')
    done(run, 'group.remove', { group: 'late' })
    // Room has come back, and nobody places a VM that has been set aside.
    expect([vmState(run), kept(run)]).toEqual(['shutoff', 'saved'])
    done(run, 'vm.restore', vm)
    sound(run)
  })

  test('a host that fails while memory is written takes the VM along; later it boots anew', () => {
    const run = started()
    done(run, 'vm.save', vm)
    later(run, 10 * second)
    done(run, 'host.fail', { host: 'host-1' })
    expect([vmState(run), kept(run)]).toEqual(['crashed', 'none'])
    expect(factNames(run)).toContain('vm.save-failed')
    sound(run)
    done(run, 'host.repair', { host: 'host-1' })
    expect([vmState(run), doing(run, 'vm-1')]).toEqual(['running', 'running'])
    later(run, 100 * second)
    expect(kept(run)).toBe('none')
    sound(run)
  })

  test('a saved VM on a host that fails is still saved, also when it was being read', () => {
    const run = started()
    done(run, 'vm.save', vm)
    later(run, 30 * second)
    done(run, 'host.fail', { host: 'host-1' })
    expect([vmState(run), kept(run)]).toEqual(['shutoff', 'saved'])
    expect(refused(run, 'vm.restore', vm)).toBe('move-power')
    done(run, 'host.repair', { host: 'host-1' })
    expect(kept(run)).toBe('saved')
    done(run, 'vm.restore', vm)
    later(run, 5 * second)
    done(run, 'host.fail', { host: 'host-1' })
    expect([vmState(run), kept(run)]).toEqual(['shutoff', 'saved'])
    sound(run)
    done(run, 'host.repair', { host: 'host-1' })
    done(run, 'vm.restore', vm)
    later(run, 60 * second)
    expect([vmState(run), kept(run)]).toEqual(['running', 'none'])
    sound(run)
  })

  test('with a host that leaves, what is saved on it is lost, and the VM boots somewhere else', () => {
    const run = started()
    done(run, 'vm.save', vm)
    later(run, 30 * second)
    done(run, 'host.remove', { host: 'host-1', drain: true })
    expect([vmState(run), kept(run)]).toEqual(['running', 'none'])
    expect(factNames(run)).toContain('vm.save-discarded')
    sound(run)
  })

  test('destroying a VM gives up what is being done to it', () => {
    const run = started()
    done(run, 'vm.save', vm)
    later(run, 5 * second)
    done(run, 'vm.destroy', vm)
    later(run, 100 * second)
    expect([vmState(run), kept(run)]).toEqual(['shutoff', 'none'])
    done(run, 'vm.start', vm)
    sound(run)
  })

  test.each(['group.remove', 'group.scale', 'workload.remove', 'workload.move'])(
    '%s leaves nothing behind',
    (name) => {
      for (const wait of [5 * second, 60 * second]) {
        const run = started()
        done(run, 'vm.snapshot', { vm: 'pod-vm-1', name: 'one', memory: true })
        later(run, 100 * second)
        done(run, 'vm.save', { vm: 'pod-vm-1' })
        later(run, wait)
        const args = {
          'group.remove': { group: 'pod' },
          'group.scale': { group: 'pod', count: 1 },
          'workload.remove': { workload: 'pod-2' },
          'workload.move': { workload: 'pod-2', host: 'host-2' },
        }[name]
        done(run, name, args)
        sound(run)
        later(run, 200 * second)
        sound(run)
      }
    },
  )
})

describe('snapshots', () => {
  test('a disk is copied on write at once, and going back to it shuts the VM off', () => {
    const run = started()
    done(run, 'vm.snapshot', { ...vm, name: 'clean' })
    expect(vmState(run)).toBe('running')
    done(run, 'vm.revert', { ...vm, name: 'clean' })
    expect([vmState(run), doing(run, 'vm-1')]).toEqual(['shutoff', 'stopped'])
    done(run, 'vm.start', vm)
    sound(run)
  })

  test('with memory the guest stands still for it, and goes on from there later', () => {
    const run = started()
    done(run, 'vm.snapshot', { ...vm, name: 'warm', memory: true })
    expect([vmState(run), life(run).novaTask]).toEqual(['paused', 'image_snapshot'])
    later(run, savingTime)
    expect(vmState(run)).toBe('running')
    done(run, 'vm.destroy', vm)
    done(run, 'vm.revert', { ...vm, name: 'warm' })
    later(run, savingTime - 1)
    expect([vmState(run), doing(run, 'vm-1')]).toEqual(['paused', 'paused'])
    later(run, 1)
    expect([vmState(run), doing(run, 'vm-1')]).toEqual(['running', 'running'])
    sound(run)
  })

  test('have different names, and can be deleted', () => {
    const run = started()
    done(run, 'vm.snapshot', { ...vm, name: 'one' })
    expect(refused(run, 'vm.snapshot', { ...vm, name: 'one' })).toBe('snapshot-exists')
    expect(refused(run, 'vm.revert', { ...vm, name: 'two' })).toBe('no-snapshot')
    done(run, 'vm.delete-snapshot', { ...vm, name: 'one' })
    expect(refused(run, 'vm.delete-snapshot', { ...vm, name: 'one' })).toBe('no-snapshot')
    for (let n = 1; n <= 16; n++) done(run, 'vm.snapshot', { ...vm, name: `s${n}` })
    expect(refused(run, 'vm.snapshot', { ...vm, name: 's17' })).toBe('too-many-snapshots')
    sound(run)
  })
})

describe('resize', () => {
  test('stops, grows, starts; and back again', () => {
    const run = started()
    const before = Number(used(run, 'host-1'))
    done(run, 'vm.resize', { ...vm, vcpus: 2, memoryMiB: 600 })
    expect([vmState(run), kept(run), life(run).nova]).toEqual(['running', 'resized', 'RESIZED'])
    expect(Number(used(run, 'host-1')) - before).toBeGreaterThanOrEqual(500)
    expect(value(run, 'kernels', 'vms', 'vm-vm-1', 'vcpus')).toBe(2)
    expect(refused(run, 'vm.save', vm)).toBe('vm-set-aside')
    sound(run)
    done(run, 'vm.revert-resize', vm)
    expect([used(run, 'host-1'), kept(run)]).toEqual([before, 'none'])
    sound(run)
    done(run, 'vm.resize', { ...vm, vcpus: 1, memoryMiB: 200 })
    done(run, 'vm.confirm-resize', vm)
    expect(refused(run, 'vm.confirm-resize', vm)).toBe('vm-not-so')
    sound(run)
  })

  test('is refused where it does not fit, changes nothing, or cannot be of one VM', () => {
    const run = started()
    expect(refused(run, 'vm.resize', { ...vm, vcpus: 5, memoryMiB: 100 })).toBe('move-threads')
    expect(refused(run, 'vm.resize', { ...vm, vcpus: 1, memoryMiB: 9000 })).toBe('move-memory')
    expect(refused(run, 'vm.resize', { ...vm, vcpus: 1, memoryMiB: 100 })).toBe('resize-same')
    expect(refused(run, 'vm.resize', { vm: 'pod-vm-1', vcpus: 4, memoryMiB: 300 })).toBe('resize-several')
  })

  test('takes the last MiB of its host, and not one more', () => {
    const run = started()
    let most = 100
    for (let step = 4096; step >= 1; step /= 2)
      if (refused(startedAt(run), 'vm.resize', { ...vm, vcpus: 1, memoryMiB: most + step }) === null)
        most += step
    done(run, 'vm.resize', { ...vm, vcpus: 1, memoryMiB: most })
    sound(run)
    expect(refused(startedAt(run), 'vm.resize', { ...vm, vcpus: 1, memoryMiB: most + 1 })).not.toBeNull()
  })
})

/** A fresh run of the same world: what is tried there leaves this one as it is. */
function startedAt(run: Run): Run {
  const other = started()
  other.advance(run.engine.world.now, Infinity)
  return other
}

describe('rescue, sleep, shelving', () => {
  test('under a rescue system nothing runs or can be started', () => {
    const run = started()
    done(run, 'vm.rescue', { vm: 'pod-vm-1' })
    expect([vmState(run, 'pod-vm-1'), doing(run, 'pod-1'), life(run, 'pod-1').nova]).toEqual([
      'running',
      'stopped',
      'RESCUED',
    ])
    expect(refused(run, 'container.start', { container: 'pod-1' })).toBe('kernel-runs-none')
    sound(run)
    done(run, 'host.fail', { host: 'host-1' })
    done(run, 'host.repair', { host: 'host-1' })
    expect([vmState(run, 'pod-vm-1'), doing(run, 'pod-1')]).toEqual(['running', 'stopped'])
    done(run, 'vm.unrescue', { vm: 'pod-vm-1' })
    expect([doing(run, 'pod-1'), doing(run, 'pod-2')]).toEqual(['running', 'running'])
    sound(run)
  })

  test('a sleeping guest keeps its memory and what it did', () => {
    const run = started()
    const before = used(run, 'host-1')
    done(run, 'container.pause', { container: 'pod-2' })
    done(run, 'vm.pmsuspend', { vm: 'pod-vm-1' })
    expect([vmState(run, 'pod-vm-1'), doing(run, 'pod-1'), used(run, 'host-1')]).toEqual([
      'pmsuspended',
      'paused',
      before,
    ])
    done(run, 'vm.wakeup', { vm: 'pod-vm-1' })
    expect([vmState(run, 'pod-vm-1'), doing(run, 'pod-1'), doing(run, 'pod-2')]).toEqual([
      'running',
      'running',
      'paused',
    ])
    sound(run)
  })

  test('a shelved VM frees its host, and comes back to another when that has failed', () => {
    const run = started()
    done(run, 'vm.shelve', vm)
    expect([vmState(run), life(run).nova, life(run).novaTask]).toEqual([
      'shutoff',
      'SHELVED',
      'shelving_image_uploading',
    ])
    later(run, 1000 * second)
    expect([kept(run), life(run).nova]).toEqual(['offloaded', 'SHELVED_OFFLOADED'])
    sound(run)
    done(run, 'host.fail', { host: 'host-1' })
    done(run, 'vm.unshelve', vm)
    expect(life(run).novaTask).toBe('unshelving')
    sound(run)
    later(run, 1000 * second)
    expect([vmState(run), doing(run, 'vm-1'), kept(run)]).toEqual(['running', 'running', 'none'])
    const home = run.inspect('kernels', 'vm-vm-1').find((field) => field.column === 'host')
    expect(home?.refersTo?.name).toBe('host-2')
    sound(run)
  })

  test('without room nobody is unshelved', () => {
    const run = started()
    done(run, 'vm.shelve', vm)
    later(run, 1000 * second)
    done(run, 'host.fail', { host: 'host-1' })
    done(run, 'host.fail', { host: 'host-2' })
    expect(refused(run, 'vm.unshelve', vm)).toBe('unshelve-no-host')
  })
})

test('bytes of saves and restores are all accounted for', () => {
  const run = started()
  done(run, 'vm.save', vm)
  done(run, 'vm.save', { vm: 'vm-vm-2' })
  later(run, 5 * second)
  done(run, 'vm.destroy', { vm: 'vm-vm-2' })
  later(run, 100 * second)
  const totals = run.engine.world.tables['transferTotals']?.columns
  const bytes = 200 * 1048576
  const save = 4
  expect([totals?.['begun']?.[save], totals?.['arrived']?.[save], totals?.['givenUp']?.[save]]).toEqual([
    2 * bytes,
    bytes,
    bytes,
  ])
})

test('nobody is placed on a host that has left the world empty', () => {
  const run = started(scenario([fleet('host', 3)], [group('vm', 2, { kind: 'vm' })], slowDisk))
  done(run, 'vm.shelve', vm)
  done(run, 'host.remove', { host: 'host-2' })
  later(run, 1000 * second)
  done(run, 'host.fail', { host: 'host-1' })
  done(run, 'vm.unshelve', vm)
  sound(run)
  const home = run.inspect('kernels', 'vm-vm-1').find((field) => field.column === 'host')
  expect(home?.refersTo?.name).toBe('host-3')
})
