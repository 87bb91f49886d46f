/** One published figure: its numbers side by side, the interval that counts as the same, and why it is so. */
import { sources, type Outcome } from '../../sim'
import { hasText } from '../../i18n/text'
import { intervalMarks } from '../../viz/validation'
import { useFormats, useText, type Formats } from '../hooks/useText'
import styles from './ValidationPage.module.css'

interface ExperimentRowProps {
  readonly experiment: string
  readonly source: keyof typeof sources | undefined
}

/** What was measured, where, and by whom: over the figures of one experiment. */
export function ExperimentRow({ experiment, source }: ExperimentRowProps) {
  const t = useText()
  return (
    <tr className={styles['experiment']}>
      <th scope="rowgroup" colSpan={6}>
        <span className={styles['number']}>{experiment}</span> {t(`validation.${experiment}`)}
        <span className={styles['configuration']}> {t(`validation.${experiment}.configuration`)}</span>
        {source !== undefined && <Source id={source} />}
      </th>
    </tr>
  )
}

export function FigureRow({ outcome }: { readonly outcome: Outcome }) {
  const t = useText()
  const formats = useFormats()
  const { figure, simulated, difference, verdict } = outcome
  const { id, published, unit, kind, tolerance } = figure
  const written = (value: number) => formats.number(value, { digits: digitsFor(published) })
  return (
    <tr>
      <th scope="row" className={styles['figure']}>
        <span className={styles['name']}>{t(`validation.figure.${id}`)}</span>
        {figure.explained === true && (
          <span className={styles['reason']}>{t(`validation.reason.${id}`)}</span>
        )}
        <span className={styles['small']}>
          {figure.law === null ? (
            t('validation.no-law')
          ) : (
            <>
              {t('validation.law')} <code>{figure.law}</code>
            </>
          )}
        </span>
      </th>
      <td>
        <span className={styles['chip']} data-verdict={verdict}>
          <Glyph verdict={verdict} /> {t(`validation.verdict.${verdict}`)}
        </span>
        {kind === 'prediction' && <span className={styles['small']}>{t('validation.kind.prediction')}</span>}
      </td>
      <td className={styles['published']}>
        {tolerance.within === 'at-most' && '≤ '}
        {written(published)} {t(`validation.unit.${unit}`)}
      </td>
      <td className={styles['simulated']}>
        {written(simulated)} {t(`validation.unit.${unit}`)}
      </td>
      <td className={styles['difference']}>{differenceText(outcome, difference, formats)}</td>
      <td>
        <IntervalChart outcome={outcome} />
        <span className={styles['small']}>{bandText(outcome, written, t)}</span>
      </td>
    </tr>
  )
}

/** As many digits as a published figure of this size has. */
function digitsFor(published: number): number {
  return published >= 1000 ? 0 : published >= 100 ? 1 : 2
}

/** A share of the published value, or where amounts are compared, the amount. */
function differenceText({ figure }: Outcome, difference: number, formats: Formats): string {
  const isAmount = figure.tolerance.within === 'amount'
  // What is written as nothing has no sign.
  const tenths = Math.round((isAmount ? difference : (100 * difference) / figure.published) * 10)
  const sign = tenths > 0 ? '+' : tenths < 0 ? '−' : ''
  const value = formats.number(Math.abs(tenths) / 10, { digits: 1 })
  return `${sign}${value}${isAmount ? '' : ' %'}`
}

function bandText(
  { low, high }: Outcome,
  written: (value: number) => string,
  t: (key: string, args: Record<string, string>) => string,
): string {
  return low === null
    ? t('validation.at-most', { high: written(high) })
    : t('validation.band', { low: written(low), high: written(high) })
}

/** Says without colour what the chip says. */
function Glyph({ verdict }: { readonly verdict: Outcome['verdict'] }) {
  const glyphs = { reproduced: '✓', missed: '✗', input: '→', information: 'i' } as const
  return <span aria-hidden="true">{glyphs[verdict]}</span>
}

function Source({ id }: { readonly id: keyof typeof sources }) {
  const t = useText()
  const { title, kind } = sources[id]
  const words = `equation.source.${id}`
  return (
    <span className={styles['source']}>
      {hasText(words) ? t(words) : title} ({t(`models.kind.${kind}`)})
    </span>
  )
}

const size = { width: 160, height: 24, middle: 12 } as const

/** The picture of the numbers beside it; who does not see it misses nothing. */
function IntervalChart({ outcome }: { readonly outcome: Outcome }) {
  const { figure, simulated, low, high, within } = outcome
  const marks = intervalMarks({ published: figure.published, simulated, low, high }, size.width)
  const x = marks.simulated
  const y = size.middle
  return (
    <svg
      className={styles['chart']}
      viewBox={`0 0 ${size.width} ${size.height}`}
      width={size.width}
      height={size.height}
      aria-hidden="true"
    >
      <line x1={2} x2={size.width - 2} y1={y} y2={y} className={styles['axis']} />
      <rect x={marks.band.x} width={marks.band.width} y={y - 7} height={14} className={styles['band']} />
      <line x1={marks.published} x2={marks.published} y1={y - 10} y2={y + 10} className={styles['mark']} />
      {within ? (
        <circle cx={x} cy={y} r={4.5} className={styles['hit']} />
      ) : (
        <path d={`M${x},${y - 6}l6,6l-6,6l-6,-6z`} className={styles['miss']} />
      )}
    </svg>
  )
}
