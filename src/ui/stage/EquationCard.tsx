/** Where a number comes from: the expression with its values put in, and each value with its unit and source. */
import type { EquationUse } from '../../sim'
import { hasText } from '../../i18n/text'
import { useFormats, useText, type Formats } from '../hooks/useText'
import styles from './EquationCard.module.css'

export interface EquationCardProps {
  readonly use: EquationUse
}

/** Sentences `equation.<id>.title` and `equation.<id>.words` (with {symbols}) are used where they exist. */
export function EquationCard({ use }: EquationCardProps) {
  const t = useText()
  const formats = useFormats()
  const title = `equation.${use.id}.title`
  const words = `equation.${use.id}.words`
  const values = Object.fromEntries(use.terms.map(({ symbol, value }) => [symbol, plain(formats, value)]))
  return (
    <div className={styles['card']}>
      <p className={styles['heading']}>{t(hasText(title) ? title : 'equation.heading')}</p>
      <p className={styles['expression']}>
        {hasText(words) && <span className={styles['formula']}>{t(words, values)}</span>}
        <span className={styles['result']}>
          {'= '}
          <strong>{resultOf(formats, use)}</strong> {unitOf(use.unit)}
        </span>
      </p>
      {use.terms.length > 0 && <Terms use={use} formats={formats} />}
    </div>
  )
}

function Terms({ use, formats }: EquationCardProps & { readonly formats: Formats }) {
  const t = useText()
  return (
    <table className={styles['terms']} aria-label={t('equation.terms')}>
      <thead className="visually-hidden">
        <tr>
          <th scope="col">{t('equation.symbol')}</th>
          <th scope="col">{t('equation.value')}</th>
          <th scope="col">{t('equation.source')}</th>
        </tr>
      </thead>
      <tbody>
        {use.terms.map(({ symbol, value, unit, source }) => (
          <tr key={symbol}>
            <th scope="row">{termName(t, use.id, symbol)}</th>
            <td>
              {plain(formats, value)} <span className={styles['unit']}>{unitOf(unit)}</span>
            </td>
            <td className={styles['source']}>
              {source === undefined ? '' : t('equation.from', { source: sourceTitle(t, source) })}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

const counts: ReadonlySet<string> = new Set(['1', 'count', 'copies', 'units', 'workloads'])

// A symbol may have a name of its own in words: 'equation.term.<symbol>'.
function termName(t: ReturnType<typeof useText>, id: string, symbol: string): string {
  const own = `equation.${id}.term.${symbol}`
  const common = `equation.term.${symbol}`
  if (hasText(own)) return t(own)
  return hasText(common) ? t(common) : symbol
}

// The title of a source where we have one in words, otherwise its id in the catalogue.
function sourceTitle(t: ReturnType<typeof useText>, source: string): string {
  const title = `equation.source.${source}`
  return hasText(title) ? t(title) : source
}

// A bare number between 0 and 1 is a share.
function resultOf(formats: Formats, { value, unit }: EquationUse): string {
  return unit === '1' && value >= 0 && value <= 1 ? formats.percent(value) : plain(formats, value)
}

function plain(formats: Formats, value: number): string {
  return formats.number(value, { digits: Number.isInteger(value) ? 0 : 3 })
}

// Counts and shares carry no unit in print.
function unitOf(unit: string): string {
  return counts.has(unit) ? '' : unit
}
