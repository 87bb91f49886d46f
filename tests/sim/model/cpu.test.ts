// CPU on real hosts, against shares worked out by hand.
import { describe, expect, test } from 'vitest'
import { evaluateLaw, type Run, type WorkloadGroup } from '../../../src/sim'
import {
  cell,
  command,
  done,
  fleet,
  group,
  rowsOf,
  scenario,
  second,
  startRun,
  define,
  crate,
} from '../../support/builders'
import { lawOf } from './law'

/** One host with so many cores. */
function host(cores: number, workloads: readonly WorkloadGroup[], kernel = 'linux'): Run {
  const machines = { crate: { ...crate, coresPerSocket: cores, memoryMiB: 100000 } }
  const run = startRun(
    scenario([fleet('host', 1, { kernel })], workloads, { define: { ...define, machines } }),
  )
  // The demand is read in the first instant.
  run.advance(0, Infinity)
  return run
}

/** A process with a demand, and the vCPUs for it. */
const wants = (name: string, millicores: number, more: Partial<WorkloadGroup> = {}): WorkloadGroup =>
  group(name, 1, { kind: 'process', flavours: ['xlarge'], demand: { law: 'constant', millicores }, ...more })

/** What each workload gets, in order. */
const granted = (run: Run): readonly number[] =>
  rowsOf(run, 'workloads').map((row) => cell(run, 'workloadCpu', 'grantedMillicores', row))

describe('sharing a host', () => {
  test('O-4: 12 cores, two that want more than their part, one that wants less', () => {
    // C wants 2000 and gets it; A and B share 10000 by 1 : 2, 3333.33 and 6666.67. The millicore that is left
    // over when both are rounded down goes to the first of them.
    const run = host(12, [
      wants('a', 8000, { shares: 1000 }),
      wants('b', 8000, { shares: 2000 }),
      wants('c', 2000, { shares: 1000 }),
    ])
    expect(granted(run)).toEqual([3334, 6666, 2000])
    expect(run.metric('cpu.used', 'host-1')).toBe(12000)
    expect(run.metric('cpu.demand', 'host-1')).toBe(18000)
  })

  test('O-5: 10 cores, the floor of one and the weight of the others', () => {
    // At 2 millicores a share B gets 2000, below its cap of 3000, C gets 4000, and A its floor of 4000.
    const run = host(10, [
      wants('a', 8000, { shares: 1000, reservationMillicores: 4000 }),
      wants('b', 8000, { shares: 1000, limitMillicores: 3000 }),
      wants('c', 8000, { shares: 2000 }),
    ])
    expect(granted(run)).toEqual([4000, 2000, 4000])
  })

  test('with enough for all, each gets what it wants, and nobody waits', () => {
    const run = host(10, [wants('a', 3000), wants('b', 500)])
    expect(granted(run)).toEqual([3000, 500])
    expect(run.metric('cpu.steal', 'host-1')).toBe(0)
  })

  test('a floor is kept only as far as it is wanted', () => {
    // B reserves 6 of 8 cores and wants 1: A gets the other 7.
    const run = host(8, [wants('a', 8000), wants('b', 1000, { reservationMillicores: 6000 })])
    expect(granted(run)).toEqual([7000, 1000])
  })

  test('without shares of its own a workload weighs 1000 for each vCPU', () => {
    // Flavours of 1 and 4 vCPUs that want all 2 cores: 1 : 4.
    const run = host(2, [wants('a', 4000, { flavours: ['s'] }), wants('b', 4000, { flavours: ['l'] })])
    expect(granted(run)).toEqual([400, 1600])
  })

  test('what is paused, stopped or lost wants nothing', () => {
    const run = host(
      2,
      ['a', 'b', 'c', 'd'].map((name) => wants(name, 2000, { kind: 'container' })),
    )
    expect(granted(run)).toEqual([500, 500, 500, 500])
    done(run, 'container.pause', { container: 'a-1' })
    expect(granted(run)).toEqual([0, 667, 667, 666])
    done(run, 'container.kill', { container: 'b-1' })
    expect(granted(run)).toEqual([0, 0, 1000, 1000])
    done(run, 'process.crash', { workload: 'c-1' })
    expect(granted(run)).toEqual([0, 0, 0, 2000])
    done(run, 'container.resume', { container: 'a-1' })
    expect(granted(run)).toEqual([1000, 0, 0, 1000])
  })

  test('a host without power gives nothing', () => {
    const run = host(4, [wants('a', 3000)])
    done(run, 'host.fail', { host: 'host-1' })
    expect([granted(run), run.metric('cpu.used', ''), run.metric('cpu.demand', '')]).toEqual([[0], 0, 0])
  })
})

