/** The scenario: a start, as data. This schema is the one gate for links, files, imports and the built-in library. */
import * as v from 'valibot'
import { horizonLimit } from '../core'
import { pageSizeNames, policyNames, techniqueNames } from '../model/plan'
import { defineSchema } from './define'
import { keySchema, limits, microsSchema, nameSchema, percent, textSchema, whole } from './fields'

export type { AppDefinition, FlavourDefinition, MixDefinition, WrapNumbers } from './define'
export { limits, nameSchema } from './fields'

export const demandSchema = v.variant('law', [
  v.strictObject({ law: v.literal('constant'), millicores: whole(0, 1000000) }),
  v.strictObject({
    law: v.literal('stepped'),
    /** At each time (µs from the start) the demand becomes this much. Before the first step it is 0. */
    steps: v.pipe(
      v.array(v.strictObject({ at: microsSchema, millicores: whole(0, 1000000) })),
      v.minLength(1),
      v.maxLength(limits.steps),
      v.check(
        (steps) => steps.every((step, at) => at === 0 || step.at > steps[at - 1].at),
        'must rise in time',
      ),
    ),
  }),
  v.strictObject({
    law: v.literal('diurnal'),
    lowMillicores: whole(0, 1000000),
    highMillicores: whole(0, 1000000),
    /** Length of the day in µs. */
    period: whole(1000000, horizonLimit),
    /** When in the period the demand is highest. */
    peakAt: microsSchema,
    /** How often the demand is read, in µs. */
    cadence: whole(1000000, horizonLimit),
    /** Each reading differs by up to this many percent either way, drawn by workload and reading. */
    jitterPercent: v.optional(whole(0, 100)),
  }),
  v.strictObject({
    law: v.literal('trace'),
    /** Key of `define.traces`. Workload number n follows series (n - 1) mod the number of series. */
    trace: nameSchema,
    /** Time from one sample to the next, in µs; after the last sample the load stays. */
    cadence: whole(1000000, horizonLimit),
  }),
  v.strictObject({
    /** Made-up load of a speed test: percent of the workload's vCPUs, hashed from its number and the reading. */
    law: v.literal('hashed'),
    cadence: whole(1000000, horizonLimit),
  }),
])
export type Demand = v.InferOutput<typeof demandSchema>

export const kinds = ['process', 'container', 'vm', 'container-in-vm'] as const
export type Kind = (typeof kinds)[number]

/** The kinds, and the other ways to run an app that are compared with them. */
export const ways = [...kinds, 'microvm', 'sandbox', 'unikernel'] as const
export type Way = (typeof ways)[number]

const wrapSchema = v.strictObject({
  /** Id of a hypervisor or runtime profile. */
  profile: nameSchema,
  /** Workloads inside one of these; 1 when left out. */
  per: v.optional(whole(1, limits.per)),
  /** Guest system of a VM; the profile's usual one when left out. */
  guest: v.optional(nameSchema),
})

export const policies = policyNames
export type Policy = (typeof policies)[number]

const fleetSchema = v.strictObject({
  name: nameSchema,
  count: whole(1, limits.hosts),
  /** Several groups may share a zone; a rack name is unique within its zone. */
  zone: v.optional(nameSchema),
  rack: v.optional(nameSchema),
  /** Hosts to a rack; with more hosts, racks are numbered. */
  perRack: v.optional(whole(1, 1000)),
  machine: nameSchema,
  /** Profile of the operating system or hypervisor the hosts boot. */
  kernel: nameSchema,
})
export type FleetGroup = v.InferOutput<typeof fleetSchema>

const memorySchema = v.strictObject({
  activePercent: percent(200),
  touchedPercent: percent(100),
  samePercent: percent(100),
  rewritesPerHour: v.optional(whole(0, 1000000)),
  touchesPerSecond: v.optional(whole(0, 10000000)),
  /** MiB per second it writes while it gets the CPU it asks for; left out: worked out from what it touches. */
  dirtyMiBps: v.optional(whole(1, 1000000)),
  shares: v.optional(whole(1, 1000000000)),
  reservationMiB: v.optional(whole(0, 16777216)),
  limitMiB: v.optional(whole(1, 16777216)),
})

