/** What the last row of a hall reads first: how many hosts and workloads run. */
import { useStore, useTopology } from '../hooks/useApp'
import { useFormats, useText } from '../hooks/useText'
import styles from './LabPage.module.css'
import { useGroupRows, useHostsOff } from './useFleet'

export function PresentHead({ title }: { readonly title: string }) {
  const t = useText()
  // Every column of a comparison says its own.
  const told = useStore(({ view }) => view.stage !== 'compare')
  const formats = useFormats()
  const hosts = useTopology()?.hosts.count ?? 0
  const off = useHostsOff()
  const rows = useGroupRows()
  const running = rows.reduce((sum, row) => sum + row.running, 0)
  const wanted = rows.reduce((sum, row) => sum + (row.count ?? 0), 0)
  const of = (part: number, whole: number) => `${formats.number(part)}/${formats.number(whole)}`
  return (
    <div className={styles['presenting']}>
      <h1 className="visually-hidden">{title}</h1>
      {told && (
        <dl className={styles['numbers']}>
          <div>
            <dt>{t('lab.hosts-on')}</dt>
            <dd>{of(hosts - off.count, hosts)}</dd>
          </div>
          <div>
            <dt>{t('lab.workloads-running')}</dt>
            <dd>{of(running, wanted)}</dd>
          </div>
        </dl>
      )}
    </div>
  )
}