describe('limits', () => {
  test('a workload uses no more threads than it has vCPUs, and no more than its cap', () => {
    const run = host(16, [
      wants('a', 9000, { flavours: ['m'] }),
      wants('b', 9000, { flavours: ['m'], limitMillicores: 700 }),
      wants('c', 9000, { flavours: ['m'], limitMillicores: 5000 }),
    ])
    expect(granted(run)).toEqual([2000, 700, 2000])
    // What they want beyond that is not waited for.
    expect([run.metric('cpu.demand', ''), run.metric('cpu.steal', '')]).toEqual([4700, 0])
  })

  test('a VM uses no more threads than it has vCPUs, however much its workloads want', () => {
    // Two VMs of two workloads with one vCPU each on 3 cores: 1500 for each VM, 750 for each workload.
    const wrap = [{ profile: 'xen', per: 2 }]
    const run = host(3, [group('web', 4, { wrap, demand: { law: 'constant', millicores: 1000 } })], 'xen')
    expect(granted(run)).toEqual([750, 750, 750, 750])
    // On 16 cores each workload gets what it wants, and its VM both of its threads.
    const wide = host(16, [group('web', 4, { wrap, demand: { law: 'constant', millicores: 5000 } })], 'xen')
    expect(granted(wide)).toEqual([1000, 1000, 1000, 1000])
  })

  test('a VM weighs what its workloads weigh', () => {
    // A VM of three against a lone process of the same size: 3 : 1 of 2 cores.
    const run = host(
      2,
      [
        group('pool', 3, {
          wrap: [{ profile: 'kvm-qemu', per: 3 }],
          demand: { law: 'constant', millicores: 900 },
        }),
        wants('lone', 900, { flavours: ['s'] }),
      ],
      'kvm',
    )
    expect(granted(run)).toEqual([500, 500, 500, 500])
  })
})

describe('virtualization', () => {
  test.each([
    // 1.023, 1.053 and 1.035 of 1000 millicores.
    ['kvm', [{ profile: 'kvm-qemu' }], 1023],
    ['kvm', [{ profile: 'firecracker' }], 1053],
    ['esxi', [{ profile: 'esxi' }], 1035],
    ['xen', [{ profile: 'xen' }], 1000],
    ['kvm', [{ profile: 'kvm-qemu' }, { profile: 'runc' }], 1023],
    ['linux', [{ profile: 'runc' }], 1000],
    ['linux', [], 1000],
  ])('on %s in %j a demand of 1000 becomes %d', (kernel, wrap, wanted) => {
    const run = host(16, [wants('a', 1000, { wrap })], kernel)
    expect([granted(run), run.metric('cpu.demand', 'host-1')]).toEqual([[wanted], wanted])
  })

  test('a part of a millicore is rounded up', () => {
    // 10 * 1.023 = 10.23.
    expect(granted(host(16, [wants('a', 10, { kind: 'vm' })], 'kvm'))).toEqual([11])
  })
})

