// Scenarios and links for property tests: small worlds that can be built, and links that can only be written
// and read.
import { consistent } from './consistent'
import fc from 'fast-check'
import {
  kinds,
  policies,
  stages,
  type Demand,
  type FleetGroup,
  type JournalEntry,
  type Kind,
  type Link,
  type Scenario,
  type WorkloadGroup,
} from '../../src/sim'

const second = 1000000
const hour = 3600 * second

export interface SizeOfWorld {
  /** Hosts and workloads together, about. */
  readonly maxRows?: number
}

/** What runs on each kernel: kinds that can be asked for by name, and hypervisors whose VMs it hosts. */
const kernels: Readonly<
  Record<string, { readonly kinds: readonly Kind[]; readonly hypervisors: readonly string[] }>
> = {
  linux: { kinds: ['process', 'container'], hypervisors: [] },
  kvm: { kinds, hypervisors: ['kvm-qemu', 'firecracker', 'cloud-hypervisor'] },
  // The VMs that `kind` stands for are those of KVM; here they are spelled out as wraps.
  xen: { kinds: [], hypervisors: ['xen'] },
  esxi: { kinds: [], hypervisors: ['esxi'] },
}
const runtimes = ['runc', 'gvisor']
const fleetNames = ['edge', 'host', 'rack-a', 'z9'] as const
const workloadNames = ['web', 'db', 'batch-2', 'q'] as const
const flavours = ['nano', 'tiny', 'small', 'medium', 'odd'] as const

/** Inline entries: on 'pocket', a host so small that 'fill' stays a handful, nothing is found in the catalogue. */
const define: NonNullable<Scenario['define']> = {
  machines: {
    pocket: {
      sockets: 1,
      coresPerSocket: 2,
      memoryMiB: 2048,
      hostReserveMiB: 256,
      diskGiB: 32,
      nicMbps: 1000,
      idleWatts: 5,
      peakWatts: 20,
      source: 'assumed',
    },
  },
  flavours: { odd: { vcpus: 3, memoryMiB: 333, source: 'made up for a test' } },
  apps: { 'own-app': { librariesMiB: 7, image: 'registry.example/own:1', source: 'assumed' } },
  guests: { default: { guestOsMiB: 100, source: 'assumed' } },
}

/** Scenarios that can be built: kinds fit their kernels, ids exist. No script: commands are the caller's to add. */
export function scenarioArbitrary({ maxRows = 40 }: SizeOfWorld = {}): fc.Arbitrary<Scenario> {
  return fc
    .record({ groups: fc.integer({ min: 1, max: 4 }), loads: fc.integer({ min: 0, max: 4 }) })
    .chain(({ groups, loads }) =>
      fleetArbitrary(groups, Math.max(1, Math.floor(maxRows / 4 / groups))).chain((fleet) =>
        fc.record(
          {
            format: fc.constant(1 as const),
            title: textArbitrary,
            seed: fc.integer({ min: 0, max: 4294967295 }),
            horizon: fc.integer({ min: 1, max: 24 * hour }),
            define: fc.constant(define),
            fleet: fc.constant(fleet),
            workloads: workloadsArbitrary(
              fleet,
              loads,
              Math.max(1, Math.floor((maxRows * 0.75) / (loads || 1))),
            ),
          },
          { requiredKeys: ['format', 'seed', 'horizon', 'define', 'fleet', 'workloads'] },
        ),
      ),
    )
    .map(plain)
    .map(consistent)
}

/** fast-check also makes objects without prototype; the simulator's data never are, and equality tells them apart. */
function plain<T>(value: T): T {
  return JSON.parse(JSON.stringify(value)) as T
}

/** Words in any script, with whatever characters a keyboard or an attacker finds. */
const textArbitrary = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 20 }),
  fc.constantFrom('过度分配的悬崖', '𝔖trata 🧪', '"\\\n\u2028', '\ud800'),
)

function fleetArbitrary(groups: number, most: number): fc.Arbitrary<FleetGroup[]> {
  return fc.tuple(
    ...fleetNames.slice(0, groups).map((name, at) =>
      fc.record(
        {
          name: fc.constant(name),
          count: fc.integer({ min: 1, max: most }),
          zone: fc.constantFrom('north', 'south'),
          rack: fc.constant(`row-${'abcd'.charAt(at)}`),
          perRack: fc.integer({ min: 1, max: 4 }),
          machine: fc.constantFrom('pocket', 'small-8', 'general-64', 'bench-16'),
          kernel: fc.constantFrom(...Object.keys(kernels)),
        },
        { requiredKeys: ['name', 'count', 'machine', 'kernel'] },
      ),
    ),
  )
}

