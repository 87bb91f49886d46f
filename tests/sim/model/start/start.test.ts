// From 'accepted' to 'running': phases one after the other, by what they need and what they get.
import { describe, expect, test } from 'vitest'
import type { Scenario } from '../../../../src/sim'
import { ContainerState } from '../../../../src/sim/model/container'
import { performInstant } from '../../../../src/sim/core'
import { KernelState } from '../../../../src/sim/model/kernel'
import { keepRoom, returnRoom, switchHosts } from '../../../../src/sim/model/placement'
import { VmState } from '../../../../src/sim/model/vm'
import { WorkloadState } from '../../../../src/sim/model/workload'
import { fleet, group, scenario } from '../../../support/builders'
import {
  cellOf,
  order,
  runTimed,
  startPlan,
  timedWorld,
  type PhaseWords,
  type TimedWorld,
} from '../../../support/timed'

const linuxVm: readonly PhaseWords[] = [
  ['vmm', 300],
  ['firmware', 1200],
  ['kernel', 1500, 1500],
  ['init', 6000, 3000],
]

const timed = (more: object = {}): Partial<Scenario> => ({ rules: { start: { timed: true, ...more } } })

function vms(count: number, more: object = {}, rules: object = {}): Scenario {
  return scenario([fleet('host', 1)], [group('vm', count, { kind: 'vm', ...more })], timed(rules))
}

const endedAt = ({ facts }: TimedWorld): readonly number[] =>
  facts.filter(({ name }) => name === 'start.ended').map(({ at }) => at / 1000)

describe('one VM', () => {
  test('passes its phases one after the other, and is running at their sum', () => {
    const world = timedWorld(vms(1), { vm: { vm: startPlan(linuxVm), appMillis: 700 } })
    const states = (at: number): readonly number[] => {
      runTimed(world, at)
      return [
        cellOf(world, 'workloads', 'state', 0),
        cellOf(world, 'vms', 'state', 1),
        cellOf(world, 'kernels', 'state', 1),
      ]
    }
    const { starting, running } = WorkloadState
    expect(states(200)).toEqual([starting, VmState.shutoff, KernelState.booting])
    // libvirt calls it running as soon as its VMM does.
    expect(states(301)).toEqual([starting, VmState.running, KernelState.booting])
    expect(states(9699)).toEqual([starting, VmState.running, KernelState.booting])
    expect(states(9700)).toEqual([running, VmState.running, KernelState.running])
    expect(endedAt(world)).toEqual([9700])
    expect(cellOf(world, 'groupStart', 'micros', 0)).toBe(9700000)
    expect([0, 1, 2, 3, 4].map((step) => cellOf(world, 'starts', `end${step}`, 0))).toEqual([
      300000, 1500000, 3000000, 9000000, 9700000,
    ])
  })

  test('uses CPU while a phase needs it, and none while it does not', () => {
    const world = timedWorld(vms(1), { vm: { vm: startPlan(linuxVm) } })
    const used = (at: number): number => {
      runTimed(world, at)
      return cellOf(world, 'hostCpu', 'usedMillicores', 0)
    }
    expect([used(100), used(1600), used(4000)]).toEqual([0, 1000, 500])
  })

  test('O-27: 2.2 GB over 10 Gbit/s take 1.76 s, a clone at 500 MB/s 4.4 s, an overlay 0.2 s', () => {
    const image = { imageKiB: 2200000000 / 1024 }
    const fast = {
      machines: { crate: { ...scenario([], []).define?.machines?.['crate'], nicMbps: 10000, diskGiB: 10 } },
    }
    const at = (rules: object): readonly number[] => {
      const { define, ...rest } = vms(1, {}, rules)
      const world = timedWorld(
        { ...rest, define: { ...define, ...fast } as Scenario['define'] },
        { vm: { vm: startPlan([['kernel', 1000]], image) } },
      )
      runTimed(world, 20000)
      return endedAt(world)
    }
    expect(at({ images: 'cold', disk: 'overlay' })).toEqual([1760 + 200 + 1000])
    expect(at({ images: 'cold', disk: 'clone' })).toEqual([1760 + 4400 + 1000])
    expect(at({ images: 'cached', disk: 'clone' })).toEqual([4400 + 1000])
    expect(at({ images: 'cached', disk: 'overlay' })).toEqual([200 + 1000])
  })

  test('an image is copied to a host once, however many boot from it', () => {
    const image = { imageKiB: 1000000000 / 1024 }
    const world = timedWorld(vms(3, {}, { images: 'cold', overlayMillis: 0 }), {
      vm: { vm: startPlan([['kernel', 1000]], image) },
    })
    runTimed(world, 60000)
    // 1 GB over the 1 Gbit/s of a crate.
    expect(endedAt(world)).toEqual([9000, 9000, 9000])
    expect(world.facts.filter(({ name }) => name === 'transfer.ended')).toHaveLength(1)
  })
})

