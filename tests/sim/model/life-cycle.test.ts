// Life cycles: of VMs after libvirt, of containers after OCI and Docker. Every state against every command.
import { describe, expect, test } from 'vitest'
import type { Command, Run } from '../../../src/sim'
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

const world = scenario(
  [fleet('host', 1), fleet('xen', 1, { kernel: 'xen' })],
  [
    group('vm', 1, { on: 'host', kind: 'vm' }),
    group('pod', 2, { on: 'host', wrap: [{ profile: 'kvm-qemu', per: 2 }, { profile: 'runc' }] }),
    group('box', 1, { on: 'host' }),
    group('cell', 1, { on: 'host', wrap: [{ profile: 'gvisor' }] }),
    group('bare', 1, { on: 'host', kind: 'process' }),
    // Nothing can run these where they are put: they wait.
    group('homeless', 1, { on: 'xen' }),
    group('homeless-guest', 1, { on: 'xen', kind: 'vm' }),
  ],
)

type Step = readonly [name: string, args: Command['args']]
const vm = (name: string): Step => [`vm.${name}`, { vm: 'vm-vm-1' }]
const box = (name: string): Step => [`container.${name}`, { container: 'box-1' }]

function after(steps: readonly Step[]): Run {
  const run = startRun(world)
  run.advance(second, Infinity)
  for (const [name, args] of steps) done(run, name, args)
  return run
}

/** The state the inspector shows for one thing. */
function stateOf(run: Run, table: string, owner: string, name: string): unknown {
  return run.inspect(table, name).find((field) => field.table === owner && field.column === 'state')?.value
}
const vmState = (run: Run): unknown => stateOf(run, 'kernels', 'vms', 'vm-vm-1')
const workloadState = (run: Run, name: string): unknown => stateOf(run, 'workloads', 'workloads', name)
const containerState = (run: Run, name = 'box-1'): unknown => stateOf(run, 'workloads', 'containers', name)

/** The only workload of the VM, and the guest kernel, in each state of the VM. */
const inside = {
  running: ['running', 'running'],
  paused: ['paused', 'paused'],
  shutoff: ['stopped', 'off'],
  crashed: ['crashed', 'panicked'],
} as const
type VmState = keyof typeof inside

describe('a VM', () => {
  const into: Record<VmState, readonly Step[]> = {
    running: [],
    paused: [vm('suspend')],
    shutoff: [vm('shutdown')],
    crashed: [['kernel.panic', { kernel: 'vm-vm-1' }]],
  }
  /** After libvirt: where each command leads from each state; everything else is refused. */
  const leads: Record<string, Partial<Record<VmState, VmState>>> = {
    start: { shutoff: 'running', crashed: 'running' },
    suspend: { running: 'paused' },
    resume: { paused: 'running' },
    shutdown: { running: 'shutoff' },
    destroy: { running: 'shutoff', paused: 'shutoff', crashed: 'shutoff' },
  }
  const cases = Object.entries(leads).flatMap(([name, to]) =>
    (Object.keys(inside) as VmState[]).map((from) => [name, from, to[from] ?? null] as const),
  )

  test.each(cases)('%s when %s leads to %s', (name, from, to) => {
    const run = after(into[from])
    expect(vmState(run)).toBe(from)
    const [step, args] = vm(name)
    const digest = run.hash()
    const refusal = run.perform(command(step, args))
    expect(refusal).toEqual(to === null ? { reason: 'vm-in-state', args: { state: from } } : null)
    if (to === null) expect(run.hash()).toBe(digest)
    const now = to ?? from
    expect(vmState(run)).toBe(now)
    expect([workloadState(run, 'vm-1'), stateOf(run, 'kernels', 'kernels', 'vm-vm-1')]).toEqual(inside[now])
  })

  test('that is suspended or shut off uses no CPU and keeps its memory', () => {
    const run = after([])
    const used = run.metric('memory.used', 'host-1')
    const busy = run.metric('cpu.used', 'host-1')
    for (const [step, back] of [
      ['suspend', 'resume'],
      ['shutdown', 'start'],
    ] as const) {
      done(run, ...vm(step))
      // 100 millicores times 1.023, rounded up.
      expect(run.metric('cpu.used', 'host-1')).toBe(busy - 103)
      expect(run.metric('memory.used', 'host-1')).toBe(used)
      done(run, ...vm(back))
      expect(run.metric('cpu.used', 'host-1')).toBe(busy)
    }
  })

  test('says what happened to it in its own words', () => {
    const steps = ['suspend', 'resume', 'shutdown', 'start', 'destroy'].map(vm)
    const run = after(steps)
    const names = factNames(run).filter((name) => name.startsWith('vm.'))
    expect(names.slice(-5)).toEqual([
      'vm.suspended',
      'vm.resumed',
      'vm.shut-down',
      'vm.started',
      'vm.destroyed',
    ])
  })

  test.each<readonly [string, readonly Step[], string, string]>([
    ['a host is none', [], 'host-1', 'not-a-vm'],
    ['a sandbox is none', [], 'cell-sandbox-1', 'not-a-vm'],
    ['one without a host cannot start', [], 'homeless-guest-vm-1', 'vm-without-host'],
    [
      'none starts under a panicked kernel',
      [['kernel.panic', { kernel: 'host-1' }]],
      'vm-vm-1',
      'host-not-running',
    ],
    ['none starts without power', [['host.fail', { host: 'host-1' }]], 'vm-vm-1', 'host-not-running'],
    ['one that is not there is gone', [], 'vm-vm-2', 'gone'],
  ])('%s', (_, before, name, reason) => {
    for (const step of ['start', 'suspend', 'resume', 'shutdown', 'destroy']) {
      expect(after(before).perform(command(`vm.${step}`, { vm: name }))?.reason).toBe(reason)
    }
  })

  test('takes the containers inside along', () => {
    const run = after([])
    const both = (): unknown =>
      ['pod-1', 'pod-2'].map((name) => [containerState(run, name), workloadState(run, name)])
    const twice = (container: string, workload: string) => [
      [container, workload],
      [container, workload],
    ]
    done(run, 'vm.shutdown', { vm: 'pod-vm-1' })
    expect(both()).toEqual(twice('stopped', 'stopped'))
    done(run, 'vm.start', { vm: 'pod-vm-1' })
    expect(both()).toEqual(twice('running', 'running'))
    done(run, 'vm.destroy', { vm: 'pod-vm-1' })
    expect(both()).toEqual(twice('stopped', 'stopped'))
  })

  test('that is resumed leaves a container paused that had been paused before', () => {
    const run = after([['container.pause', { container: 'pod-1' }]])
    done(run, 'vm.suspend', { vm: 'pod-vm-1' })
    expect(['pod-1', 'pod-2'].map((name) => workloadState(run, name))).toEqual(['paused', 'paused'])
    done(run, 'vm.resume', { vm: 'pod-vm-1' })
    expect(['pod-1', 'pod-2'].map((name) => workloadState(run, name))).toEqual(['paused', 'running'])
    done(run, 'container.resume', { container: 'pod-1' })
    expect(workloadState(run, 'pod-1')).toBe('running')
  })
})

