/** The chosen profiles side by side: for each number bars to one scale, and the number written at each. */
import { barScale } from '../../viz/catalogue'
import { useFormats, useText } from '../hooks/useText'
import styles from './Catalogue.module.css'
import { Mark } from './Mark'
import { numberColumns, wordColumns, type NumberColumn, type Row } from './profiles'
import { absent, nameOf, written } from './values'

export function Compare({ rows }: { readonly rows: readonly Row[] }) {
  const t = useText()
  return (
    <section aria-label={t('catalogue.compare')} className={styles['compare']}>
      <h2 className={styles['compare-title']}>{t('catalogue.compare')}</h2>
      {rows.length < 2 ? (
        <p className={styles['remark']}>{t('catalogue.compare.hint')}</p>
      ) : (
        <div className={styles['bars-grid']}>
          {numberColumns.map((column) => (
            <Bars key={column} column={column} rows={rows} />
          ))}
          {wordColumns.map((column) => (
            <div key={column} className={styles['bars']}>
              <h3>{t(`catalogue.column.${column}`)}</h3>
              <ul>
                {rows.map((row) => (
                  <li key={row.id}>
                    <span className={styles['bar-name']}>{nameOf(t, row)}</span>{' '}
                    <span>{t(`catalogue.${column}.${row.words[column]}`)}</span>
                  </li>
                ))}
              </ul>
            </div>
          ))}
        </div>
      )}
    </section>
  )
}

function Bars({ column, rows }: { readonly column: NumberColumn; readonly rows: readonly Row[] }) {
  const t = useText()
  const formats = useFormats()
  const scale = barScale(rows.map(({ figures }) => figures[column]?.value ?? null))
  const end = (value: number): string => written(t, formats, column, value)
  return (
    <div className={styles['bars']}>
      <h3>{t(`catalogue.column.${column}`)}</h3>
      <p className={styles['scale']}>
        {t(scale.log ? 'catalogue.scale.log' : 'catalogue.scale.straight', {
          from: end(scale.from),
          to: end(scale.to),
        })}
      </p>
      <ul>
        {rows.map((row, at) => {
          const figure = row.figures[column]
          const share = scale.shares[at]
          return (
            <li key={row.id}>
              <span className={styles['bar-name']}>{nameOf(t, row)}</span>
              <span className={styles['rail']} aria-hidden="true">
                <span
                  className={styles['bar']}
                  data-trust={figure?.trust}
                  style={{ width: `${(share ?? 0) * 100}%` }}
                />
              </span>
              <span className={styles['bar-value']}>
                {figure === undefined ? (
                  absent(t, column)
                ) : (
                  <>
                    <Mark figure={figure} />
                    {end(figure.value)}
                  </>
                )}
              </span>
            </li>
          )
        })}
      </ul>
    </div>
  )
}
