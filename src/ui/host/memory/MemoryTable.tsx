/** The exact numbers behind the maps, one row per unit. */
import { pageStates, type MemoryUnitView } from '../../../sim'
import { useApp } from '../../hooks/useApp'
import { useFormats, useText } from '../../hooks/useText'
import { responseMillis } from '../responseTime'
import styles from './Memory.module.css'

interface MemoryTableProps {
  readonly units: readonly MemoryUnitView[]
  readonly selected: string | null
}

export function MemoryTable({ units, selected }: MemoryTableProps) {
  const t = useText()
  const formats = useFormats()
  const { lab } = useApp()
  return (
    // A wide table is scrolled within itself; with the keyboard, too.
    // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <div className={styles['scroll']} tabIndex={0} role="region" aria-label={t('memory-view.table-title')}>
      <table className={styles['table']}>
        <caption className="visually-hidden">{t('memory-view.table-title')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('memory-view.column.unit')}</th>
            <th scope="col">{t('memory-view.column.group')}</th>
            <th scope="col">{t('memory-view.column.promised')}</th>
            {pageStates.map((state) => (
              <th key={state} scope="col">
                {t(`memory-view.state.${state}`)}
              </th>
            ))}
            <th scope="col">{t('memory-view.column.target')}</th>
            <th scope="col">{t('memory-view.column.wait')}</th>
            <th scope="col">{t('memory-view.column.p99')}</th>
          </tr>
        </thead>
        <tbody>
          {units.map((unit) => (
            <tr key={unit.name} data-selected={unit.name === selected}>
              <th scope="row">
                <button type="button" className={styles['link']} onClick={() => lab.select(unit.name)}>
                  {unit.name}
                </button>
              </th>
              <td>{unit.group}</td>
              <td>{formats.number(unit.promised)}</td>
              {pageStates.map((state, at) => (
                <td key={state}>{formats.number(unit.parts[at] ?? 0)}</td>
              ))}
              <td>{formats.number(unit.target)}</td>
              <td>{formats.number(unit.waitPermille / 10, { digits: 1 })} %</td>
              <td>{responseMillis(formats, unit.p99Millis)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
