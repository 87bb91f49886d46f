// What a unit occupies, part by part, derived by hand from the catalogue's numbers; what is shared, and how
// much fits.
import { describe, expect, test } from 'vitest'
import { findApp, findFlavour, findGuest, findMachine, findWrap } from '../../../src/sim/catalog'
import { evaluateLaw, growth, library, type Run, type StackCopy, type WorkloadGroup } from '../../../src/sim'
import { lawOf } from './law'
import { cell, command, done, fleet, group, rowsOf, scenario, second, startRun } from '../../support/builders'

/** The only copy on the first host of a world with one unit. */
function copyOf(kernel: string, more: Partial<WorkloadGroup>, count: WorkloadGroup['count'] = 1): StackCopy {
  const run = startRun(
    scenario([fleet('host', 1, { kernel })], [group('web', count, { app: 'fat', ...more })]),
  )
  const copy = run.stack('host-1')?.copy
  if (copy === null || copy === undefined) throw new Error('nothing was placed')
  return copy
}

/** A number of the catalogue: MiB of a runtime, or the base of a VMM. */
function cost(profile: string): number {
  const wrap = findWrap(profile)
  if (wrap === undefined) throw new Error(`no profile ${profile}`)
  return wrap.boundary === 'vm' ? wrap.vmm.base.value : wrap.memory.value
}

// Flavour m: 500 MiB with 40 MiB of libraries in it; the guest system of these worlds is 100 MiB.
const parts = { appMiB: 460, librariesMiB: 40, guestMiB: 100 }

describe('a VM', () => {
  test.each([
    // 131.3, 2.49, 13.34 and 7.15 MiB, whatever the guest, in whole MiB.
    ['kvm-qemu', 'kvm', 132],
    ['firecracker', 'kvm', 3],
    ['cloud-hypervisor', 'kvm', 14],
    ['xen', 'xen', 8],
  ])('under %s is its app, libraries and guest system, and the VMM', (profile, kernel, vmm) => {
    expect(vmm).toBe(Math.ceil(cost(profile)))
    const copy = copyOf(kernel, { wrap: [{ profile }], flavours: ['m'] })
    expect(copy).toEqual({
      kind: 'vm',
      profile,
      workloads: 1,
      ...parts,
      hypervisorMiB: vmm,
      runtimeMiB: 0,
      totalMiB: 460 + 40 + 100 + vmm,
      sharedLibrariesMiB: 0,
    })
  })

  test('under ESXi costs more with more memory and more vCPUs', () => {
    // 18.4 + 0.00738 * guest + 3.99 * (vcpus - 1):
    // with 200 and 1, 19.88; with 600 and 2, 26.82; with 2100 and 4, 45.87.
    const vmm = (flavour: string): number =>
      copyOf('esxi', { wrap: [{ profile: 'esxi' }], flavours: [flavour] }).hypervisorMiB
    expect(['s', 'm', 'l'].map(vmm)).toEqual([20, 27, 46])
  })

  test.each([
    // The vendor's table: 20.29, 48.64 and 24.28 MiB.
    [256, 1, 21],
    [4096, 1, 49],
    [256, 2, 25],
  ])('the law of ESXi gives the vendor’s %d MiB and %d vCPUs in whole MiB', (guestMiB, vcpus, MiB) => {
    const input = { baseMiB: 18.4, perGuestMiB: 0.00738, perExtraVcpuMiB: 3.99, guestMiB, vcpus }
    expect(evaluateLaw(lawOf('memory.vmm'), input)).toEqual({ MiB })
  })

  test('with containers has one guest, VMM and copy of the libraries, and a runtime for each', () => {
    const copy = copyOf(
      'kvm',
      { wrap: [{ profile: 'kvm-qemu', per: 3 }, { profile: 'runc' }], flavours: ['m'] },
      3,
    )
    expect(copy).toMatchObject({
      kind: 'vm',
      workloads: 3,
      appMiB: 3 * 460,
      librariesMiB: 40,
      guestMiB: 100,
      hypervisorMiB: 132,
      runtimeMiB: 3 * 4,
      totalMiB: 3 * 460 + 40 + 100 + 132 + 3 * 4,
    })
  })

  test('sees its app, libraries, runtime and guest system, but not the VMM', () => {
    const wrap = [{ profile: 'kvm-qemu' }, { profile: 'runc' }]
    const run = startRun(
      scenario([fleet('host', 1)], [group('web', 1, { app: 'fat', wrap, flavours: ['m'] })]),
    )
    const fields = run.inspect('kernels', 'web-vm-1')
    expect(fields.find(({ column }) => column === 'memoryMiB')).toMatchObject({
      value: 460 + 40 + 4 + 100,
      unit: 'MiB',
    })
  })
})

