// Starts that wait for images, told as a page is told of them; and worlds that do not ask for any of it.
import { describe, expect, test } from 'vitest'
import { hashWorld } from '../../../../src/sim/core'
import type { Run, Scenario } from '../../../../src/sim'
import { VmState } from '../../../../src/sim/model/vm'
import type { StartsView } from '../../../../src/sim/run/life-views'
import { cell, define, fleet, group, rowsOf, scenario, second, startRun } from '../../../support/builders'
import { runOn } from '../../../support/operate'

const image = (...lines: readonly string[]) => ({ dockerfile: lines.join('\n'), source: 'assumed' })

const cold: Partial<Scenario> = {
  define: {
    ...define,
    images: {
      app: image('FROM scratch', '#+ /lib 50MB', 'ADD lib /', '#+ /app 25MB', 'ADD app /'),
      huge: image('FROM scratch', 'RUN dd if=/dev/zero of=/f bs=1M count=2000'),
    },
    wraps: { runc: { startMillis: 100, source: 'assumed' } },
  } as NonNullable<Scenario['define']>,
  rules: { start: { timed: true }, image: { cold: true } },
}

function starts(run: Run): StartsView {
  const view = run.look({ look: 'starts', host: 'host-1' })
  if (view.look !== 'starts') throw new Error('another answer')
  return view
}

describe('a container whose image is not there', () => {
  const run = startRun(scenario([fleet('host', 1)], [group('web', 2, { image: 'app' })], cold))
  runOn(run, 300000)

  test('waits for it', () => {
    expect(run.metric('workload.running', 'web')).toBe(0)
    const view = starts(run)
    expect(view).toMatchObject({ timed: true, ended: 0, others: 0 })
    expect(view.starts.map(({ name, state, phases }) => [name, state, phases])).toEqual(
      [1, 2].map((at) => [
        `web-${at}`,
        'starting',
        [{ phase: 'image', from: 0, to: null, speedPermille: 0 }],
      ]),
    )
    expect(view.pulls.map(({ image: name, state, layers }) => [name, state, layers.length])).toEqual([
      ['app', 'manifest', 2],
    ])
  })

  test('starts when it is there, and the picture tells where the time went', () => {
    runOn(run, 10 * second)
    expect(run.metric('workload.running', 'web')).toBe(2)
    const view = starts(run)
    const [pull] = view.pulls
    const [first] = view.starts
    expect(pull?.state).toBe('ready')
    expect(pull?.layers.map(({ cached }) => cached)).toEqual([false, false])
    for (const { download, extract } of pull?.layers ?? []) {
      expect(download?.to).toBeGreaterThan(download?.from ?? Infinity)
      expect(extract?.from).toBeGreaterThanOrEqual(download?.to ?? Infinity)
    }
    expect(first?.phases.map(({ phase }) => phase)).toEqual(['image', 'create', 'start'])
    expect(first?.phases[0]?.to).toBe(pull?.ended)
    for (const [at, { from }] of (first?.phases ?? []).entries())
      expect(from).toBe(at === 0 ? 0 : first?.phases[at - 1]?.to)
    expect(view.ended).toBe(2)
    expect(view.meanMicros).toBe(first?.phases.at(-1)?.to)
    expect(run.metric('start.mean-seconds', 'web')).toBeCloseTo(view.meanMicros / second, 9)
    expect(run.metric('start.latest-seconds', '')).toBeCloseTo(view.meanMicros / second, 9)
  })
})

test('an image that is larger than the disk leaves its container stopped, and the VM around it without it', () => {
  const groups = [
    group('huge', 1, { image: 'huge' }),
    group('pod', 2, { kind: 'container-in-vm', image: 'huge' }),
  ]
  const run = startRun(scenario([fleet('host', 1)], groups, cold))
  runOn(run, 60 * second)
  const facts = run.facts(0, Infinity).map(({ name }) => name)
  expect(facts.filter((name) => name === 'start.failed')).toHaveLength(2)
  expect(facts).toContain('vm.started')
  expect([run.metric('workload.running', 'huge'), run.metric('workload.running', 'pod')]).toEqual([0, 0])
  expect(starts(run).starts.map(({ state }) => state)).toEqual(['cancelled', 'cancelled'])
})

test.each([{ images: 'cold' }, { disk: 'clone' }])(
  'a VM whose image is larger than the disk stays off: %j',
  (how) => {
    const rules = { start: { timed: true, ...how } }
    const vms = [group('vm', 2, { kind: 'vm' }), group('pod', 1, { kind: 'container-in-vm' })]
    const world = (imageKiB: number) => {
      const wraps = { 'kvm-qemu': { imageKiB, source: 'assumed' } }
      const own = { define: { ...define, wraps }, rules } as Partial<Scenario>
      const run = startRun(scenario([fleet('host', 1)], vms, own))
      runOn(run, 60 * second)
      return run
    }
    const run = world(1048577)
    const facts = run.facts(0, Infinity)
    expect(facts.filter(({ name }) => name === 'start.failed')).toHaveLength(3)
    expect(facts.filter(({ name }) => name === 'transfer.ended' || name === 'vm.started')).toEqual([])
    expect(run.metric('workload.running', '')).toBe(0)
    const guests = rowsOf(run, 'vms').filter((row) => cell(run, 'vms', 'state', row) !== 0)
    expect(guests.map((row) => cell(run, 'vms', 'state', row))).toEqual(guests.map(() => VmState.shutoff))
    expect(guests).toHaveLength(3)
    // One that just fits.
    expect(world(1048576).metric('workload.running', '')).toBe(3)
  },
)

test.each([
  ['what the catalogue says of it', {}, 50],
  [
    'what the scenario says of it',
    { service: { librariesMiB: 16, startMillis: 700, source: 'assumed' } },
    700,
  ],
  [
    'nothing of its start, so what the catalogue says',
    { service: { librariesMiB: 1, source: 'assumed' } },
    50,
  ],
  ['that it answers at once', { service: { librariesMiB: 1, startMillis: 0, source: 'assumed' } }, 0],
])('an application answers after its container is there: %s', (_, apps, millis) => {
  const own = { define: { ...define, apps: { ...define.apps, ...apps } }, rules: { start: { timed: true } } }
  const run = startRun(
    scenario([fleet('host', 1)], [group('web', 1, { app: 'service' })], own as Partial<Scenario>),
  )
  runOn(run, 5 * second)
  expect(run.metric('start.latest-seconds', 'web')).toBeCloseTo((33 + millis) / 1000, 9)
})

test('a host that nobody knows has nothing to tell', () => {
  const run = startRun(scenario([fleet('host', 1)], [group('web', 1)], cold))
  expect(run.look({ look: 'starts', host: 'host-9' })).toMatchObject({ starts: [], pulls: [], ended: 0 })
})

test('a world that says it starts at once takes the same course as one that says nothing', () => {
  const groups = [
    group('vm', 3, { kind: 'vm' }),
    group('pod', 4, { kind: 'container-in-vm' }),
    group('web', 4),
    group('task', 2, { kind: 'process' }),
  ]
  const failure = { processMeanSeconds: 7, processRestartSeconds: 2, hostRepairSeconds: 5 }
  const course = (rules: Scenario['rules']): readonly unknown[] => {
    const run = startRun(scenario([fleet('host', 2)], groups, { rules: { failure, ...rules } }))
    run.advance(20 * second, Infinity)
    run.perform({ name: 'host.fail', args: { host: 'host-1' } })
    run.advance(run.end, Infinity)
    return [run.facts(0, Infinity), hashWorld(run.engine.world)]
  }
  expect(course({ start: { timed: false } })).toEqual(course({}))
})
