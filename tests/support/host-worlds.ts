// Worlds like those of worlds.ts with everything that makes one host unlike another: what workloads do and how they are
// virtualized, second threads, pools, lists of CPUs, memory that is promised twice. And commands that change these.
import { consistent } from './consistent'
import fc from 'fast-check'
import type { Command, JournalEntry, Scenario, WorkloadGroup } from '../../src/sim'
import { wraps } from '../../src/sim/catalog'
import {
  eventNames,
  pageSizeNames,
  techniqueNames,
  techniquesOfKind,
  type EventName,
} from '../../src/sim/model/plan'
import { crate, define } from './builders'
import { operationArbitrary } from './operations'
import { commandArbitrary, timeArbitrary, worldArbitrary } from './worlds'

const small = (least: number, most: number) => fc.integer({ min: least, max: most })
const poolNames = ['outer', 'inner', 'side'] as const
const groups = fc.constantFrom('alpha', 'alpha', 'beta', 'gamma', 'delta')

const definedMix = fc.record({
  ...(Object.fromEntries(eventNames.map((name) => [name, fc.constantFrom(0, 100, 20000)])) as Record<
    EventName,
    fc.Arbitrary<number>
  >),
  kernelPermille: small(0, 1000),
  walkPermille: small(0, 400),
  stallPermille: small(0, 1000),
  workingSetMiB: small(0, 4000),
  access: fc.constantFrom('random' as const, 'stream' as const),
  emulatedDevice: fc.boolean(),
  cacheKiloAccesses: small(0, 100000),
  cacheMissPermille: small(0, 1000),
  cacheMiB: small(0, 64),
  bandwidthMBps: small(0, 40000),
  lockPermille: small(0, 300),
  crosstalkPpm: small(0, 20000),
  requestMicros: small(1, 100000),
  source: fc.constant('assumed'),
})
const mixes = fc.constantFrom('own', 'own', 'compute', 'database', 'io-heavy', 'cache-hungry', 'lock-heavy')
const pageSizes = fc.constantFrom(...pageSizeNames)

const memoryUse = {
  activePercent: fc.constantFrom(0, 30, 100, 150),
  touchedPercent: small(0, 100),
  samePercent: fc.constantFrom(0, 40, 100),
  rewritesPerHour: fc.constantFrom(0, 100, 100000),
  touchesPerSecond: fc.constantFrom(0, 100, 10000, 1000000),
}
const memoryShares = { shares: small(1, 100000), reservationMiB: small(0, 60), limitMiB: small(60, 1200) }
const memoryControls = {
  memoryMinMiB: small(0, 30),
  memoryLowMiB: small(30, 60),
  memoryHighMiB: small(60, 100),
  swapMaxMiB: small(0, 300),
  oomScoreAdj: fc.constantFrom(-1000, -500, 0, 900),
}
const cpuLists = fc.constantFrom('0', '1', '0-1', '1,3', '0-3', '2-7', '0,2,4,6')

/** How the groups of a world differ from plain ones; what is said of memory fits the smallest flavour. */
const natureArbitrary = fc.record(
  {
    mix: mixes,
    pages: fc.record({ guest: pageSizes, host: pageSizes }, { requiredKeys: [] }),
    memory: fc.record({ ...memoryUse, ...memoryShares }, { requiredKeys: [] }),
    cgroup: fc.record(
      { ...memoryControls, cpus: cpuLists, periodMillis: fc.constantFrom(1, 100, 1000) },
      { requiredKeys: [] },
    ),
    pool: fc.constantFrom(...poolNames),
    numa: fc.constantFrom('local' as const, 'interleaved' as const),
  },
  { requiredKeys: [] },
)

const poolsArbitrary: fc.Arbitrary<NonNullable<Scenario['pools']>> = fc
  .array(
    fc.record(
      {
        shares: small(1, 5000),
        reservationMillicores: small(0, 1000),
        limitMillicores: small(1000, 6000),
        expandable: fc.boolean(),
      },
      { requiredKeys: ['shares'] },
    ),
    { minLength: poolNames.length, maxLength: poolNames.length },
  )
  .map((pools) =>
    pools.map((pool, at) => ({ ...pool, name: poolNames[at] ?? '', ...(at === 1 && { parent: 'outer' }) })),
  )

const ruleValues = {
  sharing: fc.constantFrom('off', 'ksm', 'tps'),
  pagesToScan: fc.constantFrom(100, 5000),
  balloon: fc.boolean(),
  compression: fc.boolean(),
  swap: fc.constantFrom('none', 'nvme', 'hdd'),
  taxPercent: small(0, 99),
  stepMillis: fc.constantFrom(500, 1000, 5000),
  touchMiBps: fc.constantFrom(16, 64, 2000),
}

