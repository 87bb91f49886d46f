// Isolation: what one fault takes along, what can be reached, and faults that come by chance.
import { describe, expect, test } from 'vitest'
import { audit } from '../../../../src/sim/core'
import { evaluateLaw, type Command, type Run, type Scenario } from '../../../../src/sim'
import {
  command,
  define,
  done,
  factNames,
  fleet,
  group,
  hour,
  scenario,
  second,
  startRun,
} from '../../../support/builders'
import { lawOf } from '../law'

const refused = (run: Run, name: string, args: Command['args']): string | null =>
  run.perform(command(name, args))?.reason ?? null
const told = (run: Run, name: string, subject = ''): number => run.metric(name, subject)

describe('expected losses, O-35', () => {
  test('are not fewer with VMs: 21.6 and 25.6 in a year', () => {
    const law = lawOf('isolation.expected-losses')
    expect(evaluateLaw(law, { instances: 40, virtualMachines: 0 })).toEqual({ lostPerYear: 21.6 })
    expect(evaluateLaw(law, { instances: 40, virtualMachines: 10 })).toEqual({ lostPerYear: 25.6 })
  })

  test('but fewer at once: 4 instead of 40', () => {
    const law = lawOf('isolation.largest-loss')
    expect(evaluateLaw(law, { instances: 40, virtualMachines: 0 })).toEqual({ byKernel: 40, byHost: 40 })
    expect(evaluateLaw(law, { instances: 40, virtualMachines: 10 })).toEqual({ byKernel: 4, byHost: 40 })
    expect(evaluateLaw(law, { instances: 41, virtualMachines: 10 })).toEqual({ byKernel: 5, byHost: 41 })
  })
})

/** O-35 with its rates: 0.5, 0.1 and 0.04 a year are means of 17,520, 87,600 and 219,000 hours. */
const byChance = (vms: boolean, seed: number): Scenario =>
  scenario(
    [fleet('host', 1, { machine: 'wide' })],
    [
      group('it', 40, {
        flavours: ['tiny'],
        demand: { law: 'constant', millicores: 0 },
        ...(vms ? { wrap: [{ profile: 'kvm-qemu', per: 4 }, { profile: 'runc' }] } : {}),
      }),
    ],
    {
      seed,
      horizon: 40 * 8760 * hour,
      define: {
        ...define,
        machines: { wide: { ...define.machines.crate, coresPerSocket: 64, memoryMiB: 65536 } },
        flavours: { tiny: { vcpus: 1, memoryMiB: 10, source: 'assumed' } },
      },
      rules: {
        failure: { hostMeanHours: 219000, hostRepairSeconds: 210 },
        isolation: { kernelMeanHours: 17520, hypervisorMeanHours: 87600 },
      },
    },
  )

describe('the same by chance', () => {
  const years = 40
  const seeds = 40

  /** Mean losses a year over all runs. */
  function play(vms: boolean): number {
    let lost = 0
    for (let seed = 1; seed <= seeds; seed++) {
      const run = startRun(byChance(vms, seed))
      run.advance(years * 8760 * hour, Infinity)
      lost += told(run, 'isolation.lost')
      if (seed === 1) expect(audit(run.engine.world, run.engine.model)).toBeNull()
    }
    return lost / (years * seeds)
  }

  test.each([
    ['containers on one kernel', false, 21.6],
    ['containers in ten VMs', true, 25.6],
  ] as const)('%s lose as many a year as the law says', (_, vms, expected) => {
    const perYear = play(vms)
    // Variance of the yearly sum: 40² for each common event, 4² for each guest's. Four standard errors.
    const variance = vms ? 40 * 40 * 0.14 + 10 * 0.5 * 4 * 4 : 40 * 40 * 0.54
    const tolerance = 4 * Math.sqrt(variance / (years * seeds))
    expect(Math.abs(perYear - expected)).toBeLessThan(tolerance)
    // The test can fail: the other arrangement's losses are further away than that.
    expect(tolerance).toBeLessThan(4)
  })

  test('the draws of a kernel do not hang on what others do', () => {
    const alone = startRun(byChance(true, 7))
    const crowded = startRun(byChance(true, 7))
    done(crowded, 'group.add', {
      name: 'more',
      kind: 'vm',
      count: 3,
      flavour: 'tiny',
      app: 'plain',
      millicores: 0,
    })
    for (const run of [alone, crowded]) run.advance(years * 8760 * hour, Infinity)
    const panics = (run: Run): readonly string[] =>
      run
        .facts(0, 65536)
        .filter(({ name }) => name === 'kernel.panicked')
        .map((fact) => `${fact.at} ${JSON.stringify(fact.args)}`)
    const ofIt = (lines: readonly string[]): readonly string[] =>
      lines.filter((line) => line.includes('it-vm'))
    // A guest that is down with its host misses its own panic: the host's panics are the same in both.
    expect(ofIt(panics(crowded))).toEqual(ofIt(panics(alone)))
  })
})