describe('what is short stretches phases', () => {
  test('four cores share what eight boots want: twice the time, no core beyond 100 %, the same work', () => {
    const plan = { vm: { vm: startPlan([['kernel', 1000, 1000]]) } }
    const one = timedWorld(vms(1), plan)
    const eight = timedWorld(vms(8), plan)
    runTimed(one, 5000)
    runTimed(eight, 5000)
    expect(endedAt(one)).toEqual([1000])
    expect(endedAt(eight)).toEqual(Array.from({ length: 8 }, () => 2000))
  })

  test('a phase that wants more than its vCPUs takes as much longer', () => {
    const world = timedWorld(vms(1), { vm: { vm: startPlan([['kernel', 1000, 3000]]) } })
    runTimed(world, 2999)
    expect(endedAt(world)).toEqual([])
    runTimed(world, 5000)
    expect(endedAt(world)[0]).toBeCloseTo(3000, 0)
  })

  test('the disk is shared among those who read, and who waits for it does not compute', () => {
    const world = timedWorld(vms(4, {}, { diskMBps: 1000 }), {
      vm: { vm: startPlan([['kernel', 1000, 1000, 1000000000 / 1048576 / 2]]) },
    })
    runTimed(world, 500)
    expect(cellOf(world, 'hostCpu', 'usedMillicores', 0)).toBe(2000)
    runTimed(world, 5000)
    for (const at of endedAt(world)) expect(at).toBeCloseTo(2000, 0)
  })

  test('a median measured with a hundred at once counts by how many start', () => {
    const parallel = { parallelMicros: 2000000 }
    const at = (count: number): readonly number[] => {
      const world = timedWorld(vms(count), { vm: { vm: startPlan([['kernel', 1000]], parallel) } })
      runTimed(world, 5000)
      return endedAt(world)
    }
    expect(at(1)).toEqual([1000])
    expect(at(10)).toEqual(Array.from({ length: 10 }, () => 1100))
  })

  test('each one that is there makes the next start longer', () => {
    const growth = { growth: { microsAt1000: 1000000, exponentPermille: 1000 } }
    const world = timedWorld(vms(3), { vm: { vm: startPlan([['kernel', 1000]], growth) } })
    runTimed(world, 5000)
    expect(endedAt(world)).toEqual([1000, 1001, 1002])
  })

  test('starts scatter by their group, number and count alone, and about as widely as σ says', () => {
    const sigma = { sigmaPermille: 100 }
    const run = (seed: number, count: number): readonly number[] => {
      const world = timedWorld(
        { ...scenario([fleet('host', 4)], [group('vm', count, { kind: 'vm' })], timed()), seed },
        { vm: { vm: startPlan([['kernel', 1000]], sigma) } },
      )
      runTimed(world, 9000)
      return Array.from({ length: count }, (_, row) => cellOf(world, 'starts', 'stretchPpm', row) / 1000000)
    }
    const many = run(1, 60)
    expect(run(1, 20)).toEqual(many.slice(0, 20))
    expect(run(2, 20)).not.toEqual(many.slice(0, 20))
    const logs = many.map((factor) => Math.log(factor))
    const mean = logs.reduce((sum, one) => sum + one, 0) / logs.length
    const spread = Math.sqrt(logs.reduce((sum, one) => sum + (one - mean) ** 2, 0) / logs.length)
    expect(Math.abs(mean)).toBeLessThan(0.05)
    expect(spread).toBeGreaterThan(0.07)
    expect(spread).toBeLessThan(0.13)
  })
})

describe('containers', () => {
  const runc: readonly PhaseWords[] = [
    ['create', 20, 10],
    ['start', 10],
  ]

  test('are creating until they run', () => {
    const world = timedWorld(scenario([fleet('host', 1)], [group('web', 1)], timed()), {
      web: { runtime: startPlan(runc), appMillis: 100 },
    })
    runTimed(world, 129)
    expect(cellOf(world, 'containers', 'state', 0)).toBe(ContainerState.creating)
    runTimed(world, 130)
    expect(cellOf(world, 'containers', 'state', 0)).toBe(ContainerState.running)
    expect(world.facts.map(({ name }) => name).filter((name) => name !== 'demand.sampled')).toEqual([
      'placement.bound',
      'start.begun',
      'start.ended',
      'container.started',
    ])
  })

  test('in a VM start side by side once it has booted', () => {
    const inside = group('pod', 4, {
      kind: 'container-in-vm',
      wrap: [{ profile: 'kvm-qemu', per: 4 }, { profile: 'runc' }],
    })
    const world = timedWorld(scenario([fleet('host', 1)], [inside], timed()), {
      pod: { vm: startPlan(linuxVm), runtime: startPlan(runc), appMillis: 100 },
    })
    runTimed(world, 9010)
    expect(cellOf(world, 'hostCpu', 'usedMillicores', 0)).toBe(2000)
    runTimed(world, 9129)
    expect(cellOf(world, 'workloadGroups', 'running', 0)).toBe(0)
    runTimed(world, 9130)
    expect(cellOf(world, 'workloadGroups', 'running', 0)).toBe(4)
    expect(endedAt(world)).toEqual([9130])
  })

  test('that were stopped only start again', () => {
    const world = timedWorld(scenario([fleet('host', 1)], [group('web', 1)], timed()), {
      web: { runtime: startPlan(runc), appMillis: 100 },
    })
    runTimed(world, 1000)
    order(world, 'container.stop', { container: 0 })
    expect(cellOf(world, 'containers', 'state', 0)).toBe(ContainerState.stopped)
    runTimed(world, 2000)
    order(world, 'container.start', { container: 0 })
    runTimed(world, 3000)
    expect(endedAt(world)).toEqual([130, 2110])
    order(world, 'container.restart', { container: 0 })
    expect(cellOf(world, 'containers', 'state', 0)).toBe(ContainerState.creating)
    runTimed(world, 4000)
    expect(endedAt(world)).toEqual([130, 2110, 3110])
  })
})