const cgroupSchema = v.strictObject({
  memoryMinMiB: v.optional(whole(0, 16777216)),
  memoryLowMiB: v.optional(whole(0, 16777216)),
  memoryHighMiB: v.optional(whole(1, 16777216)),
  /** No limit when left out. */
  swapMaxMiB: v.optional(whole(0, 16777216)),
  oomScoreAdj: v.optional(whole(-1000, 1000)),
  /** Period of the CPU quota in ms: 1 to 1000. */
  periodMillis: v.optional(whole(1, 1000)),
  /** CPUs it may run on, as in cpuset.cpus: '0-3,8'. */
  cpus: v.optional(
    v.pipe(v.string(), v.maxLength(120), v.regex(/^\d{1,4}(-\d{1,4})?(,\d{1,4}(-\d{1,4})?)*$/)),
  ),
})

const workloadSchema = v.strictObject({
  name: nameSchema,
  /** 'fill' starts as many as fit. */
  count: v.union([whole(1, limits.workloads), v.literal('fill')]),
  /** Group of hosts to use; all hosts when left out. */
  on: v.optional(nameSchema),
  /** What the workload runs in; `wrap` says it in detail and wins. */
  kind: v.optional(v.picklist(ways)),
  wrap: v.optional(v.pipe(v.array(wrapSchema), v.maxLength(limits.wraps))),
  /** Named sizes, cycled by ordinal. */
  flavours: v.pipe(v.array(nameSchema), v.minLength(1), v.maxLength(limits.flavours)),
  app: nameSchema,
  demand: demandSchema,
  tenant: v.optional(nameSchema),
  place: v.optional(v.strictObject({ policy: v.picklist(policies), per: v.optional(whole(1, limits.per)) })),
  /** CPU weight, floor and cap of each workload. */
  shares: v.optional(whole(1, limits.shares)),
  reservationMillicores: v.optional(whole(0, 1000000)),
  limitMillicores: v.optional(whole(1, 1000000)),
  /** What the workloads do: a key of the catalogue's mixes or of `define.mixes`. */
  mix: v.optional(nameSchema),
  /** How their CPU is virtualized; the profile's own way when left out. */
  technique: v.optional(v.picklist(techniqueNames)),
  pages: v.optional(
    v.strictObject({
      guest: v.optional(v.picklist(pageSizeNames)),
      host: v.optional(v.picklist(pageSizeNames)),
    }),
  ),
  memory: v.optional(memorySchema),
  cgroup: v.optional(cgroupSchema),
  pool: v.optional(nameSchema),
  /** What its containers are made of: a key of the catalogue's images or of `define.images`. */
  image: v.optional(nameSchema),
  /** What is done when one of its processes or containers ends. */
  restart: v.optional(v.picklist(['no', 'on-failure', 'always', 'unless-stopped'])),
  /** Release of the kernel that it needs, such as 'linux-4.19'. A container needs it of its host, a VM boots it. */
  kernel: v.optional(v.pipe(v.string(), v.maxLength(40), v.regex(/^[a-z]+(-[0-9]+(\.[0-9]+)*)?$/))),
  /** Filter of system calls and user namespace of its containers; default filter and none when left out. */
  security: v.optional(
    v.strictObject({
      seccomp: v.optional(v.picklist(['default', 'unconfined'])),
      userns: v.optional(v.boolean()),
    }),
  ),
  numa: v.optional(v.picklist(['local', 'interleaved'])),
})
export type WorkloadGroup = v.InferOutput<typeof workloadSchema>

const poolSchema = v.strictObject({
  name: nameSchema,
  /** A pool that stands before it in the list. */
  parent: v.optional(nameSchema),
  shares: whole(1, limits.shares),
  reservationMillicores: v.optional(whole(0, 100000000)),
  limitMillicores: v.optional(whole(1, 100000000)),
  expandable: v.optional(v.boolean()),
})

