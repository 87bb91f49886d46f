// Where units go: each policy on a fleet made by hand, with the reasons that `explain` gives for every host.
import { describe, expect, test } from 'vitest'
import type { ExplanationStep, FleetGroup, Policy, Run, Scenario, WorkloadGroup } from '../../../src/sim'
import { lawOf } from './law'
import { crate, define, done, fleet, group, scenario, second, startRun } from '../../support/builders'

/** Three hosts of 9,000, 6,000 and 3,000 MiB; the first two hold one unit and three units already. */
const sizes: Scenario['define'] = {
  ...define,
  machines: {
    large: crate,
    middle: { ...crate, memoryMiB: 7000 },
    little: { ...crate, memoryMiB: 4000 },
  },
}
const threeHosts: readonly FleetGroup[] = [
  fleet('large', 1, { machine: 'large' }),
  fleet('middle', 1, { machine: 'middle' }),
  fleet('little', 1, { machine: 'little' }),
]
/** Processes of 1,000 MiB on the large host and three of 500 on the middle one: 8,000, 4,500 and 3,000 are free. */
const tenants: readonly WorkloadGroup[] = [
  group('big', 1, { kind: 'process', on: 'large', flavours: ['big'] }),
  group('mid', 3, { kind: 'process', on: 'middle', flavours: ['m'] }),
]
const bigFlavour = {
  ...define.flavours,
  big: { vcpus: 1, memoryMiB: 1000, source: 'assumed' },
  wide: { vcpus: 1, memoryMiB: 8500, source: 'assumed' },
}

function place(more: Partial<WorkloadGroup>, hosts = threeHosts, others = tenants): Run {
  return startRun(
    scenario(hosts, [...others, group('new', 1, { kind: 'process', flavours: ['m'], ...more })], {
      define: { ...sizes, flavours: bigFlavour },
    }),
  )
}

/** Where each workload of a group went, by its facts. */
function hostsOf(run: Run, name = 'new'): readonly string[] {
  return run
    .facts(0, 1000)
    .filter((fact) => fact.name === 'placement.bound' && String(fact.args['workload']).startsWith(`${name}-`))
    .map(({ args }) => String(args['host']))
}

/** What decided about every host, for the last decision about a group: 'step host value'. */
function reasonsOf(run: Run, name = 'new'): readonly string[] {
  return stepsOf(run, name)
    .filter(({ step, passed }) => !passed || step === 'score' || step === 'bind')
    .map(({ step, subject, value }) => `${step} ${subject} ${value}`)
}

function stepsOf(run: Run, name = 'new'): readonly ExplanationStep[] {
  const decided = run
    .facts(0, 1000)
    .filter(
      ({ name: fact, args }) =>
        (fact === 'placement.bound' && String(args['workload']).startsWith(`${name}-`)) ||
        (fact === 'placement.failed' && args['group'] === name),
    )
    .at(-1)
  return run.explain(decided?.ordinal ?? -1)?.steps ?? []
}

describe('a process of 500 MiB, with 8,000, 4,500 and 3,000 MiB free beside 1, 3 and 0 units', () => {
  test.each<[Policy, string, readonly number[]]>([
    // The score is what would be left (or less of it), the units there (or fewer), or 0: then the first host wins.
    ['block', 'large-1', [0, 0, 0]],
    ['first-fit', 'large-1', [0, 0, 0]],
    ['best-fit', 'little-1', [-7500, -4000, -2500]],
    ['worst-fit', 'large-1', [7500, 4000, 2500]],
    ['spread', 'little-1', [-1, -3, 0]],
    ['pack', 'middle-1', [1, 3, 0]],
  ])('%s goes to %s', (policy, host, scores) => {
    const run = place({ place: { policy } })
    expect(hostsOf(run)).toEqual([host])
    const best = Math.max(...scores)
    expect(reasonsOf(run)).toEqual([
      `score large-1 ${scores[0]}`,
      `score middle-1 ${scores[1]}`,
      `score little-1 ${scores[2]}`,
      `bind ${host} ${best}`,
    ])
  })
})