describe('a container, a sandbox and a process', () => {
  test.each([
    // 3.9 and 22.6 MiB, in whole MiB.
    ['runc', 'container', 4],
    ['gvisor', 'container', 23],
  ])('under %s costs its app and its runtime; libraries are shared', (profile, kind, runtime) => {
    expect(runtime).toBe(Math.ceil(cost(profile)))
    expect(copyOf('linux', { wrap: [{ profile }], flavours: ['m'] })).toEqual({
      kind,
      profile,
      workloads: 1,
      appMiB: 460,
      librariesMiB: 0,
      guestMiB: 0,
      hypervisorMiB: 0,
      runtimeMiB: runtime,
      totalMiB: 460 + runtime,
      sharedLibrariesMiB: 40,
    })
  })

  test('a bare process costs its app alone', () => {
    expect(copyOf('linux', { kind: 'process', flavours: ['m'] })).toMatchObject({
      kind: 'process',
      profile: 'native',
      runtimeMiB: 0,
      totalMiB: 460,
      sharedLibrariesMiB: 40,
    })
  })

  test('an app that is smaller than its libraries keeps one MiB of its own', () => {
    const run = startRun(scenario([fleet('host', 1)], [group('web', 1, { app: 'fat' })]))
    done(run, 'workload.resize', { group: 'web', memoryMiB: 30 })
    expect(run.stack('host-1')).toMatchObject({ sharedMiB: 29, copy: { appMiB: 1, totalMiB: 1 + 4 } })
  })
})

describe('shared libraries', () => {
  const used = (run: Run, host: string): readonly number[] => {
    const stack = run.stack(host)
    return [stack?.sharedMiB ?? NaN, stack?.usedMiB ?? NaN, stack?.freeMiB ?? NaN]
  }
  // A container of 's': 60 MiB of its own, 4 of runc, 40 shared.
  test('are counted once for each host and app', () => {
    const run = startRun(
      scenario(
        [fleet('host', 2)],
        [
          group('web', 4, { app: 'fat', place: { policy: 'spread' } }),
          group('more', 2, { app: 'fat', place: { policy: 'spread' } }),
          group('lean', 2, { place: { policy: 'spread' } }),
          group('other', 1, { app: 'database', place: { policy: 'first-fit' } }),
        ],
      ),
    )
    const database = findApp('database')?.libraries.value ?? NaN
    const fat = 3 * 64
    const lean = 104
    expect(used(run, 'host-2')).toEqual([40, fat + lean + 40, 9000 - fat - lean - 40])
    const other = 100 - database + 4
    expect(used(run, 'host-1').slice(0, 2)).toEqual([40 + database, fat + lean + other + 40 + database])
    expect(rowsOf(run, 'images')).toHaveLength(3)
  })

  test('leave with their last user, and come back with the next', () => {
    const run = startRun(
      scenario(
        [fleet('host', 1, { machine: 'box' })],
        [group('web', 2, { app: 'fat' }), group('more', 1, { app: 'fat' })],
      ),
    )
    expect(used(run, 'host-1').slice(0, 2)).toEqual([40, 40 + 3 * 64])
    // Nothing of 3501 MiB fits a box: the group waits, the image keeps its one user.
    done(run, 'workload.resize', { group: 'web', memoryMiB: 3501 })
    expect(used(run, 'host-1').slice(0, 2)).toEqual([40, 40 + 64])
    done(run, 'workload.resize', { group: 'more', memoryMiB: 3501 })
    expect(used(run, 'host-1')).toEqual([0, 0, 3500])
    expect(rowsOf(run, 'images')).toEqual([])
    done(run, 'workload.resize', { group: 'web', memoryMiB: 100 })
    expect(used(run, 'host-1').slice(0, 2)).toEqual([40, 40 + 2 * 64])
  })

  test('stay while their users are stopped or lost: what is placed keeps what it may use', () => {
    const run = startRun(scenario([fleet('host', 1)], [group('web', 2, { app: 'fat' })]))
    const before = used(run, 'host-1')
    done(run, 'container.kill', { container: 'web-1' })
    done(run, 'process.crash', { workload: 'web-2' })
    done(run, 'kernel.panic', { kernel: 'host-1' })
    expect(used(run, 'host-1')).toEqual(before)
  })
})