/** Arguments are checked again by the command's own schema. */
const argumentSchema = v.union([
  v.pipe(v.string(), v.maxLength(limits.textLength)),
  v.pipe(v.number(), v.finite()),
  v.boolean(),
])
export const commandSchema = v.strictObject({
  name: v.pipe(
    v.string(),
    v.maxLength(limits.nameLength),
    v.regex(/^[a-z]+\.[a-z-]+$/, 'must look like host.fail'),
  ),
  args: v.pipe(
    v.record(
      v.pipe(
        v.string(),
        v.regex(/^[a-z][a-zA-Z0-9]*$/, 'is not an argument name'),
        v.notValue('constructor', 'is a reserved word'),
      ),
      argumentSchema,
    ),
    v.maxEntries(16),
  ),
})
export const journalEntrySchema = v.strictObject({ at: microsSchema, command: commandSchema })
export type JournalEntry = v.InferOutput<typeof journalEntrySchema>

/** Sections of the mechanisms' own rules, each checked by its own schema when the world is built. */
const rulesSchema = v.optional(
  v.pipe(
    v.record(
      keySchema,
      v.record(v.pipe(v.string(), v.regex(/^[a-z][a-zA-Z0-9]*$/, 'is not a rule name')), argumentSchema),
    ),
    v.maxEntries(20),
  ),
)

export const scenarioSchema = v.pipe(
  v.strictObject({
    format: v.literal(1),
    /** Shown in the header; never parsed. */
    title: v.optional(textSchema),
    seed: whole(0, 4294967295),
    horizon: whole(1, horizonLimit),
    define: v.optional(defineSchema),
    fleet: v.pipe(v.array(fleetSchema), v.minLength(1), v.maxLength(limits.groups)),
    workloads: v.pipe(v.array(workloadSchema), v.maxLength(limits.groups)),
    pools: v.optional(v.pipe(v.array(poolSchema), v.maxLength(limits.pools))),
    rules: rulesSchema,
    /** Rises in time. */
    script: v.optional(
      v.pipe(
        v.array(journalEntrySchema),
        v.maxLength(limits.scriptEntries),
        v.check(
          (entries) => entries.every((entry, at) => at === 0 || entry.at >= entries[at - 1].at),
          'must be in order of time',
        ),
      ),
    ),
    /** What an import could not simulate, for the reader. */
    notes: v.optional(v.pipe(v.array(textSchema), v.maxLength(limits.groups))),
  }),
  v.rawCheck(({ dataset, addIssue }) => {
    if (!dataset.typed) return
    const scenario = dataset.value
    checkUnique(scenario.fleet, 'fleet', addIssue)
    checkUnique(scenario.workloads, 'workloads', addIssue)
    checkUnique(scenario.pools ?? [], 'pools', addIssue)
    const hosts = scenario.fleet.reduce((sum, group) => sum + group.count, 0)
    if (hosts > limits.hosts)
      addIssue({ message: `asks for ${hosts} hosts; at most ${limits.hosts} are allowed` })
    const workloads = scenario.workloads.reduce(
      (sum, group) => sum + (group.count === 'fill' ? 0 : group.count),
      0,
    )
    if (workloads > limits.workloads)
      addIssue({ message: `asks for ${workloads} workloads; at most ${limits.workloads} are allowed` })
  }),
)
export type Scenario = v.InferOutput<typeof scenarioSchema>
export type ScenarioInput = v.InferInput<typeof scenarioSchema>

function checkUnique(
  groups: readonly { readonly name: string }[],
  list: 'fleet' | 'workloads' | 'pools',
  addIssue: (issue: { message: string }) => void,
): void {
  const seen = new Set<string>()
  for (const { name } of groups) {
    if (seen.has(name)) addIssue({ message: `${list}: the name "${name}" is used twice` })
    seen.add(name)
  }
}
