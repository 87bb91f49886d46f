// Every wrapping: what it must say of itself, that its start adds up to what was published, and that it runs.
import { describe, expect, test } from 'vitest'
import { startPhaseNames } from '../../../src/sim'
import {
  bundles,
  findGuest,
  findWrap,
  hypervisors,
  knownWrap,
  nativeProfile,
  sources,
  wraps,
  type StartProfile,
} from '../../../src/sim/catalog'
import { firstWraps } from '../../../src/sim/catalog/wraps/first'
import { planOf } from '../../../src/sim/scenario/plan'
import { fleet, group, scenario, second, startRun } from '../../support/builders'

const everything = [...wraps, ...bundles, nativeProfile]
const millisOf = (start: StartProfile | undefined) =>
  (start?.phases ?? []).reduce((sum, { millis }) => sum + millis.value, 0)

test.each(everything.map((profile) => [profile.id, profile] as const))(
  '%s tells how it starts, what it can reach and whether it moves',
  (_, { start, traits }) => {
    expect(millisOf(start)).toBeGreaterThan(0)
    expect(traits?.surface).toBeDefined()
    expect(traits?.syscallNanos).toBeDefined()
    expect(['yes', 'checkpoint', 'no']).toContain(traits?.liveMigration)
    expect(traits?.density).toBeDefined()
    if (start?.whole !== undefined) expect(millisOf(start)).toBeCloseTo(start.whole.value, 6)
    const places = (start?.phases ?? []).map(({ name }) => startPhaseNames.findIndex((one) => one === name))
    // Each phase once, in the order of the model.
    expect(places).toEqual([...new Set(places)].sort((a, b) => a - b))
    expect(Math.min(...places)).toBeGreaterThanOrEqual(0)
  },
)

// models/host.md §3.1, ms.
const medians: Readonly<Record<string, number>> = {
  xen: 2000,
  'xen-hvm': 19300,
  'xen-pvh': 2000,
  'kvm-qemu': 19000,
  'kvm-qemu-uefi': 20300,
  'kvm-qemu-minimal': 214,
  firecracker: 161,
  'cloud-hypervisor': 102,
  'unikernel-qemu': 38.054,
  'unikernel-microvm': 9.083,
  'unikernel-solo5': 2.963,
  'unikernel-firecracker': 2.78,
  lightvm: 2.3,
  runc: 33,
  crun: 17,
  docker: 150,
}

test.each(Object.entries(medians))('%s starts within its published median', (id, millis) => {
  expect(millisOf(findWrap(id)?.start)).toBeCloseTo(millis, 6)
})

// The same table where it gives a range, ms.
const ranges: Readonly<Record<string, readonly [number, number]>> = {
  esxi: [20000, 60000],
  'hyper-v': [15000, 60000],
  virtualbox: [15000, 60000],
  kata: [300, 1200],
  'kata-firecracker': [300, 1200],
  gvisor: [133, 233],
  containerd: [83, 183],
  'cri-o': [83, 183],
  lxc: [300, 3000],
  openvz: [300, 3000],
  zones: [1000, 5000],
}

test.each(Object.entries(ranges))('%s starts within its range', (id, [least, most]) => {
  const millis = millisOf(findWrap(id)?.start)
  expect(millis).toBeGreaterThanOrEqual(least)
  expect(millis).toBeLessThanOrEqual(most)
})

test('the thousandth guest is as late as the figures say', () => {
  const thousandth = (id: string) => {
    const start = findWrap(id)?.start
    return millisOf(start) + (start?.growth?.millisAt1000.value ?? 0)
  }
  expect(thousandth('xen')).toBe(42000)
  expect(thousandth('xen-tinyx')).toBe(10000)
  expect(thousandth('xen-unikernel')).toBe(700)
  expect(thousandth('lightvm')).toBeCloseTo(4.1, 6)
  expect(thousandth('docker')).toBe(433)
})

test('numbers that look measured are not assumptions in disguise', () => {
  for (const id of ['kvm-qemu-minimal', 'firecracker', 'cloud-hypervisor']) {
    const start = findWrap(id)?.start
    expect(sources[start?.sigma?.source ?? 'assumed'].kind).toBe('measurement')
    expect(sources[start?.parallelMillis?.source ?? 'assumed'].kind).toBe('measurement')
  }
  // §4.3 marks the phases of a cloud image as assumed.
  expect(findWrap('kvm-qemu')?.start?.phases.every(({ millis }) => millis.source === 'assumed')).toBe(true)
})

test('guests that profiles boot are in the catalogue', () => {
  for (const { guest } of hypervisors) if (guest !== undefined) expect(findGuest(guest)).toBeDefined()
})

