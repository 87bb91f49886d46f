/** What an operator changes about a pool while the world runs: its weight, its floor, its cap. */
import * as v from 'valibot'
import {
  Domain,
  none,
  refuse,
  type CommandSpec,
  type Own,
  type Refusal,
  type Row,
  type Seen,
  type Sim,
} from '../../core'
import { worldLimits } from '../plan'
import type { workloadTables } from '../workload'
import type { poolTables } from './tables'

export type PoolSim = Sim<Own<typeof poolTables> & Seen<typeof workloadTables>>
type PoolCommand<A> = CommandSpec<A & { readonly pool: Row }, PoolSim['tables']>

/** As much as a pool of a scenario may reserve or be limited to. */
const mostMillicores = 100000000

const amount = v.pipe(v.number(), v.safeInteger())

/** Settles every host on which a group of the pool, or of a pool within it, has units. */
function touchHosts(sim: PoolSim, pool: Row): void {
  const { workloadGroups: groups, groupPool, units } = sim.tables
  for (let group = 0; group < groups.rows.size; group++) {
    if (groups.rows.alive[group] === 0 || !isWithin(sim, groupPool.pool[group], pool)) continue
    for (let unit = groups.firstUnit[group]; unit !== none; unit = units.nextInGroup[unit])
      if (units.host[unit] !== none) sim.touch(Domain.host, units.host[unit])
  }
}

function isWithin({ tables: { pools } }: PoolSim, inner: Row, pool: Row): boolean {
  let at = inner
  while (at !== none && at !== pool) at = pools.parent[at]
  return at !== none
}

const nameOf = (sim: PoolSim, pool: Row): string => sim.groupName(sim.tables.pools.group[pool])

/** Out of range, or what it is already; null when neither. */
function wrong(
  sim: PoolSim,
  pool: Row,
  value: number,
  before: number,
  least: number,
  most: number,
): Refusal | null {
  const name = nameOf(sim, pool)
  if (value < least || value > most) {
    const nearest = value < least ? least : most
    return refuse('pool-range', { pool: name, least, most, nearest })
  }
  return value === before ? refuse('pool-already-so', { pool: name }) : null
}

export const poolSharesCommand: PoolCommand<{ readonly shares: number }> = {
  name: 'pool.shares',
  args: v.strictObject({ pool: v.string(), shares: amount }),
  entities: { pool: 'pools' },
  check: (sim, { pool, shares }) =>
    wrong(sim, pool, shares, sim.tables.pools.shares[pool], 1, worldLimits.shares),
  apply(sim, { pool, shares }) {
    sim.tables.pools.shares[pool] = shares
    sim.emit('pool.shares-set', pool, shares)
    touchHosts(sim, pool)
  },
}

export const poolReservationCommand: PoolCommand<{ readonly millicores: number }> = {
  name: 'pool.reservation',
  args: v.strictObject({ pool: v.string(), millicores: amount }),
  entities: { pool: 'pools' },
  check(sim, { pool, millicores }) {
    const { limitMillicores, reservationMillicores } = sim.tables.pools
    const limit = limitMillicores[pool]
    if (limit > 0 && millicores > limit)
      return refuse('pool-reservation-limit', { pool: nameOf(sim, pool), limit, nearest: limit })
    return wrong(sim, pool, millicores, reservationMillicores[pool], 0, mostMillicores)
  },
  apply(sim, { pool, millicores }) {
    sim.tables.pools.reservationMillicores[pool] = millicores
    sim.emit('pool.reservation-set', pool, millicores)
    touchHosts(sim, pool)
  },
}

export const poolLimitCommand: PoolCommand<{ readonly millicores: number }> = {
  name: 'pool.limit',
  /** 0 takes it away. */
  args: v.strictObject({ pool: v.string(), millicores: amount }),
  entities: { pool: 'pools' },
  check(sim, { pool, millicores }) {
    const { limitMillicores, reservationMillicores } = sim.tables.pools
    const reserved = reservationMillicores[pool]
    if (millicores > 0 && millicores < reserved)
      return refuse('pool-limit-reservation', { pool: nameOf(sim, pool), reserved, nearest: reserved })
    return wrong(sim, pool, millicores, limitMillicores[pool], 0, mostMillicores)
  },
  apply(sim, { pool, millicores }) {
    sim.tables.pools.limitMillicores[pool] = millicores
    if (millicores === 0) sim.emit('pool.limit-removed', pool)
    else sim.emit('pool.limit-set', pool, millicores)
    touchHosts(sim, pool)
  },
}