function workloadsArbitrary(
  fleet: readonly FleetGroup[],
  loads: number,
  most: number,
): fc.Arbitrary<WorkloadGroup[]> {
  const groups = workloadNames
    .slice(0, loads)
    .map((name) => fc.constantFrom(...fleet).chain((group) => workloadArbitrary(name, group, most)))
  return fc.tuple(...groups)
}

function workloadArbitrary(name: string, group: FleetGroup, most: number): fc.Arbitrary<WorkloadGroup> {
  const count = fc.integer({ min: 1, max: most })
  const onPocket = group.machine === 'pocket'
  return fc
    .record(
      {
        name: fc.constant(name),
        count: onPocket ? fc.oneof(count, fc.constant('fill' as const)) : count,
        on: fc.constant(group.name),
        inside: insideArbitrary(group.kernel),
        flavours: onPocket
          ? fc.constant<string[]>(['small'])
          : fc.array(fc.constantFrom<string[]>(...flavours), { minLength: 1, maxLength: 3 }),
        app: fc.constantFrom('service', 'web-app', 'database', 'own-app'),
        demand: demandArbitrary(),
        tenant: fc.constantFrom('blue', 'green'),
        place: fc.record(
          { policy: fc.constantFrom(...policies), per: fc.integer({ min: 1, max: 10 }) },
          { requiredKeys: ['policy'] },
        ),
        shares: fc.integer({ min: 1, max: 10000 }),
        reservationMillicores: fc.integer({ min: 0, max: 200 }),
        limitMillicores: fc.integer({ min: 200, max: 4000 }),
      },
      { requiredKeys: ['name', 'count', 'on', 'inside', 'flavours', 'app', 'demand'] },
    )
    .map(({ inside, ...rest }) => ({ ...rest, ...inside }))
}

/** What a workload runs in, said by kind or by wraps. */
function insideArbitrary(kernel: string): fc.Arbitrary<Pick<WorkloadGroup, 'kind' | 'wrap'>> {
  const can = kernels[kernel] ?? { kinds: ['process'], hypervisors: [] }
  const byKind = can.kinds.map((kind) => fc.constant({ kind }))
  const runtime = fc.record({ profile: fc.constantFrom(...runtimes) })
  const byWrap: fc.Arbitrary<Pick<WorkloadGroup, 'wrap'>>[] = []
  if (can.kinds.includes('process')) byWrap.push(fc.constant({ wrap: [] }))
  if (can.kinds.includes('container')) byWrap.push(runtime.map((container) => ({ wrap: [container] })))
  if (can.hypervisors.length > 0) {
    const alone = fc.record({ profile: fc.constantFrom(...can.hypervisors) })
    const shared = fc.record({
      profile: fc.constantFrom(...can.hypervisors),
      per: fc.integer({ min: 1, max: 5 }),
    })
    byWrap.push(alone.map((vm) => ({ wrap: [vm] })))
    byWrap.push(fc.tuple(shared, runtime).map(([vm, container]) => ({ wrap: [vm, container] })))
  }
  return fc.oneof(...byKind, ...byWrap)
}

/** Every demand law, from idle to far beyond what a host has. */
export function demandArbitrary(): fc.Arbitrary<Demand> {
  const millicores = fc.integer({ min: 0, max: 8000 })
  const at = fc.integer({ min: 0, max: 24 * hour })
  return fc.oneof(
    fc.record({ law: fc.constant('constant' as const), millicores }),
    fc.record({
      law: fc.constant('stepped' as const),
      steps: fc
        .uniqueArray(fc.record({ at, millicores }), {
          selector: (step) => step.at,
          minLength: 1,
          maxLength: 5,
        })
        .map((steps) => [...steps].sort((a, b) => a.at - b.at)),
    }),
    fc.record(
      {
        law: fc.constant('diurnal' as const),
        lowMillicores: fc.integer({ min: 0, max: 1000 }),
        highMillicores: fc.integer({ min: 1000, max: 8000 }),
        period: fc.integer({ min: hour, max: 24 * hour }),
        peakAt: fc.integer({ min: 0, max: hour }),
        cadence: fc.integer({ min: 300 * second, max: hour }),
        jitterPercent: fc.integer({ min: 0, max: 100 }),
      },
      { requiredKeys: ['law', 'lowMillicores', 'highMillicores', 'period', 'peakAt', 'cadence'] },
    ),
    fc.record({
      law: fc.constant('hashed' as const),
      cadence: fc.integer({ min: 300 * second, max: hour }),
    }),
  )
}

const scalarArbitrary = fc.oneof(
  textArbitrary,
  fc.boolean(),
  fc.integer(),
  fc.double({ noNaN: true, noDefaultInfinity: true }).map((value) => (value === 0 ? 0 : value)),
)

