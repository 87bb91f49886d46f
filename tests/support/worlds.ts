// Random small worlds and random commands on them, on names that are there and on some that are not.
import { consistent } from './consistent'
import fc from 'fast-check'
import type { Command, FleetGroup, JournalEntry, Scenario, WorkloadGroup } from '../../src/sim'
import { define, second } from './builders'

/** How long the worlds of property tests live. */
export const life = 60 * second

const small = (least: number, most: number) => fc.integer({ min: least, max: most })
/** A few times are far likelier than others, so that things happen at once. */
export const timeArbitrary = fc.oneof(
  fc.constantFrom(0, 10 * second, 20 * second, 30 * second, life),
  small(0, life),
)

const demandArbitrary: fc.Arbitrary<WorkloadGroup['demand']> = fc.oneof(
  fc.record({ law: fc.constant('constant' as const), millicores: small(0, 3000) }),
  fc.record({
    law: fc.constant('stepped' as const),
    steps: fc
      .uniqueArray(fc.record({ at: timeArbitrary, millicores: small(0, 3000) }), {
        selector: ({ at }) => at,
        minLength: 1,
        maxLength: 4,
      })
      .map((steps) => steps.sort((left, right) => left.at - right.at)),
  }),
  fc.record({
    law: fc.constant('diurnal' as const),
    lowMillicores: small(0, 500),
    highMillicores: small(100, 4000),
    period: small(10 * second, life),
    peakAt: small(0, life),
    cadence: fc.constantFrom(5 * second, 7 * second, 10 * second),
    jitterPercent: fc.constantFrom(0, 0, 10, 100),
  }),
  fc.record({ law: fc.constant('hashed' as const), cadence: fc.constantFrom(5 * second, 7 * second) }),
)

/** Hosts of every kernel; the first two groups are always there. */
const fleetArbitrary: fc.Arbitrary<FleetGroup[]> = fc
  .tuple(small(1, 3), small(0, 2), small(0, 1), small(0, 1), fc.constantFrom('crate', 'box'))
  .map(([kvm, linux, xen, esxi, machine]) =>
    [
      { name: 'k', count: kvm, machine, kernel: 'kvm', zone: 'east', rack: 'row', perRack: 2 },
      { name: 'n', count: linux, machine: 'box', kernel: 'linux', zone: 'west', rack: 'row' },
      { name: 'x', count: xen, machine: 'crate', kernel: 'xen' },
      { name: 'e', count: esxi, machine: 'crate', kernel: 'esxi', zone: 'east' },
    ].filter(({ count }) => count > 0),
  )

const wrapArbitrary: fc.Arbitrary<NonNullable<WorkloadGroup['wrap']>> = fc.oneof(
  fc.constantFrom<NonNullable<WorkloadGroup['wrap']>>([], [{ profile: 'runc' }], [{ profile: 'gvisor' }]),
  fc
    .record({
      profile: fc.constantFrom('kvm-qemu', 'firecracker', 'cloud-hypervisor', 'xen', 'esxi'),
      per: small(1, 4),
    })
    .chain((vm) =>
      fc.constantFrom<NonNullable<WorkloadGroup['wrap']>>(
        [vm],
        [vm, { profile: 'runc' }],
        [vm, { profile: 'gvisor' }],
      ),
    ),
)

const groupNames = ['alpha', 'beta', 'gamma'] as const

function groupArbitrary(name: string, fleet: readonly FleetGroup[]): fc.Arbitrary<WorkloadGroup> {
  return fc.record(
    {
      name: fc.constant(name),
      count: fc.oneof(
        { weight: 3, arbitrary: small(1, 8) },
        { weight: 1, arbitrary: fc.constant('fill' as const) },
      ),
      wrap: wrapArbitrary,
      flavours: fc.array(fc.constantFrom('m', 'l'), { minLength: 1, maxLength: 2 }),
      app: fc.constantFrom('plain', 'fat'),
      demand: demandArbitrary,
      on: fc.constantFrom(...fleet.map((group) => group.name)),
      place: fc.record(
        {
          policy: fc.constantFrom('block', 'first-fit', 'best-fit', 'worst-fit', 'spread', 'pack'),
          per: small(1, 5),
        },
        { requiredKeys: ['policy'] },
      ),
      shares: fc.constantFrom(1, 500, 3000),
      reservationMillicores: fc.constantFrom(0, 100, 1500),
      limitMillicores: fc.constantFrom(50, 700, 5000),
    },
    { requiredKeys: ['name', 'count', 'wrap', 'flavours', 'app', 'demand'] },
  ) as fc.Arbitrary<WorkloadGroup>
}