const hostRules = fc.record(
  {
    memory: fc.record({ overcommitPercent: fc.constantFrom(100, 150, 400) }),
    reclaim: fc.record(ruleValues, { requiredKeys: [] }),
    cpu: fc.record(
      {
        smtPercent: small(0, 100),
        remotePercent: small(100, 300),
        reserveMillicores: fc.constantFrom(0, 300, 2000),
      },
      { requiredKeys: [] },
    ),
    neighbours: fc.record(
      { llcMiB: small(1, 64), memoryMBps: small(1000, 100000), partition: fc.constantFrom('none', 'even') },
      { requiredKeys: [] },
    ),
  },
  { requiredKeys: [] },
)

const machinesArbitrary = fc
  .record({ sockets: small(1, 2), threadsPerCore: small(1, 2) })
  .map((more) => ({ ...define.machines, crate: { ...crate, ...more } }))

/** The same group with a nature; a technique of those that its outermost wrapping allows. */
function natured(
  group: WorkloadGroup,
  nature: Partial<WorkloadGroup>,
  technique: number | undefined,
): WorkloadGroup {
  const outer = wraps.find(({ id }) => id === group.wrap?.[0]?.profile)
  const possible = techniquesOfKind[outer?.boundary ?? 'process']
  return {
    ...group,
    ...nature,
    ...(technique === undefined ? {} : { technique: possible[technique % possible.length] }),
  }
}

export const hostWorldArbitrary: fc.Arbitrary<Scenario> = fc
  .record({
    world: worldArbitrary,
    natures: fc.array(natureArbitrary, { minLength: 3, maxLength: 3 }),
    techniques: fc.array(fc.option(fc.nat(), { nil: undefined }), { minLength: 3, maxLength: 3 }),
    own: definedMix,
    machines: machinesArbitrary,
    pools: poolsArbitrary,
    rules: hostRules,
  })
  .map(({ world, natures, techniques, own, machines, pools, rules }) => ({
    ...world,
    define: { ...define, machines, mixes: { own } },
    workloads: world.workloads.map((group, at) => natured(group, natures[at] ?? {}, techniques[at])),
    pools,
    rules: { ...world.rules, ...(rules as Scenario['rules']) },
  }))
  .map(consistent)

function make(name: string, args: fc.Arbitrary<object>): fc.Arbitrary<Command> {
  return args.map((given) => ({ name, args: given as Command['args'] }))
}
const ofGroup = (name: string, optional: Record<string, fc.Arbitrary<unknown>>): fc.Arbitrary<Command> =>
  make(
    name,
    fc.tuple(groups, fc.record(optional, { requiredKeys: [] })).map(([group, args]) => ({ ...args, group })),
  )
const group = groups

/** Every command on what tells one host from another, on names that are there and on some that are not. */
export const hostCommandArbitrary: fc.Arbitrary<Command> = fc.oneof(
  make('group.technique', fc.record({ group, technique: fc.constantFrom(...techniqueNames) })),
  make('group.mix', fc.record({ group, mix: mixes })),
  ofGroup('group.pages', { guest: pageSizes, host: pageSizes }),
  ofGroup('group.memory', memoryUse),
  ofGroup('group.memory-shares', memoryShares),
  ofGroup('group.cgroup', memoryControls),
  make('group.cpuset', fc.record({ group, cpus: fc.oneof(cpuLists, fc.constant('')) })),
  make('group.limit', fc.record({ group, millicores: fc.constantFrom(0, 5, 100, 700, 3000) })),
  make('group.reservation', fc.record({ group, millicores: fc.constantFrom(0, 50, 400, 2000) })),
  make('group.quota-period', fc.record({ group, millis: fc.constantFrom(1, 10, 100, 1000) })),
  make(
    'reclaim.set',
    fc.oneof(
      ...Object.entries(ruleValues).map(([rule, values]: [string, fc.Arbitrary<unknown>]) =>
        values.map((value) => ({ rule, value })),
      ),
    ),
  ),
  make('neighbours.partition', fc.record({ mode: fc.constantFrom('none', 'cache', 'bandwidth', 'even') })),
  make('pool.shares', fc.record({ pool: fc.constantFrom(...poolNames, 'no'), shares: small(0, 9000) })),
  make(
    'pool.limit',
    fc.record({ pool: fc.constantFrom(...poolNames), millicores: fc.constantFrom(0, 300, 2500) }),
  ),
  make(
    'pool.reservation',
    fc.record({ pool: fc.constantFrom(...poolNames), millicores: fc.constantFrom(0, 300, 2500) }),
  ),
)

export const anyCommandArbitrary: fc.Arbitrary<Command> = fc.oneof(
  { weight: 3, arbitrary: hostCommandArbitrary },
  { weight: 1, arbitrary: operationArbitrary },
  { weight: 1, arbitrary: commandArbitrary },
)

const scriptArbitrary: fc.Arbitrary<JournalEntry[]> = fc
  .array(fc.record({ at: timeArbitrary, command: anyCommandArbitrary }), { maxLength: 20 })
  .map((entries) => entries.sort((left, right) => left.at - right.at) as JournalEntry[])

/** Such a world and what is done to it and with it. */
export const hostStoryArbitrary: fc.Arbitrary<Scenario> = fc
  .tuple(hostWorldArbitrary, scriptArbitrary)
  .map(([world, script]) => ({ ...world, script }))