describe('a container', () => {
  type State = 'running' | 'paused' | 'stopped'
  const into: Record<State, readonly Step[]> = {
    running: [],
    paused: [box('pause')],
    stopped: [box('kill')],
  }
  const leads: Record<string, Partial<Record<State, State>>> = {
    start: { stopped: 'running' },
    pause: { running: 'paused' },
    resume: { paused: 'running' },
    kill: { running: 'stopped', paused: 'stopped' },
  }
  const cases = Object.entries(leads).flatMap(([name, to]) =>
    (Object.keys(into) as State[]).map((from) => [name, from, to[from] ?? null] as const),
  )

  test.each(cases)('%s when %s leads to %s', (name, from, to) => {
    const run = after(into[from])
    expect(containerState(run)).toBe(from)
    const [step, args] = box(name)
    const digest = run.hash()
    const refusal = run.perform(command(step, args))
    expect(refusal).toEqual(to === null ? { reason: 'container-in-state', args: { state: from } } : null)
    if (to === null) expect(run.hash()).toBe(digest)
    expect([containerState(run), workloadState(run, 'box-1')]).toEqual([to ?? from, to ?? from])
  })

  test('that crashed is stopped, as its runtime sees it, and can be started', () => {
    const run = after([['process.crash', { workload: 'box-1' }]])
    expect([containerState(run), workloadState(run, 'box-1')]).toEqual(['stopped', 'crashed'])
    done(run, ...box('start'))
    expect([containerState(run), workloadState(run, 'box-1')]).toEqual(['running', 'running'])
    expect(run.metric('workload.lost', '')).toBe(0)
  })

  test('says what happened to it in its own words', () => {
    const run = after(['pause', 'resume', 'kill', 'start'].map(box))
    expect(factNames(run).slice(-4)).toEqual([
      'container.paused',
      'container.resumed',
      'container.killed',
      'container.started',
    ])
  })

  test.each<readonly [string, readonly Step[], string, string]>([
    ['a process is none', [], 'bare-1', 'not-a-container'],
    ['a bare VM has none', [], 'vm-1', 'not-a-container'],
    ['one without a host cannot start', [], 'homeless-1', 'container-without-host'],
    ['none starts in a VM that is paused', [['vm.suspend', { vm: 'pod-vm-1' }]], 'pod-1', 'vm-is-paused'],
    ['none starts in a VM that is off', [['vm.shutdown', { vm: 'pod-vm-1' }]], 'pod-1', 'kernel-not-running'],
    [
      'none starts under a panicked kernel',
      [['kernel.panic', { kernel: 'host-1' }]],
      'box-1',
      'kernel-not-running',
    ],
    [
      'none starts in a panicked sandbox',
      [['kernel.panic', { kernel: 'cell-sandbox-1' }]],
      'cell-1',
      'kernel-not-running',
    ],
    ['one that is not there is gone', [], 'box-2', 'gone'],
  ])('%s', (_, before, name, reason) => {
    for (const step of ['start', 'pause', 'resume', 'kill']) {
      expect(after(before).perform(command(`container.${step}`, { container: name }))?.reason).toBe(reason)
    }
  })

  test('waits as created while it has no host', () => {
    const run = after([])
    const homeless = rowsOf(run, 'workloads').find((row) => cell(run, 'containers', 'state', row) === 1)
    expect(homeless).toBeDefined()
    expect([containerState(run, 'homeless-1'), workloadState(run, 'homeless-1')]).toEqual([
      'created',
      'pending',
    ])
  })
})
