/** The pools as a table for those who do not see the blocks: the same numbers, one row per group. */
import type { PoolsView as Pools } from '../../sim'
import { useFormats, useText } from '../hooks/useText'
import { coresBare, gibibytes } from './amounts'
import { isShort } from './measure'
import { tenantName } from './tenants'

const columns = ['tenant', 'group', 'workloads', 'running', 'memory', 'used', 'demand', 'entitled'] as const
/** More rows are read in the table of the stage, which can be sorted and filtered. */
const mostRows = 60

export function PoolsTable({ pools }: { readonly pools: Pools }) {
  const t = useText()
  const formats = useFormats()
  return (
    <table className="visually-hidden">
      <caption>{t('pools.title')}</caption>
      <thead>
        <tr>
          {columns.map((column) => (
            <th key={column} scope="col">
              {t(`pools.column.${column}`)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {pools.pools.slice(0, mostRows).map((pool) => (
          <tr key={pool.group}>
            <td>{tenantName(t, pool.tenant)}</td>
            <th scope="row">{pool.group}</th>
            <td>{formats.number(pool.workloads)}</td>
            <td>{formats.number(pool.running)}</td>
            <td>{gibibytes(formats, pool.memoryMiB)}</td>
            <td>
              {coresBare(formats, pool.usedMillicores)} {isShort(pool) && t('pools.short')}
            </td>
            <td>{coresBare(formats, pool.demandMillicores)}</td>
            <td>{coresBare(formats, pool.entitledMillicores)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