describe('availability of a structure', () => {
  const of = (input: unknown): unknown => evaluateLaw(lawOf('availability.structure'), input)
  const pair = { kOfN: { k: 1, n: 2, a: { series: ['0.995', '0.998'] } } }

  test('as written in the evaluation', () => {
    expect(of({ structure: { series: ['0.9995', pair] } })).toEqual({
      availability: 0.999451164,
      downtimeMinutesPerYear: 288.468028,
    })
    expect(of({ mtbfHours: 2000, mttrHours: 5 })).toEqual({
      availability: 0.9975,
      downtimeMinutesPerYear: 1314,
    })
    expect(of({ mttfHours: 1995, mttrHours: 5 })).toEqual({
      availability: 0.9975,
      downtimeMinutesPerYear: 1314,
    })
  })

  test('parallel parts are one of n, and all of n are a series', () => {
    const parts = ['0.9', '0.9', '0.9']
    expect(of({ structure: { parallel: parts } })).toEqual(
      of({ structure: { kOfN: { k: 1, n: 3, a: '0.9' } } }),
    )
    expect(of({ structure: { series: parts } })).toEqual(
      of({ structure: { kOfN: { k: 3, n: 3, a: '0.9' } } }),
    )
    // 3 · 0.9² · 0.1 + 0.9³
    expect(of({ structure: { kOfN: { k: 2, n: 3, a: '0.9' } } })).toEqual({
      availability: 0.972,
      downtimeMinutesPerYear: 14716.8,
    })
    expect(of({ structure: { component: { component: '0.5' } } })).toHaveProperty('availability', 0.5)
    expect(of({ structure: '1' })).toEqual({ availability: 1, downtimeMinutesPerYear: 0 })
    expect(of({ structure: '0' })).toEqual({ availability: 0, downtimeMinutesPerYear: 525600 })
  })

  test('decimals are exact: ten of nine nines', () => {
    // 1 - 0.9999999999 is 1e-10 exactly; doubles would not say so.
    expect(of({ structure: '0.9999999999' })).toEqual({ availability: 1, downtimeMinutesPerYear: 0.000053 })
    expect(of({ structure: { kOfN: { k: 1000, n: 1000, a: '0.999' } } })).toHaveProperty(
      'availability',
      0.367695425,
    )
  })

  test.each([
    [{}, 'structure'],
    [{ structure: 0.5 }, 'structure'],
    [{ structure: '1.5' }, 'structure'],
    [{ structure: '-0.1' }, 'structure'],
    [{ structure: 'often' }, 'structure'],
    [{ structure: { series: [] } }, 'structure.series'],
    [{ structure: { series: ['0.5', { parallel: ['0.5', '2'] }] } }, 'structure.series[1].parallel[1]'],
    [{ structure: { kOfN: { k: 3, n: 2, a: '0.5' } } }, 'structure.kOfN.k'],
    [{ structure: { kOfN: { k: 1, n: 0, a: '0.5' } } }, 'structure.kOfN.n'],
    [{ structure: { kOfN: { k: 1, n: 2 } } }, 'structure.kOfN.a'],
    [{ structure: { series: ['1'], parallel: ['1'] } }, 'structure'],
    [{ structure: { kOfN: { k: 1, n: 1000, a: { kOfN: { k: 1, n: 1000, a: '0.5' } } } } }, 'structure.kOfN'],
    [{ mtbfHours: 5 }, 'mttrHours'],
    [{ mtbfHours: 5, mttrHours: 6 }, 'mttrHours'],
    [{ mttfHours: 0, mttrHours: 0 }, 'mttfHours'],
    [{ mttfHours: -1, mttrHours: 1 }, 'mttfHours'],
    [{ mttfHours: 1, mtbfHours: 1, mttrHours: 1 }, 'mtbfHours'],
  ])('%j is wrong at %s', (input, path) => {
    expect(of(input)).toHaveProperty('error.path', path)
  })

  test('nesting has an end', () => {
    let structure: unknown = '0.5'
    for (let level = 0; level < 60; level++) structure = { component: structure }
    expect(of({ structure })).toHaveProperty('error')
    expect(of({ structure: { series: Array.from({ length: 5000 }, () => '0.5') } })).toHaveProperty('error')
  })
})

const mixed = scenario(
  [fleet('host', 1), fleet('xen', 1, { kernel: 'xen' })],
  [
    group('box', 4, { on: 'host', app: 'fat' }),
    group('pod', 4, { on: 'host', wrap: [{ profile: 'kvm-qemu', per: 2 }, { profile: 'runc' }], app: 'fat' }),
    group('cell', 1, { on: 'host', wrap: [{ profile: 'gvisor' }] }),
    group('bare', 1, { on: 'host', kind: 'process' }),
  ],
)