describe('one after the other', () => {
  const five = (policy: Policy, more: Partial<WorkloadGroup> = {}): readonly string[] =>
    hostsOf(place({ count: 5, flavours: ['big'], place: { policy, ...more.place } }))

  test('first-fit fills a host before it takes the next', () => {
    const run = place({ count: 12, flavours: ['big'], place: { policy: 'first-fit' } })
    // Eight of 1,000 MiB fit 8,000, four fit 4,500.
    expect(hostsOf(run)).toEqual([...Array<string>(8).fill('large-1'), ...Array<string>(4).fill('middle-1')])
  })

  test('best-fit takes the tightest host that has room', () => {
    expect(five('best-fit')).toEqual(['little-1', 'little-1', 'little-1', 'middle-1', 'middle-1'])
  })

  test('worst-fit evens out what is left', () => {
    // 8,000 → 7,000 → 6,000 → 5,000 → 4,000; only then 4,500 is more.
    expect(five('worst-fit')).toEqual(['large-1', 'large-1', 'large-1', 'large-1', 'middle-1'])
  })

  test('spread evens out how many there are', () => {
    // 1, 3, 0 units: little, then large and little in turn until all have three; the first host wins a tie.
    expect(five('spread')).toEqual(['little-1', 'large-1', 'little-1', 'large-1', 'little-1'])
  })

  test('pack stays where most are, while there is room', () => {
    expect(five('pack')).toEqual(['middle-1', 'middle-1', 'middle-1', 'middle-1', 'large-1'])
  })

  test('no more to a host than the policy allows', () => {
    const run = place({ count: 7, flavours: ['s'], place: { policy: 'first-fit', per: 3 } })
    expect(hostsOf(run)).toEqual(['large-1', 'large-1', 'little-1', 'little-1', 'little-1'])
    expect(reasonsOf(run)).toEqual([
      'filter.slots large-1 3',
      'filter.slots middle-1 3',
      'filter.slots little-1 3',
      'bind  0',
    ])
  })
})