const rulesArbitrary: fc.Arbitrary<NonNullable<Scenario['rules']>> = fc.oneof(
  { weight: 2, arbitrary: fc.constant({}) },
  {
    weight: 1,
    arbitrary: fc.record({
      failure: fc.record(
        {
          hostRepairSeconds: small(1, 20),
          processMeanSeconds: small(5, 60),
          processRestartSeconds: small(1, 10),
        },
        { requiredKeys: [] },
      ),
    }),
  },
)

/** A scenario of at most 7 hosts and three groups of workloads, without a script. */
export const worldArbitrary: fc.Arbitrary<Scenario> = fleetArbitrary
  .chain((fleet) =>
    fc.record({
      format: fc.constant(1 as const),
      seed: small(0, 4294967295),
      horizon: fc.constant(life),
      define: fc.constant(define),
      fleet: fc.constant(fleet),
      workloads: small(1, groupNames.length).chain((count) =>
        fc.tuple(...groupNames.slice(0, count).map((name) => groupArbitrary(name, fleet))),
      ),
      rules: rulesArbitrary,
    }),
  )
  .map(consistent)

/** Names that some of these worlds have. */
const hostNames = ['k-1', 'k-2', 'n-1', 'x-1', 'e-1']
const workloadNames = groupNames.flatMap((name) => [1, 2, 3, 5].map((ordinal) => `${name}-${ordinal}`))
const kernelNames = groupNames.flatMap((name) =>
  [1, 2].flatMap((at) => [`${name}-vm-${at}`, `${name}-sandbox-${at}`]),
)

const make = (name: string, args: fc.Arbitrary<Command['args']>): fc.Arbitrary<Command> =>
  args.map((given) => ({ name, args: given }))
const naming = (argument: string, names: readonly string[]): fc.Arbitrary<Command['args']> =>
  fc.constantFrom(...names).map((name) => ({ [argument]: name }))
const oneOf = (names: readonly string[], args: fc.Arbitrary<Command['args']>): fc.Arbitrary<Command> =>
  fc.constantFrom(...names).chain((name) => make(name, args))

/** Every command there is, on things that may or may not exist. */
export const commandArbitrary: fc.Arbitrary<Command> = fc.oneof(
  oneOf(['host.fail', 'host.repair'], naming('host', hostNames)),
  oneOf(['kernel.panic', 'kernel.reboot'], naming('kernel', [...hostNames, ...kernelNames])),
  oneOf(['vm.start', 'vm.suspend', 'vm.resume', 'vm.shutdown', 'vm.destroy'], naming('vm', kernelNames)),
  oneOf(
    ['container.start', 'container.pause', 'container.resume', 'container.kill'],
    naming('container', workloadNames),
  ),
  make('process.crash', naming('workload', workloadNames)),
  make(
    'workload.resize',
    fc.record(
      { group: fc.constantFrom(...groupNames), memoryMiB: fc.constantFrom(1, 30, 200, 900, 3000, 20000) },
      { requiredKeys: ['memoryMiB'] },
    ),
  ),
  make('workload.demand', fc.record({ group: fc.constantFrom(...groupNames), millicores: small(0, 3000) })),
)

/** Commands in order of time. */
export const journalArbitrary: fc.Arbitrary<JournalEntry[]> = fc
  .array(fc.record({ at: timeArbitrary, command: commandArbitrary }), { maxLength: 16 })
  .map((entries) => entries.sort((left, right) => left.at - right.at) as JournalEntry[])

/** A world and what is done to it. */
export const storyArbitrary: fc.Arbitrary<Scenario> = fc
  .tuple(worldArbitrary, journalArbitrary)
  .map(([scenario, script]) => ({ ...scenario, script }))