describe('what is told', () => {
  test('the blast radius is that of the kernel with most, and falls with what stops', () => {
    const run = startRun(mixed)
    // box 4 and bare 1 under the host's kernel, two guests with 2 each, one sandbox.
    expect([told(run, 'isolation.blast-radius'), told(run, 'isolation.kernels')]).toEqual([5, 4])
    expect(told(run, 'isolation.group-blast-radius', 'pod')).toBe(2)
    expect(told(run, 'isolation.group-blast-radius', 'box')).toBe(4)
    done(run, 'kernel.panic', { kernel: 'pod-vm-1' })
    expect([told(run, 'isolation.lost', 'pod'), told(run, 'isolation.lost-at-once', 'pod')]).toEqual([2, 2])
    expect(told(run, 'isolation.kernels')).toBe(3)
    done(run, 'kernel.panic', { kernel: 'host-1' })
    expect([told(run, 'isolation.blast-radius'), told(run, 'isolation.lost')]).toEqual([0, 10])
  })

  test('memory that is not application adds up over hosts and groups', () => {
    const run = startRun(mixed)
    const groups = ['box', 'pod', 'cell', 'bare'].map((name) => told(run, 'memory.group-not-app', name))
    expect(groups.reduce((sum, one) => sum + one, 0)).toBe(told(run, 'memory.not-app'))
    expect(told(run, 'memory.not-app', 'host-1')).toBe(told(run, 'memory.not-app'))
    // 4 × 100 of which 40 are libraries: 40 once, and 4 MiB of runc each.
    expect(groups[0]).toBe(40 + 4 * 4)
    expect(groups[3]).toBe(0)
  })

  test('the index of a group without a filter is higher by 44 system calls', () => {
    const open = { seccomp: 'unconfined' } as const
    const run = startRun(
      scenario(
        [fleet('host', 1)],
        [group('box', 1), group('open', 1, { security: open }), group('bare', 1, { kind: 'process' })],
      ),
    )
    expect(told(run, 'isolation.attack-index', 'open')).toBeCloseTo(85, 9)
    expect(told(run, 'isolation.attack-index', 'bare')).toBeCloseTo(85, 9)
  })
})

describe('VMM and daemon', () => {
  test('a VMM takes its VM along and no other', () => {
    const run = startRun(mixed)
    done(run, 'vmm.crash', { vm: 'pod-vm-1' })
    expect(factNames(run).filter((name) => name === 'workload.lost')).toHaveLength(2)
    expect(refused(run, 'vmm.crash', { vm: 'pod-vm-1' })).toBe('vmm-not-there')
    expect(refused(run, 'vmm.crash', { vm: 'cell-sandbox-1' })).toBe('not-a-vm')
    done(run, 'vm.start', { vm: 'pod-vm-1' })
    expect(told(run, 'workload.running')).toBe(10)
  })

  test('a daemon takes nothing along where shims survive, else the containers and not the rest', () => {
    const run = startRun(mixed)
    done(run, 'daemon.crash', { host: 'host-1' })
    expect(told(run, 'workload.running')).toBe(10)
    expect(refused(run, 'daemon.crash', { host: 'host-1' })).toBe('daemon-down')
    done(run, 'daemon.restart', { host: 'host-1' })
    expect(refused(run, 'daemon.restart', { host: 'host-1' })).toBe('daemon-up')
    done(run, 'daemon.crash', { host: 'host-1', liveRestore: false })
    // The four of box and the sandbox; not the process, and not what runs in VMs.
    expect(told(run, 'workload.running')).toBe(5)
    done(run, 'daemon.restart', { host: 'host-1' })
    expect(told(run, 'workload.running')).toBe(10)
    expect(refused(run, 'daemon.crash', { host: 'xen-1' })).toBe('no-daemon')
    expect(audit(run.engine.world, run.engine.model)).toBeNull()
  })

  test('restart policies hold: what is to stay down stays down', () => {
    const run = startRun(
      scenario(
        [fleet('host', 1)],
        [group('no', 2, { restart: 'no' }), group('always', 2, { restart: 'always' })],
      ),
    )
    run.advance(second, Infinity)
    done(run, 'container.stop', { container: 'always-2' })
    done(run, 'daemon.crash', { host: 'host-1', liveRestore: false })
    done(run, 'daemon.restart', { host: 'host-1' })
    expect([told(run, 'workload.running', 'no'), told(run, 'workload.running', 'always')]).toEqual([0, 2])
  })

  test('a host that boots anew has its daemon again', () => {
    const run = startRun(mixed)
    done(run, 'daemon.crash', { host: 'host-1' })
    done(run, 'host.fail', { host: 'host-1' })
    expect(refused(run, 'daemon.restart', { host: 'host-1' })).toBe('host-not-running')
    done(run, 'host.repair', { host: 'host-1' })
    expect(refused(run, 'daemon.restart', { host: 'host-1' })).toBe('daemon-up')
  })
})