const journalArbitrary: fc.Arbitrary<JournalEntry[]> = fc
  .array(
    fc.record({
      at: fc.integer({ min: 0, max: hour }),
      command: fc.record({
        name: fc.constantFrom('host.fail', 'kernel.panic', 'vm.stop'),
        args: fc.dictionary(fc.constantFrom('host', 'vm', 'delayMicros', 'zone'), scalarArbitrary, {
          noNullPrototype: true,
        }),
      }),
    }),
    { maxLength: 5 },
  )
  .map((entries) => [...entries].sort((a, b) => a.at - b.at))

const seen = {
  selected: textArbitrary,
  lens: fc.constantFrom('cpu', 'memory'),
  stage: fc.constantFrom(...stages),
  camera: fc.array(fc.integer(), { minLength: 3, maxLength: 3 }),
}

const beatArbitrary = fc.record(
  {
    ...seen,
    at: fc.integer({ min: 0, max: hour }),
    branch: fc.integer({ min: 0, max: 7 }),
    text: textArbitrary,
  },
  { requiredKeys: ['at'] },
)

const viewArbitrary = fc.record(
  { ...seen, why: fc.nat(), beats: fc.array(beatArbitrary, { maxLength: 3 }) },
  { requiredKeys: [] },
)

/** Base64url of some bytes of load. */
const recordingArbitrary = fc.string({ unit: fc.constantFrom(...'AZaz09-_'), minLength: 2, maxLength: 40 })

const tracesArbitrary = fc.array(recordingArbitrary, { minLength: 1, maxLength: 3 }).map((series) => ({
  day: { series, source: 'made up' },
}))

/** The scenario with a recorded load, followed by its first group. */
function recorded(link: Link, traces: NonNullable<Link['scenario']['define']>['traces']): Link {
  const [first, ...others] = link.scenario.workloads
  if (first === undefined) return link
  const demand = { law: 'trace' as const, trace: 'day', cadence: second }
  const define = { ...link.scenario.define, traces }
  return { ...link, scenario: { ...link.scenario, define, workloads: [{ ...first, demand }, ...others] } }
}

/**
 * Links in every part of the schema. They can be written and read; their commands and rules need not mean
 * anything.
 */
export function linkArbitrary(size: SizeOfWorld = {}): fc.Arbitrary<Link> {
  const links = fc.record(
    {
      modelVersion: fc.integer({ min: 1, max: 1000000 }),
      lesson: fc.constantFrom('one-kernel', 'seven-versus-seven'),
      scenario: richScenarioArbitrary(size),
      branches: fc.array(branchArbitrary, { minLength: 1, maxLength: 4 }),
      branch: fc.integer({ min: 0, max: 7 }),
      at: fc.integer({ min: 0, max: hour }),
      view: viewArbitrary,
      claims: fc.array(
        fc.record({
          gate: fc.constant('gate-1'),
          choice: fc.constantFrom('same', 'more'),
          confidence: fc.constantFrom('guess', 'fair', 'sure'),
        }),
        { maxLength: 2 },
      ),
      hash: fc.constantFrom('0123456789abcdef0123456789abcdef'),
    },
    { requiredKeys: ['modelVersion', 'scenario', 'branches', 'branch'] },
  )
  const withTraces = fc.tuple(links, tracesArbitrary).map(([link, traces]) => recorded(link, traces))
  return fc.oneof(links, withTraces).map(plain)
}

const branchArbitrary = fc.record(
  {
    name: textArbitrary,
    parent: fc.integer({ min: -1, max: 7 }),
    at: fc.integer({ min: 0, max: hour }),
    set: fc.array(
      fc.record({
        path: fc.constantFrom('seed', 'workloads.0.wrap.0.per', 'fleet.0.count'),
        value: scalarArbitrary,
      }),
      { maxLength: 3 },
    ),
    journal: journalArbitrary,
  },
  { requiredKeys: ['name', 'parent', 'at', 'journal'] },
)

function richScenarioArbitrary(size: SizeOfWorld): fc.Arbitrary<Scenario> {
  const extra = fc.record(
    {
      rules: fc.dictionary(
        fc.constantFrom('failure', 'memory', 'place-ment'),
        fc.dictionary(fc.constantFrom('meanMicros', 'on', 'ratio'), scalarArbitrary, {
          noNullPrototype: true,
        }),
        { noNullPrototype: true },
      ),
      script: journalArbitrary,
      notes: fc.array(textArbitrary, { maxLength: 3 }),
    },
    { requiredKeys: [] },
  )
  return fc.tuple(scenarioArbitrary(size), extra).map(([scenario, more]) => ({ ...scenario, ...more }))
}