describe('how many fit', () => {
  const memory = findMachine('general-64')
  const usable = (memory?.memoryMiB ?? NaN) - (memory?.hostReserve.value ?? NaN)
  const guest = findGuest('default')?.guestOs.value ?? NaN
  const libraries = findApp('web-app')?.libraries.value ?? NaN

  /** Whole VMs of an app: each brings its guest system, its VMM and its own copy of the libraries. */
  const vms = (app: number): number => Math.floor(usable / (app + guest + Math.ceil(cost('kvm-qemu'))))
  /** Whole containers: the libraries once, then each its own part and the runtime. */
  const containers = (app: number): number =>
    Math.floor((usable - libraries) / (app - libraries + Math.ceil(cost('runc'))))

  test('of an app that grows from 64 MiB to 8 GiB, in VMs and in containers', () => {
    const lesson = library['seven-versus-seven']
    if (lesson === undefined) throw new Error('no such scenario')
    const run = startRun(lesson)
    for (const app of [64, 512, 1024, 8192]) {
      run.advance(growth.find(({ value }) => value === app)?.at ?? NaN, Infinity)
      const counts = ['app-a', 'app-b'].map((name) => run.metric('workload.placed', name))
      expect([app, ...counts]).toEqual([app, vms(app), containers(app)])
    }
  })

  test('many small VMs against many more small containers', () => {
    // 421 MiB for each VM of a 64 MiB app, 52 MiB for each container.
    expect([vms(64), containers(64)]).toEqual([145, 1181])
  })

  test('a group that fills leaves less room than one more would need', () => {
    const run = startRun(
      scenario([fleet('host', 3)], [group('web', 'fill', { app: 'fat', flavours: ['l'] })]),
    )
    // 1,960 + 4 each, 40 shared: (9000 - 40) / 1964 = 4.56.
    for (const host of ['host-1', 'host-2', 'host-3']) {
      expect(run.stack(host)).toMatchObject({ units: { count: 4 }, freeMiB: 9000 - 40 - 4 * 1964 })
    }
    expect(run.metric('workload.placed', 'web')).toBe(12)
  })

  test('the last MiB can be given away, and not one more', () => {
    const box = (memoryMiB: number): number => {
      const run = startRun(scenario([fleet('host', 1, { machine: 'box' })], [group('web', 1)]))
      done(run, 'workload.resize', { group: 'web', memoryMiB })
      return run.metric('workload.placed', 'web')
    }
    // A box can use 3500; runc takes 4.
    expect([box(3496), box(3497)]).toEqual([1, 0])
  })
})

test('the law behind each printed number of a stack gives that number', () => {
  const run = startRun(scenario([fleet('host', 1)], [group('web', 5, { app: 'fat', kind: 'vm' })]))
  const stack = run.stack('host-1')
  if (stack === null) throw new Error('no such host')
  expect(stack.uses['usable']?.value).toBe(9000)
  expect(stack.uses['free']?.value).toBe(9000 - 5 * (100 + 100 + 132))
  expect(stack.uses['copy']?.value).toBe(332)
  expect(stack.uses['copies']?.value).toBe(Math.floor(9000 / 332))
  expect(stack.uses['overhead']?.value).toBe(232 / 332)
  expect(stack.uses['lost']?.value).toBe(1)
})

test('a flavour of the catalogue is what a workload gets', () => {
  const run = startRun(scenario([fleet('host', 1)], [group('web', 1, { flavours: ['medium'] })]))
  const { vcpus, memoryMiB } = findFlavour('medium') ?? {}
  const [row = -1] = rowsOf(run, 'workloads')
  expect([cell(run, 'workloads', 'vcpus', row), cell(run, 'workloads', 'memoryMiB', row)]).toEqual([
    vcpus,
    memoryMiB,
  ])
  run.seek(second, Infinity)
  expect(run.could(command('workload.resize', { group: 'web', memoryMiB: 0 }))).toMatchObject({
    reason: 'argument-range',
    args: { argument: 'memoryMiB', nearest: 1 },
  })
})
