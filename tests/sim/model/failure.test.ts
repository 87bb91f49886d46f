// What goes down with what, and what comes back: after the table of failure domains.
import { describe, expect, test } from 'vitest'
import type { Run } from '../../../src/sim'
import {
  cell,
  command,
  done,
  factNames,
  fleet,
  group,
  rowsOf,
  scenario,
  second,
  startRun,
} from '../../support/builders'

/** On one host: two containers, a sandbox, a process, a VM alone, and a VM with three containers. */
const everything = scenario(
  [fleet('host', 1), fleet('spare', 1)],
  [
    group('box', 2, { on: 'host' }),
    group('cell', 1, { on: 'host', wrap: [{ profile: 'gvisor' }] }),
    group('bare', 1, { on: 'host', kind: 'process' }),
    group('alone', 1, { on: 'host', kind: 'vm' }),
    group('team', 3, { on: 'host', wrap: [{ profile: 'kvm-qemu', per: 3 }, { profile: 'runc' }] }),
    group('far', 1, { on: 'spare' }),
  ],
)
const all = ['box-1', 'box-2', 'cell-1', 'bare-1', 'alone-1', 'team-1', 'team-2', 'team-3', 'far-1']
const onHost = all.filter((name) => name !== 'far-1')

const states = ['pending', 'running', 'paused', 'stopped', 'crashed']

/** Names of the workloads in a state, in order. */
function inState(run: Run, state: string): readonly string[] {
  return rowsOf(run, 'workloads')
    .filter((row) => cell(run, 'workloads', 'state', row) === states.indexOf(state))
    .map((row) => all[row] ?? String(row))
}

function openAll(): Run {
  const run = startRun(everything)
  run.advance(second, Infinity)
  expect(inState(run, 'running')).toEqual(all)
  return run
}

describe('lost with it are', () => {
  test.each<readonly [string, string, Record<string, string>, readonly string[]]>([
    ['a container, itself', 'process.crash', { workload: 'box-1' }, ['box-1']],
    ['a process in a VM, itself', 'process.crash', { workload: 'team-2' }, ['team-2']],
    ['the guest of a VM alone, its workload', 'kernel.panic', { kernel: 'alone-vm-1' }, ['alone-1']],
    [
      'a guest with three containers, all of them',
      'kernel.panic',
      { kernel: 'team-vm-1' },
      ['team-1', 'team-2', 'team-3'],
    ],
    ['a sandbox, its container', 'kernel.panic', { kernel: 'cell-sandbox-1' }, ['cell-1']],
    ['the kernel of a host, everything on it', 'kernel.panic', { kernel: 'host-1' }, onHost],
    ['a host, everything on it', 'host.fail', { host: 'host-1' }, onHost],
  ])('%s', (_, name, args, lost) => {
    const run = openAll()
    expect(run.victims(command(name, args))).toEqual(lost)
    done(run, name, args)
    expect(inState(run, 'crashed')).toEqual(lost)
    expect(inState(run, 'running')).toEqual(all.filter((one) => !lost.includes(one)))
    expect(run.metric('workload.lost', '')).toBe(lost.length)
    // Each loss is stated once, and all of them go back to one cause.
    const facts = run.facts(0, 1000).filter((fact) => fact.name === 'workload.lost')
    expect(facts.map(({ args: { workload } }) => workload)).toEqual(lost)
    const roots = facts.map(({ ordinal }) => run.explain(ordinal)?.causes.at(-1)?.name)
    const root = {
      'process.crash': 'process.crashed',
      'kernel.panic': 'kernel.panicked',
      'host.fail': 'host.failed',
    }
    expect(new Set(roots)).toEqual(new Set([root[name as keyof typeof root]]))
  })

  test('what was stopped already is not lost again', () => {
    const run = openAll()
    done(run, 'container.kill', { container: 'box-1' })
    done(run, 'vm.shutdown', { vm: 'team-vm-1' })
    done(run, 'process.crash', { workload: 'bare-1' })
    const before = factNames(run).length
    done(run, 'host.fail', { host: 'host-1' })
    const lost = run.facts(before, 1000).filter(({ name }) => name === 'workload.lost')
    expect(lost.map(({ args }) => args['workload'])).toEqual(['box-2', 'cell-1', 'alone-1'])
    expect(inState(run, 'stopped')).toEqual(['box-1', 'team-1', 'team-2', 'team-3'])
  })

  test('what is paused is lost like what runs', () => {
    const run = openAll()
    done(run, 'container.pause', { container: 'box-1' })
    done(run, 'vm.suspend', { vm: 'team-vm-1' })
    done(run, 'kernel.panic', { kernel: 'host-1' })
    expect(inState(run, 'crashed')).toEqual(onHost)
  })
})

