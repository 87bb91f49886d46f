// Laws of sharing on real hosts with everything at once: pools, lists of CPUs, second threads, threads of the host.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { audit, standardModel, type Run, type Scenario, type WorkloadGroup } from '../../../../src/sim'
import {
  cell,
  crate,
  define,
  done,
  fleet,
  group,
  rowsOf,
  scenario,
  startRun,
} from '../../../support/builders'
import { shareTreeByBisection, type PlainNode } from '../../../support/shares'

interface Want {
  readonly millicores: number
  readonly shares: number
  readonly reservation: number
  readonly limit: number
  /** -1 for none. */
  readonly pool: number
  readonly cpus: readonly number[]
  /** CPU of the host's threads per native CPU, ppm. */
  readonly threads: number
}
interface Pool {
  readonly shares: number
  readonly reservation: number
  readonly limit: number
  readonly expandable: boolean
  /** 0: in none; else in the pool this far before it, if there is one. */
  readonly inside: number
}
interface Host {
  readonly cores: number
  readonly threadsPerCore: number
  readonly pools: readonly Pool[]
  readonly wants: readonly Want[]
}

const between = (min: number, max: number) => fc.integer({ min, max })

function wantArbitrary(more: Partial<Record<'cpus' | 'threads', boolean>>): fc.Arbitrary<Want> {
  return fc.record({
    millicores: fc.oneof(between(0, 4000), fc.constant(0), fc.constant(4000)),
    shares: fc.constantFrom(1, 500, 1000, 1000, 4000),
    reservation: fc.constantFrom(0, 0, 0, 1, 333, 900),
    limit: fc.constantFrom(0, 0, 0, 250, 999),
    pool: between(-1, 2),
    cpus:
      more.cpus === true
        ? fc.oneof(fc.constant<number[]>([]), fc.uniqueArray(between(0, 7), { maxLength: 4 }))
        : fc.constant<number[]>([]),
    threads: more.threads === true ? fc.constantFrom(0, 0, 100000, 700000) : fc.constant(0),
  })
}

const poolArbitrary: fc.Arbitrary<Pool> = fc.record({
  shares: fc.constantFrom(1, 1000, 1000, 3000),
  reservation: fc.constantFrom(0, 0, 500, 3000),
  limit: fc.constantFrom(0, 0, 700, 5000),
  expandable: fc.boolean(),
  inside: between(0, 2),
})

function hostArbitrary(more: Partial<Record<'cpus' | 'threads', boolean>>): fc.Arbitrary<Host> {
  return fc.record({
    cores: between(1, 8),
    threadsPerCore: between(1, 2),
    pools: fc.array(poolArbitrary, { maxLength: 3 }),
    wants: fc.array(wantArbitrary(more), { minLength: 1, maxLength: 10 }),
  })
}

const parentOf = (pool: number, { inside }: Pool): number =>
  inside === 0 || pool < inside ? -1 : pool - inside
const poolOf = ({ pool }: Want, { pools }: Host): number => (pool < pools.length ? pool : -1)
const reservedBy = ({ reservation, limit }: Want): number =>
  Math.min(reservation, limit === 0 ? Infinity : limit)

const cpusThere = ({ cpus }: Want, threads: number): readonly number[] => cpus.filter((cpu) => cpu < threads)

function startOf(host: Host): Run {
  const { cores, threadsPerCore } = host
  const machines = { crate: { ...crate, coresPerSocket: cores, threadsPerCore, memoryMiB: 100000 } }
  const pools = host.pools.map((pool, at): NonNullable<Scenario['pools']>[number] => ({
    name: `p${at}`,
    shares: pool.shares,
    reservationMillicores: pool.limit === 0 ? pool.reservation : Math.min(pool.reservation, pool.limit),
    expandable: pool.expandable,
    ...(parentOf(at, pool) < 0 ? {} : { parent: `p${parentOf(at, pool)}` }),
    ...(pool.limit === 0 ? {} : { limitMillicores: pool.limit }),
  }))
  const workloads = host.wants.map((want, at): WorkloadGroup => {
    const pool = poolOf(want, host)
    return group(`w${at}`, 1, {
      kind: 'process',
      flavours: ['l'],
      demand: { law: 'constant', millicores: 0 },
      shares: want.shares,
      reservationMillicores: reservedBy(want),
      ...(want.limit === 0 ? {} : { limitMillicores: want.limit }),
      ...(pool < 0 ? {} : { pool: `p${pool}` }),
      // A list names CPUs that are there; one without any of them means all.
      ...(cpusThere(want, cores * threadsPerCore).length === 0
        ? {}
        : { cgroup: { cpus: cpusThere(want, cores * threadsPerCore).join(',') } }),
    })
  })
  const run = startRun(
    scenario([fleet('host', 1, { kernel: 'linux' })], workloads, { define: { ...define, machines }, pools }),
  )
  const { hostPpm } = run.engine.world.tables['groupTechnique']?.columns ?? {}
  host.wants.forEach(({ threads }, at) => {
    if (hostPpm !== undefined) hostPpm[at] = threads
  })
  run.advance(0, Infinity)
  host.wants.forEach(({ millicores }, at) => {
    if (millicores > 0) done(run, 'workload.demand', { group: `w${at}`, millicores })
  })
  return run
}

const granted = (run: Run): readonly number[] =>
  rowsOf(run, 'workloads').map((row) => cell(run, 'workloadCpu', 'grantedMillicores', row))

const isPlaced = (run: Run, at: number): boolean => run.metric('workload.placed', `w${at}`) === 1