describe('reservations', () => {
  test('are promised up to the cores of a host, and refused beyond', () => {
    const run = host(4, [
      group('a', 2, { kind: 'process', reservationMillicores: 1500 }),
      group('b', 1, { kind: 'process', reservationMillicores: 1001 }),
      group('c', 1, { kind: 'process', reservationMillicores: 1000 }),
      group('d', 1, { kind: 'process', reservationMillicores: 1 }),
      group('e', 1, { kind: 'process' }),
    ])
    const placed = ['a', 'b', 'c', 'd', 'e'].map((name) => run.metric('workload.placed', name))
    expect(placed).toEqual([2, 0, 1, 0, 1])
    expect(cell(run, 'hostPlacement', 'reservedMillicores', 0)).toBe(4000)
    const failed = run.facts(0, 100).filter(({ name }) => name === 'placement.failed')
    expect(failed.map(({ args }) => args)).toEqual([
      { group: 'b', count: 1 },
      { group: 'd', count: 1 },
    ])
    const reasons = run.explain(failed[0]?.ordinal ?? -1)?.steps ?? []
    expect(
      reasons.some(
        ({ step, subject, passed }) => step === 'filter.cpu-reservation' && subject === 'host-1' && !passed,
      ),
    ).toBe(true)
  })

  test('are given back by what loses its place', () => {
    const run = host(4, [
      group('a', 2, { kind: 'process', reservationMillicores: 2000 }),
      group('b', 1, { kind: 'process', reservationMillicores: 500 }),
    ])
    done(run, 'workload.resize', { group: 'a', memoryMiB: 1000000 })
    expect(cell(run, 'hostPlacement', 'reservedMillicores', 0)).toBe(0)
    done(run, 'workload.resize', { group: 'b', memoryMiB: 100 })
    expect(cell(run, 'hostPlacement', 'reservedMillicores', 0)).toBe(500)
  })
})

describe('steal', () => {
  test('is the part of the wanted time that was waited for, in thousandths', () => {
    // 8 wanted of 2 cores: 750. With 6 wanted of 4: a third, rounded down.
    expect(host(2, [wants('a', 8000)]).metric('cpu.steal', 'host-1')).toBe(750)
    expect(host(4, [wants('a', 6000)]).metric('cpu.steal', '')).toBe(333)
    expect(evaluateLaw(lawOf('cpu.steal'), { demandMillicores: 6000, grantedMillicores: 4000 })).toEqual({
      permille: 333,
    })
  })

  test('of the fleet is that of its hosts together', () => {
    const run = startRun(
      scenario(
        [fleet('host', 2, { machine: 'box' })],
        [
          group('web', 2, {
            flavours: ['l'],
            place: { policy: 'spread' },
            demand: { law: 'constant', millicores: 3000 },
          }),
        ],
      ),
    )
    run.advance(0, Infinity)
    done(run, 'container.pause', { container: 'web-1' })
    expect(['host-1', 'host-2', ''].map((name) => run.metric('cpu.steal', name))).toEqual([0, 333, 333])
  })
})

test('work done is booked exactly: rate times time, whatever the changes', () => {
  // 1500 for 10 s, 500 for 7.5 s, nothing for 2.5 s.
  const run = host(4, [wants('a', 1500, { kind: 'container' })])
  run.advance(10 * second, Infinity)
  done(run, 'workload.demand', { group: 'a', millicores: 500 })
  run.advance(17.5 * second, Infinity)
  done(run, 'container.kill', { container: 'a-1' })
  run.advance(20 * second, Infinity)
  done(run, 'container.start', { container: 'a-1' })
  expect(cell(run, 'hostCpu', 'workSeconds', 0)).toBe(15000 + 3750)
  expect(run.could(command('workload.demand', { group: 'a', millicores: 500 }))).toEqual({
    reason: 'nothing-to-change',
    args: { group: 'a' },
  })
})

test('weights that no number can hold together are refused, and never become nothing', () => {
  const child = (name: string, weight: number) => ({ name, weight, demand: 1e308 })
  const root = { name: 'root', weight: 1, children: [child('a', 1e300), child('b', 1e-300)] }
  expect(evaluateLaw(lawOf('cpu.fair-share'), { capacity: 1e308, root })).toHaveProperty('error')
})