describe('back come', () => {
  test('after a reboot of the host’s kernel, what was lost, but not what was stopped', () => {
    const run = openAll()
    done(run, 'container.kill', { container: 'box-1' })
    done(run, 'vm.destroy', { vm: 'alone-vm-1' })
    done(run, 'kernel.panic', { kernel: 'host-1' })
    done(run, 'kernel.reboot', { kernel: 'host-1' })
    expect(inState(run, 'stopped')).toEqual(['box-1', 'alone-1'])
    expect(inState(run, 'running')).toEqual(all.filter((name) => name !== 'box-1' && name !== 'alone-1'))
    expect(run.stack('host-1')?.hostKernelState).toBe('running')
  })

  test('after a repair of the host, the same', () => {
    const run = openAll()
    done(run, 'container.kill', { container: 'box-2' })
    done(run, 'host.fail', { host: 'host-1' })
    expect(run.stack('host-1')).toMatchObject({ power: 'off', hostKernelState: 'off' })
    done(run, 'host.repair', { host: 'host-1' })
    expect(run.stack('host-1')).toMatchObject({ power: 'on', hostKernelState: 'running' })
    expect(inState(run, 'stopped')).toEqual(['box-2'])
    expect(inState(run, 'running')).toEqual(all.filter((name) => name !== 'box-2'))
  })

  test('after a reboot of a guest, its workloads and no others', () => {
    const run = openAll()
    done(run, 'process.crash', { workload: 'box-1' })
    done(run, 'kernel.panic', { kernel: 'team-vm-1' })
    done(run, 'kernel.reboot', { kernel: 'team-vm-1' })
    expect(inState(run, 'crashed')).toEqual(['box-1'])
    expect(inState(run, 'running')).toEqual(all.filter((name) => name !== 'box-1'))
  })

  test('after a reboot of a sandbox, its container', () => {
    const run = openAll()
    done(run, 'kernel.panic', { kernel: 'cell-sandbox-1' })
    done(run, 'kernel.reboot', { kernel: 'cell-sandbox-1' })
    expect(inState(run, 'running')).toEqual(all)
  })

  test('crashed processes after the time the rules say, if their kernel runs then', () => {
    const run = startRun({
      ...everything,
      rules: { failure: { processMeanSeconds: 31622400, processRestartSeconds: 5 } },
    })
    run.advance(second, Infinity)
    for (const workload of ['box-1', 'team-1', 'bare-1']) done(run, 'process.crash', { workload })
    run.advance(6 * second - 1, Infinity)
    expect(inState(run, 'crashed')).toEqual(['box-1', 'bare-1', 'team-1'])
    done(run, 'vm.suspend', { vm: 'team-vm-1' })
    run.advance(6 * second, Infinity)
    expect(inState(run, 'crashed')).toEqual(['team-1'])
    done(run, 'vm.resume', { vm: 'team-vm-1' })
    // In a paused VM nothing starts; it is tried again after the same time.
    run.advance(11 * second, Infinity)
    expect(inState(run, 'running')).toEqual(all)
  })

  test('a failed host by itself after the time the rules say', () => {
    const run = startRun({ ...everything, rules: { failure: { hostRepairSeconds: 30 } } })
    run.advance(second, Infinity)
    done(run, 'host.fail', { host: 'host-1' })
    run.advance(31 * second - 1, Infinity)
    expect(run.stack('host-1')?.power).toBe('off')
    run.advance(31 * second, Infinity)
    expect(run.stack('host-1')?.power).toBe('on')
    expect(inState(run, 'running')).toEqual(all)
    // Repaired by hand before, it is not repaired a second time.
    done(run, 'host.fail', { host: 'host-1' })
    run.advance(40 * second, Infinity)
    done(run, 'host.repair', { host: 'host-1' })
    run.advance(run.end, Infinity)
    expect(factNames(run).filter((name) => name === 'host.repaired')).toHaveLength(2)
  })
})

describe('refused is', () => {
  const refusals: readonly (readonly [
    string,
    readonly (readonly [string, Record<string, string>])[],
    string,
    Record<string, string>,
    string,
  ])[] = [
    [
      'a crash of what does not run',
      [['container.kill', { container: 'box-1' }]],
      'process.crash',
      { workload: 'box-1' },
      'not-running',
    ],
    [
      'a panic of a kernel that is off',
      [['vm.shutdown', { vm: 'alone-vm-1' }]],
      'kernel.panic',
      { kernel: 'alone-vm-1' },
      'kernel-not-running',
    ],
    [
      'a panic of a kernel that is paused',
      [['vm.suspend', { vm: 'alone-vm-1' }]],
      'kernel.panic',
      { kernel: 'alone-vm-1' },
      'kernel-not-running',
    ],
    [
      'a second panic',
      [['kernel.panic', { kernel: 'host-1' }]],
      'kernel.panic',
      { kernel: 'host-1' },
      'kernel-not-running',
    ],
    ['a reboot of a kernel that runs', [], 'kernel.reboot', { kernel: 'host-1' }, 'kernel-not-panicked'],
    [
      'a reboot of a guest under a panicked host',
      [['kernel.panic', { kernel: 'host-1' }]],
      'kernel.reboot',
      { kernel: 'team-vm-1' },
      'host-not-running',
    ],
    [
      'a reboot of a guest on a host without power',
      [['host.fail', { host: 'host-1' }]],
      'kernel.reboot',
      { kernel: 'team-vm-1' },
      'host-off',
    ],
    [
      'a second failure of a host',
      [['host.fail', { host: 'host-1' }]],
      'host.fail',
      { host: 'host-1' },
      'host-off',
    ],
    ['a repair of a host that is on', [], 'host.repair', { host: 'host-1' }, 'host-on'],
    ['something of a name that is not there', [], 'host.fail', { host: 'host-9' }, 'gone'],
    ['a kernel by the name of a workload', [], 'kernel.panic', { kernel: 'box-1' }, 'gone'],
  ]
  test.each(refusals)('%s', (_, before, name, args, reason) => {
    const run = openAll()
    for (const [earlier, its] of before) done(run, earlier, its)
    const digest = run.hash()
    expect(run.could(command(name, args))?.reason).toBe(reason)
    expect(run.perform(command(name, args))?.reason).toBe(reason)
    expect(run.victims(command(name, args))).toEqual([])
    expect(run.hash()).toBe(digest)
  })
})
