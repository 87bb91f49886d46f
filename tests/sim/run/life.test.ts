// One life in everybody's words, and the kernel that answers `uname` inside.
import { describe, expect, test } from 'vitest'
import { command, done, fleet, group, scenario, second, startRun } from '../../support/builders'
import type { LifeView, Run, Scenario } from '../../../src/sim'

const life = (run: Run, name: string): LifeView => run.look({ look: 'life', name }) as LifeView
const words = ({ libvirt, nova, novaTask, oci, docker, cri }: LifeView): readonly (string | null)[] => [
  libvirt,
  nova,
  novaTask,
  oci,
  docker,
  cri,
]

const everything = scenario(
  [fleet('host', 1)],
  [
    group('vm', 1, { kind: 'vm' }),
    group('pod', 2, { wrap: [{ profile: 'kvm-qemu', per: 2 }, { profile: 'runc' }] }),
    group('box', 1, { security: { userns: true } }),
    group('cell', 1, { wrap: [{ profile: 'gvisor' }] }),
    group('bare', 1, { kind: 'process' }),
  ],
)

test('a VM, a container, one in a VM, and a process have the words of those who manage them', () => {
  const run = startRun(everything)
  expect(words(life(run, 'vm-1'))).toEqual(['running', 'ACTIVE', null, null, null, null])
  expect(words(life(run, 'box-1'))).toEqual([null, null, null, 'running', 'running', 'CONTAINER_RUNNING'])
  expect(words(life(run, 'pod-2'))).toEqual([
    'running',
    'ACTIVE',
    null,
    'running',
    'running',
    'CONTAINER_RUNNING',
  ])
  expect(words(life(run, 'bare-1'))).toEqual([null, null, null, null, null, null])
  const kinds = ['vm-1', 'pod-1', 'box-1', 'cell-1', 'bare-1'].map((name) => life(run, name).kind)
  expect(kinds).toEqual(['vm', 'container-in-vm', 'container', 'sandbox', 'process'])
  // By the name of the VM, too; and nothing is made up for what is not there.
  expect(life(run, 'pod-vm-1').kind).toBe('container-in-vm')
  expect(life(run, 'nobody-1')).toMatchObject({ workload: '', allowed: [] })
})

test('what is done shows in the words', () => {
  const run = startRun(everything)
  done(run, 'container.pause', { container: 'box-1' })
  expect(words(life(run, 'box-1')).slice(3)).toEqual(['running', 'paused', 'CONTAINER_RUNNING'])
  done(run, 'container.kill', { container: 'box-1' })
  expect(words(life(run, 'box-1')).slice(3)).toEqual(['stopped', 'exited', 'CONTAINER_EXITED'])
  done(run, 'vm.suspend', { vm: 'vm-vm-1' })
  expect(words(life(run, 'vm-1')).slice(0, 3)).toEqual(['paused', 'PAUSED', null])
  done(run, 'vm.destroy', { vm: 'vm-vm-1' })
  expect(words(life(run, 'vm-1')).slice(0, 3)).toEqual(['shutoff', 'STOPPED', null])
  done(run, 'host.fail', { host: 'host-1' })
  expect(life(run, 'box-1').cri).toBe('CONTAINER_UNKNOWN')
})

test('what breaks out arrives somewhere else each time', () => {
  const run = startRun(everything)
  const arrives = ['vm-1', 'pod-1', 'box-1', 'cell-1', 'bare-1'].map((name) => life(run, name).escape)
  expect(arrives).toEqual(['guest', 'guest', 'host-user', 'sandbox', null])
})

test('the commands that are allowed are those that are not refused', () => {
  const run = startRun(everything)
  expect(life(run, 'vm-1').allowed).toEqual([
    'vm.suspend',
    'vm.shutdown',
    'vm.destroy',
    'vm.save',
    'vm.rescue',
    'vm.pmsuspend',
    'vm.shelve',
    'vmm.crash',
    'kernel.panic',
    'vm.snapshot',
    'process.crash',
  ])
  done(run, 'vm.save', { vm: 'vm-vm-1' })
  expect(life(run, 'vm-1').allowed).toEqual(['vm.destroy', 'vmm.crash'])
  run.advance(60 * second, Infinity)
  expect(life(run, 'vm-1').allowed).toEqual(['vm.restore'])
})