describe('what goes wrong on the way', () => {
  const plan = { vm: { vm: startPlan(linuxVm, { imageKiB: 1000 }) } }

  test('a host that fails takes what is booting along, and boots it without a new disk', () => {
    const world = timedWorld(vms(2), plan)
    runTimed(world, 1000)
    order(world, 'host.fail', { host: 0 })
    expect([
      cellOf(world, 'hostStart', 'starting', 0),
      cellOf(world, 'workloadGroups', 'crashed', 0),
    ]).toEqual([0, 2])
    runTimed(world, 5000)
    expect(endedAt(world)).toEqual([])
    order(world, 'host.repair', { host: 0 })
    runTimed(world, 30000)
    expect(endedAt(world)).toEqual([14000, 14000])
  })

  test('a VM that is destroyed while it boots is off and asks for nothing', () => {
    const world = timedWorld(vms(1), plan)
    runTimed(world, 2500)
    order(world, 'vm.destroy', { vm: 1 })
    expect(cellOf(world, 'hostCpu', 'usedMillicores', 0)).toBe(0)
    expect(cellOf(world, 'vms', 'state', 1)).toBe(VmState.shutoff)
    runTimed(world, 20000)
    expect(endedAt(world)).toEqual([])
    order(world, 'vm.start', { vm: 1 })
    runTimed(world, 40000)
    expect(endedAt(world)).toEqual([29000])
  })

  test('a VM that moves while it boots starts again where it goes', () => {
    const world = timedWorld(
      scenario([fleet('host', 2)], [group('vm', 1, { kind: 'vm' })], timed({ overlayMillis: 0 })),
      plan,
    )
    runTimed(world, 2500)
    order(world, 'host.remove', { host: 0, drain: true })
    runTimed(world, 20000)
    expect(endedAt(world)).toEqual([11500])
  })

  test('a workload that is removed while it starts leaves nothing behind', () => {
    const world = timedWorld(vms(2), plan)
    runTimed(world, 1000)
    order(world, 'workload.remove', { workload: 0 })
    runTimed(world, 20000)
    expect(world.engine.world.tables['starts']?.rows.live).toBe(1)
    expect(endedAt(world)).toEqual([9200])
  })
})

test('a container that starts in a VM goes on starting when the VM goes to another host', () => {
  const pod = group('pod', 2, { wrap: [{ profile: 'kvm-qemu', per: 2 }, { profile: 'runc' }] })
  const world = timedWorld(scenario([fleet('host', 2)], [pod], timed()), {
    pod: { vm: startPlan([['kernel', 1000]]), runtime: startPlan([['start', 1000, 500]]) },
  })
  runTimed(world, 2500)
  order(world, 'container.restart', { container: 0 })
  runTimed(world, 3000)
  performInstant(world.engine, () => {
    keepRoom(world.engine.sim, 0, 1)
    switchHosts(world.engine.sim, 0)
    returnRoom(world.engine.sim, 0)
  })
  expect([0, 1].map((host) => cellOf(world, 'hostStart', 'starting', host))).toEqual([0, 1])
  runTimed(world, 5000)
  expect(endedAt(world)).toEqual([2000, 3500])
})

test('where starts take no time nothing is noted of them, whatever their phases would be', () => {
  const untimed = scenario([fleet('host', 1)], [group('vm', 3, { kind: 'vm' })])
  const world = timedWorld(untimed, { vm: { vm: startPlan(linuxVm) } })
  expect(cellOf(world, 'workloadGroups', 'running', 0)).toBe(3)
  runTimed(world, 50000)
  expect([world.engine.world.tables['starts']?.rows.size, endedAt(world)]).toEqual([0, []])
})