const onHost = (kernel: string) => [fleet('host', 1, { kernel, machine: 'general-64' })]
const small = { flavours: ['small'], app: 'service' }
const hostOf = (id: string): string => findWrap(id)?.hosts?.[0] ?? 'linux'

describe.each(wraps.map(({ id }) => id))('a world of %s', (id) => {
  test('is built and runs', () => {
    const run = startRun(
      scenario(onHost(hostOf(id)), [group('web', 2, { ...small, wrap: [{ profile: id }] })]),
    )
    run.advance(second, Infinity)
    const { units, workloads } = run.engine.world.tables
    expect(units?.rows.size).toBe(2)
    expect(workloads?.rows.size).toBe(2)
    const host = run.engine.world.tables['units']?.columns['host']
    expect([host?.[0], host?.[1]]).toEqual([0, 0])
  })
})

test('profiles of the first lessons make the same plan before and after all are loaded', () => {
  for (const first of firstWraps) {
    const all = knownWrap(first.id)
    expect(all).toBe(findWrap(first.id))
    const { traits, ...rest } = first
    const { traits: more, ...others } = all ?? first
    expect(rest).toEqual(others)
    expect(traits).toEqual({
      ...(more?.imageMiB === undefined ? {} : { imageMiB: more.imageMiB }),
      surface: more?.surface,
      liveMigration: more?.liveMigration,
    })
  }
})

function vmPlan(more: Parameters<typeof scenario>[2], wrap = [{ profile: 'esxi' }]) {
  const planned = planOf(scenario(onHost('esxi'), [group('web', 1, { ...small, wrap })], more))
  return 'plan' in planned ? planned.plan.workloads[0]?.vm : planned.problem
}

test('a scenario puts its own numbers in the place of those of the catalogue', () => {
  const own = { memoryKiB: 10240, cpuPermille: 1500, startMillis: 20000, imageKiB: 4096, source: 'mine' }
  const plan = vmPlan({ define: { wraps: { esxi: own } } })
  expect(plan).toMatchObject({
    vmmBase: 10000,
    vmmPerGuestMiB: 0,
    vmmPerExtraVcpu: 0,
    cpuFactor: 1500,
    start: { imageKiB: 4096 },
  })
  const phases = plan !== null && plan !== undefined && 'start' in plan ? plan.start.phases : []
  expect(phases.reduce((sum, { micros }) => sum + micros, 0)).toBe(20000000)
})

test('numbers of a runtime are replaced, too', () => {
  const own = { memoryKiB: 5120, cpuPermille: 1200, startMillis: 66, source: 'mine' }
  const planned = planOf(
    scenario(onHost('linux'), [group('web', 1, { ...small, wrap: [{ profile: 'runc' }] })], {
      define: { wraps: { runc: own } },
    }),
  )
  const runtime = 'plan' in planned ? planned.plan.workloads[0]?.runtime : null
  expect(runtime).toMatchObject({ memory: 5000, cpuFactor: 1200 })
  expect(runtime?.start.phases.map(({ micros }) => micros)).toEqual([30000, 36000])
})

test('what nobody knows or has a use for is refused with its path', () => {
  expect(vmPlan({ define: { wraps: { 'no-such': { source: 'mine' } } } })).toMatchObject({
    problem: 'unknown-id',
    path: 'define.wraps.no-such',
  })
  expect(vmPlan({ define: { wraps: { runc: { imageKiB: 1, source: 'mine' } } } })).toMatchObject({
    problem: 'not-accepted',
    path: 'define.wraps.runc.imageKiB',
  })
})

test('a guest system is chosen by its id, or refused', () => {
  const wrapped = (guest: string, profile = 'esxi') => vmPlan({}, [{ profile, guest }] as never)
  expect(wrapped('minimal')).toMatchObject({ guestOsMiB: 28 })
  // Replaced by the definitions of the test worlds.
  expect(wrapped('default')).toMatchObject({ guestOsMiB: 100 })
  expect(wrapped('no-such')).toMatchObject({ problem: 'unknown-id', path: 'workloads[0].wrap[0].guest' })
  expect(wrapped('constructor')).toMatchObject({ problem: 'unknown-id' })
  expect(wrapped('minimal', 'runc')).toMatchObject({
    problem: 'not-accepted',
    path: 'workloads[0].wrap[0].guest',
  })
})

test('zones need the kernel that they come from', () => {
  const plan = planOf(
    scenario(onHost('illumos'), [group('web', 1, { ...small, wrap: [{ profile: 'zones' }] })]),
  )
  expect('plan' in plan ? plan.plan.workloads[0]?.kernelNeeded : '').toBe('illumos-5.11')
})