describe('while it starts', () => {
  const timed: Scenario = { ...everything, horizon: 1000 * second, rules: { start: { timed: true } } }

  test('Nova builds it, then it is active', () => {
    const run = startRun(timed)
    run.advance(second / 10, Infinity)
    expect(life(run, 'vm-1').nova).toBe('BUILDING')
    expect(life(run, 'vm-1').phase).not.toBeNull()
    expect(['block_device_mapping', 'spawning']).toContain(life(run, 'vm-1').novaTask)
    run.advance(90 * second, Infinity)
    expect([life(run, 'vm-1').nova, life(run, 'vm-1').novaTask, life(run, 'vm-1').phase]).toEqual([
      'ACTIVE',
      null,
      null,
    ])
  })

  test('switched on again it was stopped, and is being rescued or resized', () => {
    const run = startRun(timed)
    run.advance(90 * second, Infinity)
    done(run, 'vm.destroy', { vm: 'vm-vm-1' })
    done(run, 'vm.start', { vm: 'vm-vm-1' })
    expect(words(life(run, 'vm-1')).slice(1, 3)).toEqual(['STOPPED', 'powering-on'])
    run.advance(180 * second, Infinity)
    done(run, 'vm.resize', { vm: 'vm-vm-1', vcpus: 2, memoryMiB: 300 })
    expect(words(life(run, 'vm-1')).slice(1, 3)).toEqual(['RESIZED', 'resize_finish'])
    run.advance(270 * second, Infinity)
    done(run, 'vm.confirm-resize', { vm: 'vm-vm-1' })
    done(run, 'vm.rescue', { vm: 'vm-vm-1' })
    expect(words(life(run, 'vm-1')).slice(1, 3)).toEqual(['RESCUED', 'rescuing'])
    run.advance(360 * second, Infinity)
    expect([life(run, 'vm-1').libvirt, life(run, 'vm-1').workload]).toEqual(['running', 'stopped'])
  })
})

describe('a kernel that is needed', () => {
  const old = 'linux-4.19'
  const needing = scenario(
    [fleet('host', 1)],
    [
      group('box', 1),
      group('old-box', 1, { kernel: old }),
      group('new-box', 1, { kernel: 'linux-6.1' }),
      group('old-vm', 1, { kind: 'vm', kernel: old }),
      group('old-pod', 1, { kind: 'container-in-vm', kernel: old }),
      group('old-cell', 1, { wrap: [{ profile: 'gvisor' }], kernel: old }),
    ],
  )

  test('is the host’s for a container, and booted by a VM', () => {
    const run = startRun(needing)
    const releases = ['box-1', 'new-box-1', 'old-vm-1', 'old-pod-1'].map((name) => life(run, name).release)
    expect(releases).toEqual(['linux-6.1', 'linux-6.1', old, old])
    // No host has that kernel, and a sandbox has one of its own, which is another.
    for (const name of ['old-box-1', 'old-cell-1']) expect(life(run, name).workload).toBe('pending')
    expect(run.metric('workload.placed', '')).toBe(4)
  })

  test('refuses a move with its reason, and the same for what is added later', () => {
    const run = startRun(needing)
    expect(run.perform(command('workload.move', { workload: 'old-box-1', host: 'host-1' }))).toEqual({
      reason: 'move-release',
      args: { host: 'host-1', group: 'old-box', kernel: 'linux-6.1', needed: old },
    })
    const late = { count: 1, flavour: 's', app: 'plain', millicores: 0, kernel: old }
    done(run, 'group.add', { ...late, name: 'late-box', kind: 'container' })
    done(run, 'group.add', { ...late, name: 'late-vm', kind: 'vm' })
    expect([life(run, 'late-box-1').workload, life(run, 'late-vm-1').release]).toEqual(['pending', old])
    done(run, 'host.add', { group: 'host', count: 1 })
    expect(life(run, 'late-box-1').workload).toBe('pending')
    expect(life(run, 'late-box-1').release).toBe('')
  })
})
