/** What the area of a pool stands for, and the same in words that add up. */
import { sum } from 'd3'
import type { PoolsView as Pools, PoolView } from '../../sim'
import { roundToSum } from '../../viz/pools'
import type { Formats, TextFunction } from '../hooks/useText'
import { coresBare, gibibytesBare } from './amounts'
import { tenantName } from './tenants'

export const measures = ['memory', 'cpu', 'entitled'] as const
export type Measure = (typeof measures)[number]

export function valueOf(pool: PoolView, measure: Measure): number {
  if (measure === 'memory') return pool.memoryMiB
  return measure === 'cpu' ? pool.usedMillicores : pool.entitledMillicores
}

export function capacityOf({ capacity }: Pools, measure: Measure): number {
  return measure === 'memory' ? capacity.memoryMiB : capacity.millicores
}

/** The number alone; its unit is `pools.unit.<measure>`. */
export function bare(formats: Formats, measure: Measure, value: number): string {
  return measure === 'memory' ? gibibytesBare(formats, value) : coresBare(formats, value)
}

/** Whether a group gets less than its share while it wants more: somebody else has what is due to it. */
export function isShort(pool: PoolView): boolean {
  const due = Math.min(pool.entitledMillicores, pool.demandMillicores)
  // One part in a hundred is rounding of the shares, not want.
  return pool.usedMillicores < due * 0.99 - 1
}

/** Names that a sum in words holds before the rest is counted together. */
const named = 5

/** 'web 148 + db 132 + free 360 = 640 GiB', rounded so that it is true as printed. */
export function sumInWords(
  t: TextFunction,
  formats: Formats,
  { pools, measure }: { readonly pools: Pools; readonly measure: Measure },
): string {
  const tenants = [...new Set(pools.pools.map((pool) => pool.tenant))]
  const entries = tenants
    .map((tenant) => ({
      name: tenantName(t, tenant),
      value: sum(pools.pools, (pool) => (pool.tenant === tenant ? valueOf(pool, measure) : 0)),
    }))
    .filter(({ value }) => value > 0)
    .sort((a, b) => b.value - a.value)
  const rest = entries.slice(named)
  const shown = entries.slice(0, rest.length > 1 ? named : entries.length)
  if (rest.length > 1) {
    shown.push({ name: t('pools.more-tenants', { n: rest.length }), value: sum(rest, (one) => one.value) })
  }
  const free = capacityOf(pools, measure) - sum(entries, (one) => one.value)
  if (free > 0) shown.push({ name: t(`pools.free.${measure}`), value: free })
  const perUnit = measure === 'memory' ? 1024 : 1000
  const rounded = roundToSum(
    shown.map(({ value }) => value / perUnit),
    1,
  )
  const number = (value: number) => formats.number(value, { digits: 1 })
  const words = shown.map(({ name }, at) => `${name} ${number(rounded[at] ?? 0)}`).join(' + ')
  return `${words} = ${number(sum(rounded))} ${t(`pools.unit.${measure}`)}`
}