describe('why a host is not taken', () => {
  test('power, fleet, kernel, slots, promised CPU and memory', () => {
    const hosts = [
      fleet('off', 1, { machine: 'large' }),
      fleet('other', 1, { machine: 'large' }),
      fleet('pool', 1, { machine: 'large', kernel: 'linux' }),
      fleet('mine', 4, { machine: 'large' }),
    ]
    const filler = (name: string, more: Partial<WorkloadGroup>): WorkloadGroup =>
      group(name, 1, { kind: 'process', on: 'mine', ...more })
    const run = place(
      { kind: 'vm', flavours: ['m'], reservationMillicores: 1500, place: { policy: 'first-fit', per: 2 } },
      hosts,
      [
        // mine-1: two units; mine-2: 3 of 4 cores promised; mine-3: 8,500 of 9,000 MiB taken; mine-4: free.
        filler('a', { place: { policy: 'first-fit' } }),
        filler('b', { place: { policy: 'first-fit' } }),
        filler('c', { reservationMillicores: 3000, place: { policy: 'spread' } }),
        filler('d', { flavours: ['wide'], place: { policy: 'spread' } }),
      ],
    )
    expect(reasonsOf(run)).toEqual([
      'score off-1 0',
      'score other-1 0',
      'filter.kernel pool-1 0',
      'filter.slots mine-1 2',
      'filter.cpu-reservation mine-2 1000',
      'filter.memory mine-3 500',
      'score mine-4 0',
      'bind off-1 0',
    ])
  })

  test('is a table: what was asked for, then each host with its filters, what is free there and its score', () => {
    const run = place({ reservationMillicores: 300, place: { policy: 'best-fit', per: 3 } })
    const policy = ['block', 'first-fit', 'best-fit'].indexOf('best-fit')
    expect(
      stepsOf(run).map(({ step, subject, value, passed }) => [step, subject, value, passed].join(' ')),
    ).toEqual([
      'request.memory  500 true',
      'request.cpu  300 true',
      `request.policy  ${policy} true`,
      'request.group  2 true',
      'filter.power large-1 0 true',
      'filter.fleet large-1 0 true',
      'filter.kernel large-1 0 true',
      'filter.release large-1 0 true',
      'filter.slots large-1 1 true',
      'filter.threads large-1 4 true',
      'filter.cpu-reservation large-1 4000 true',
      'filter.memory large-1 8000 true',
      'free large-1 8000 true',
      'score large-1 -7500 true',
      'filter.power middle-1 0 true',
      'filter.fleet middle-1 0 true',
      'filter.kernel middle-1 0 true',
      'filter.release middle-1 0 true',
      'filter.slots middle-1 3 false',
      'filter.power little-1 0 true',
      'filter.fleet little-1 0 true',
      'filter.kernel little-1 0 true',
      'filter.release little-1 0 true',
      'filter.slots little-1 0 true',
      'filter.threads little-1 4 true',
      'filter.cpu-reservation little-1 4000 true',
      'filter.memory little-1 3000 true',
      'free little-1 3000 true',
      'score little-1 -2500 true',
      'bind little-1 -2500 true',
    ])
  })

  test('a host that failed or whose kernel panicked is off', () => {
    const run = startRun(scenario([fleet('host', 3)], [group('new', 1, { flavours: ['l'] })]))
    done(run, 'workload.resize', { group: 'new', memoryMiB: 20000 })
    done(run, 'host.fail', { host: 'host-1' })
    done(run, 'kernel.panic', { kernel: 'host-2' })
    done(run, 'workload.resize', { group: 'new', memoryMiB: 100 })
    expect(reasonsOf(run)).toEqual([
      'filter.power host-1 0',
      'filter.power host-2 0',
      'score host-3 0',
      'bind host-3 0',
    ])
  })

  test('a group stays in its fleet', () => {
    const run = startRun(
      scenario([fleet('left', 1), fleet('right', 1)], [group('new', 2, { on: 'right', flavours: ['l'] })]),
    )
    expect(reasonsOf(run)).toEqual(['filter.fleet left-1 0', 'score right-1 0', 'bind right-1 0'])
  })

  test.each([
    ['kvm-qemu', ['kvm-1']],
    ['xen', ['xen-1']],
    ['esxi', ['esxi-1']],
  ])('a VM of %s runs only under what it is made for', (profile, hosts) => {
    const kernels = ['linux', 'kvm', 'xen', 'esxi'].map((kernel) => fleet(kernel, 1, { kernel }))
    const run = startRun(scenario(kernels, [group('new', 2, { wrap: [{ profile }] })]))
    expect(new Set(hostsOf(run))).toEqual(new Set(hosts))
  })

  test.each([[[{ profile: 'runc' }]], [[{ profile: 'gvisor' }]], [[]]])(
    '%j needs a kernel that runs processes',
    (wrap) => {
      const kernels = ['xen', 'esxi', 'linux', 'kvm'].map((kernel) => fleet(kernel, 1, { kernel }))
      const run = startRun(scenario(kernels, [group('new', 3, { wrap, place: { policy: 'spread' } })]))
      expect(hostsOf(run)).toEqual(['linux-1', 'kvm-1', 'linux-1'])
    },
  )
})

test('a group is exposed by as much as it loses with its fullest host', () => {
  const exposure = lawOf('placement.exposure')
  for (const { input, output } of exposure.examples) expect(exposure.evaluate(input)).toEqual(output)
  expect(exposure.evaluate({ runningByHost: [0, 3, 0, 1, 3] })).toEqual({ percent: 42 })
})

describe('what has no place', () => {
  test('is counted, waits, and is taken by a host that comes back', () => {
    const run = startRun(scenario([fleet('host', 2)], [group('web', 2, { flavours: ['l'] })]))
    done(run, 'workload.resize', { group: 'web', memoryMiB: 9000 })
    expect(run.metric('workload.placed', 'web')).toBe(0)
    expect(run.metric('workload.running', 'web')).toBe(0)
    done(run, 'host.fail', { host: 'host-1' })
    run.advance(second, Infinity)
    // 8,996 MiB and 4 for the runtime: all of one host.
    const before = run.facts(0, 1000).length
    done(run, 'workload.resize', { group: 'web', memoryMiB: 8996 })
    expect(run.metric('workload.running', 'web')).toBe(1)
    expect(run.facts(before, 1000).filter(({ name }) => name === 'placement.failed')).toMatchObject([
      { args: { group: 'web', count: 1 } },
    ])
    done(run, 'host.repair', { host: 'host-1' })
    expect(run.metric('workload.running', 'web')).toBe(2)
    expect(['host-1', 'host-2'].map((host) => run.stack(host)?.freeMiB)).toEqual([0, 0])
    expect(run.facts(0, 1000).at(-1)).toMatchObject({
      name: 'container.started',
      args: { workload: 'web-2' },
    })
  })
})