const wantedBy = ({ millicores, limit }: Want): number =>
  Math.min(millicores, 4000, limit === 0 ? Infinity : limit)

const sum = (values: readonly number[]): number => values.reduce((left, right) => left + right, 0)

test('whatever stands on a host, nobody gets more than he wants, and all parts add up', () => {
  fc.assert(
    fc.property(hostArbitrary({ cpus: true, threads: true }), (host) => {
      const run = startOf(host)
      expect(audit(run.engine.world, standardModel)).toBeNull()
      const parts = granted(run)
      parts.forEach((part, at) => {
        expect(part).toBeLessThanOrEqual(host.wants[at] === undefined ? 0 : wantedBy(host.wants[at]))
      })
      const threads = run.metric('cpu.host-threads', 'host-1')
      expect(sum(parts) + threads).toBe(run.metric('cpu.used', 'host-1'))
      const needed = sum(parts.map((part, at) => (part * (host.wants[at]?.threads ?? 0)) / 1000000))
      expect(threads).toBeGreaterThanOrEqual(Math.floor(needed))
    }),
    { numRuns: 150 },
  )
})

test('nothing lies idle while somebody waits who may use it', () => {
  fc.assert(
    fc.property(hostArbitrary({ threads: true }), (host) => {
      const free = { ...host, pools: host.pools.map((pool) => ({ ...pool, limit: 0 })) }
      const run = startOf(free)
      const capacity = cell(run, 'hostCpu', 'capacityMillicores', 0)
      const demand = cell(run, 'hostCpu', 'demandMillicores', 0)
      expect(run.metric('cpu.used', 'host-1')).toBe(Math.min(capacity, demand))
    }),
    { numRuns: 150 },
  )
})

interface Branch extends PlainNode {
  /** Of leaves: number of the workload. */
  readonly at?: number
  readonly children?: readonly Branch[]
}

/** The tree of a host's pools as plain nodes; an expandable pool reserves what is below it. */
function plainTree(host: Host, placed: (at: number) => boolean): Branch {
  const lowerOf = ({ children, demand = 0, limit, reservation = 0 }: PlainNode): number => {
    const wanted = children === undefined ? demand : sum(children.map(upperOf))
    return Math.min(reservation, limit ?? Infinity, wanted)
  }
  const upperOf = ({ children, demand = 0, limit }: PlainNode): number =>
    Math.min(limit ?? Infinity, children === undefined ? demand : sum(children.map(upperOf)))
  const below = (pool: number): Branch[] => {
    const inner = host.pools.flatMap((one, at): Branch[] => {
      if (parentOf(at, one) !== pool) return []
      const children = below(at)
      if (children.length === 0) return []
      const promised = one.expandable ? sum(children.map(lowerOf)) : 0
      return [
        {
          weight: one.shares,
          reservation: Math.max(promised, Math.min(one.reservation, one.limit === 0 ? Infinity : one.limit)),
          ...(one.limit === 0 ? {} : { limit: one.limit }),
          children,
        },
      ]
    })
    const own = host.wants.flatMap((want, at): Branch[] => {
      if (poolOf(want, host) !== pool || !placed(at)) return []
      return [{ at, weight: want.shares, reservation: reservedBy(want), demand: wantedBy(want) }]
    })
    return [...inner, ...own]
  }
  return { weight: 1, children: below(-1) }
}

test('pools within pools share as a search for the level of each by halving', () => {
  fc.assert(
    fc.property(hostArbitrary({}), (host) => {
      // Floors that do not fit shrink in proportion, which the search does not know.
      const easy = {
        ...host,
        threadsPerCore: 1,
        pools: host.pools.map((pool) => ({ ...pool, reservation: 0 })),
      }
      const wants = easy.wants.map((want) => ({ ...want, reservation: 0 }))
      const run = startOf({ ...easy, wants })
      const root = plainTree({ ...easy, wants }, (at) => isPlaced(run, at))
      const exact = shareTreeByBisection(root, easy.cores * 1000)
      const parts = granted(run)
      const nodes: Branch[] = [root]
      for (const node of nodes) nodes.push(...(node.children ?? []))
      nodes.forEach(({ at }, place) => {
        if (at === undefined) return
        expect(Math.abs((parts[at] ?? 0) - (exact[place] ?? NaN))).toBeLessThan(5)
      })
    }),
    { numRuns: 100 },
  )
})

test('between their bounds all get the same for each share, and more shares never mean less', () => {
  fc.assert(
    fc.property(fc.array(wantArbitrary({}), { minLength: 2, maxLength: 8 }), (wants) => {
      const host: Host = { cores: 4, threadsPerCore: 1, pools: [], wants }
      const run = startOf(host)
      const parts = granted(run)
      const level = wants.flatMap((want, at) => {
        const part = parts[at] ?? 0
        const isInside = part > Math.min(reservedBy(want), wantedBy(want)) + 1 && part < wantedBy(want) - 1
        return isInside ? [{ part, shares: want.shares }] : []
      })
      for (const one of level)
        for (const other of level)
          expect(Math.abs(one.part * other.shares - other.part * one.shares)).toBeLessThanOrEqual(
            one.shares + other.shares,
          )
      const first = wants[0]
      if (first === undefined) return
      const heavier = startOf({ ...host, wants: [{ ...first, shares: first.shares * 2 }, ...wants.slice(1)] })
      expect(granted(heavier)[0]).toBeGreaterThanOrEqual((parts[0] ?? 0) - 1)
    }),
    { numRuns: 100 },
  )
})
