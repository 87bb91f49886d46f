/** Filter, score, final: the decision about one unit, host by host, the chosen host first. */
import { useRef } from 'react'
import type { FleetTopology } from '../../sim'
import { hasText } from '../../i18n/text'
import { useTopology } from '../hooks/useApp'
import { useFormats, useText, type Formats, type TextFunction } from '../hooks/useText'
import { useWidth } from '../hooks/useWidth'
import { coresBare, gibibytes } from '../pools/amounts'
import { columnsOf, type Columns, type Filter, type Placement, type Verdict } from './placement'
import { Noun } from './Sentence'
import { Thumbnail } from './Thumbnail'
import styles from './WhyPanel.module.css'

/** Hosts that are compared side by side: as many as fit, within these. */
const fewest = 4
const most = 12
/** px of a host's column, and of what stands beside them. */
const columnWidth = 84
const beside = 400

export function PlacementTable({ placement }: { readonly placement: Placement }) {
  const t = useText()
  const scroller = useRef<HTMLDivElement>(null)
  const width = useWidth(scroller)
  const fitting = Math.floor((width - beside) / columnWidth)
  const columns = columnsOf(placement, Math.max(fewest, Math.min(most, fitting)))
  const failing = new Set(placement.failures.map(({ filter }) => filter))
  const rows = placement.filters.filter((filter) => failing.has(filter))
  const passedByAll = placement.filters.filter((filter) => !failing.has(filter))
  const parts = { placement, columns }
  return (
    <div ref={scroller} className={styles['scroll']}>
      <table className={styles['matrix']}>
        <caption className="visually-hidden">{t('why.table')}</caption>
        <Hosts {...parts} />
        <tbody>
          {rows.map((filter, at) => (
            <FilterRow
              key={filter}
              {...parts}
              filter={filter}
              at={at}
              of={rows.length + (passedByAll.length > 0 ? 1 : 0)}
            />
          ))}
          {rows.length === 0 && <AllPassed {...parts} filters={passedByAll} first />}
          {rows.length > 0 && passedByAll.length > 0 && <AllPassed {...parts} filters={passedByAll} />}
          {placement.passed.length > 0 && <ScoreRow {...parts} />}
          {placement.passed.length > 0 && <FinalRow {...parts} />}
        </tbody>
      </table>
    </div>
  )
}

interface Parts {
  readonly placement: Placement
  readonly columns: Columns
}

function Hosts({ placement, columns }: Parts) {
  const t = useText()
  const formats = useFormats()
  const topology = useTopology()
  const known = columns.shown.map((verdict) => capacityOf(verdict.host, topology))
  // A host that is gone by now is drawn as large as what was free there.
  const most = Math.max(1, ...known, ...columns.shown.map((verdict) => verdict.freeMiB ?? 0))
  return (
    <thead>
      <tr>
        <td colSpan={2} className={styles['asks']}>
          {asksOf(t, formats, placement)}
        </td>
        {columns.shown.map((verdict) => (
          <th key={verdict.host} scope="col" data-winner={verdict === placement.winner}>
            <Thumbnail
              capacity={capacityOf(verdict.host, topology) || most}
              free={verdict.freeMiB}
              request={placement.memoryMiB}
              verdict={
                verdict === placement.winner ? 'winner' : verdict.failed === null ? 'passed' : 'failed'
              }
            />
            <Noun name={verdict.host} />
          </th>
        ))}
        {columns.rest.length > 0 && (
          <th scope="col" className={styles['rest']}>
            {t('why.rest')}
          </th>
        )}
      </tr>
    </thead>
  )
}

function capacityOf(name: string, topology: FleetTopology | null): number {
  const [, group = '', ordinal = ''] = /^(.+)-(\d+)$/.exec(name) ?? []
  if (topology === null) return 0
  const { hosts } = topology
  const at = hosts.groups.indexOf(group)
  for (let host = 0; host < hosts.count && at >= 0; host++) {
    if (hosts.group[host] === at && hosts.ordinal[host] === Number(ordinal)) return hosts.memoryMiB[host] ?? 0
  }
  return 0
}

function asksOf(t: TextFunction, formats: Formats, { memoryMiB, millicores, policy }: Placement): string {
  const parts = [
    memoryMiB === null ? '' : t('why.asks.memory', { amount: gibibytes(formats, memoryMiB) }),
    millicores === null || millicores === 0 ? '' : t('why.asks.cpu', { n: coresBare(formats, millicores) }),
    policy === null ? '' : t('why.asks.policy', { policy: t(`why.policy.${policy}`) }),
  ]
  return parts.filter((part) => part !== '').join(' ')
}

interface FilterRowProps extends Parts {
  readonly filter: Filter
  readonly at: number
  readonly of: number
}

function FilterRow({ placement, columns, filter, at, of }: FilterRowProps) {
  const t = useText()
  const formats = useFormats()
  const rest = columns.rest.find((one) => one.filter === filter)
  return (
    <tr data-first={at === 0}>
      {at === 0 && (
        <th scope="rowgroup" rowSpan={of} className={styles['stage']}>
          {t('why.filter')}
          <small>{t('why.filter.hint')}</small>
        </th>
      )}
      <th scope="row" className={styles['rule']}>
        {ruleOf(t, formats, placement, filter)}
      </th>
      {columns.shown.map((verdict) => (
        <td key={verdict.host} data-winner={verdict === placement.winner}>
          <FilterCell {...{ placement, verdict, filter }} />
        </td>
      ))}
      {columns.rest.length > 0 && (
        <td className={styles['rest']}>
          {rest !== undefined && t('why.more-fail', { n: rest.count, filter: shortOf(t, filter) })}
        </td>
      )}
    </tr>
  )
}

/** '✓' passed, '×' with what it saw where the host fell out, '·' never asked. */
function FilterCell({
  placement,
  verdict,
  filter,
}: Pick<FilterRowProps, 'placement' | 'filter'> & { readonly verdict: Verdict }) {
  const t = useText()
  const formats = useFormats()
  if (verdict.failed === filter) {
    return (
      <span className={styles['failed']}>
        <span aria-hidden="true">× </span>
        {sawOf(t, formats, verdict, filter)}
      </span>
    )
  }
  const order = placement.filters
  const asked = verdict.failed === null || order.indexOf(filter) < order.indexOf(verdict.failed)
  return (
    <span className={asked ? styles['passed'] : styles['never']}>
      <span aria-hidden="true">{asked ? '✓' : '·'}</span>
      <span className="visually-hidden">{t(asked ? 'why.passed' : 'why.never')}</span>
    </span>
  )
}

/** What a failing host had instead of what was asked for. */
function sawOf(t: TextFunction, formats: Formats, verdict: Verdict, filter: Filter): string {
  const value = verdict.values.get(filter)
  if (filter === 'memory' && value !== undefined)
    return t('why.saw.memory', { amount: gibibytes(formats, value) })
  if (filter === 'cpu-reservation' && value !== undefined)
    return t('why.saw.cpu-reservation', { n: coresBare(formats, value) })
  if (filter === 'slots' && value !== undefined) return t('why.saw.slots', { n: value })
  return hasText(`why.saw.${filter}`) ? t(`why.saw.${filter}`) : t('why.saw.other')
}

function ruleOf(t: TextFunction, formats: Formats, placement: Placement, filter: Filter): string {
  const { memoryMiB, millicores } = placement
  if (filter === 'memory' && memoryMiB !== null)
    return t('why.rule.memory', { amount: gibibytes(formats, memoryMiB) })
  if (filter === 'cpu-reservation' && millicores !== null)
    return t('why.rule.cpu-reservation', { n: coresBare(formats, millicores) })
  return shortOf(t, filter)
}

export function shortOf(t: TextFunction, filter: Filter): string {
  return hasText(`why.short.${filter}`) ? t(`why.short.${filter}`) : filter
}

/** Filters that crossed nobody out share a line. */
function AllPassed({
  placement,
  columns,
  filters,
  first = false,
}: Parts & { readonly filters: readonly Filter[]; readonly first?: boolean }) {
  const t = useText()
  return (
    <tr data-first={first}>
      {first && (
        <th scope="row" className={styles['stage']}>
          {t('why.filter')}
        </th>
      )}
      <td colSpan={columns.shown.length + (columns.rest.length > 0 ? 2 : 1)} className={styles['quiet']}>
        {t(placement.failures.length === 0 ? 'why.all-passed' : 'why.none-crossed', {
          filters: filters.map((filter) => shortOf(t, filter)).join(t('why.comma')),
        })}
      </td>
    </tr>
  )
}

function ScoreRow({ placement, columns }: Parts) {
  const t = useText()
  const formats = useFormats()
  const { policy, passed, winner } = placement
  const scores = passed.map((verdict) => Math.abs(verdict.score ?? 0))
  const most = scores.reduce((a, b) => Math.max(a, b), 0)
  const rest = columns.rest.find((one) => one.filter === null)
  return (
    <tr data-first="true">
      <th scope="row" className={styles['stage']}>
        {t('why.score')}
        <small>{t(`why.score.hint.${policy ?? 'unknown'}`)}</small>
      </th>
      <th scope="row" className={styles['rule']}>
        {t(`why.score.${unitOf(placement)}`)}
      </th>
      {columns.shown.map((verdict) => (
        <td key={verdict.host} data-winner={verdict === winner}>
          {verdict.score === null ? (
            <span className={styles['never']}>·</span>
          ) : (
            <>
              {most > 0 && (
                <span className={styles['gauge']} aria-hidden="true">
                  <span style={{ width: `${(100 * Math.abs(verdict.score)) / most}%` }} />
                </span>
              )}
              {scoreWords(t, formats, placement, verdict)}
            </>
          )}
        </td>
      ))}
      {columns.rest.length > 0 && (
        <td className={styles['rest']}>{rest !== undefined && t('why.more-passed', { n: rest.count })}</td>
      )}
    </tr>
  )
}

type ScoreUnit = 'memory' | 'units' | 'same' | 'plain'

/** What the policy counts. */
function unitOf({ policy }: Placement): ScoreUnit {
  if (policy === 'best-fit' || policy === 'worst-fit') return 'memory'
  if (policy === 'spread' || policy === 'pack') return 'units'
  return policy === null ? 'plain' : 'same'
}

function scoreWords(t: TextFunction, formats: Formats, placement: Placement, { score }: Verdict): string {
  const amount = Math.abs(score ?? 0)
  const unit = unitOf(placement)
  if (unit === 'memory') return gibibytes(formats, amount)
  if (unit === 'units') return t('why.units-there', { n: amount })
  return unit === 'same' ? t('why.fits') : formats.number(score ?? 0, { digits: 2 })
}

function FinalRow({ placement, columns }: Parts) {
  const t = useText()
  const { passed, winner } = placement
  return (
    <tr data-first="true" className={styles['final']}>
      <th scope="row" className={styles['stage']}>
        {t('why.final')}
      </th>
      <th scope="row" className={styles['rule']}>
        {t('why.final.rule')}
      </th>
      {columns.shown.map((verdict) => {
        const rank = passed.indexOf(verdict) + 1
        const tie = winner !== null && verdict !== winner && rank > 0 && verdict.score === winner.score
        return (
          <td key={verdict.host} data-winner={verdict === winner}>
            {verdict === winner && <strong>{t('why.chosen')}</strong>}
            {verdict !== winner && rank > 0 && (tie ? t('why.tie') : t('why.rank', { n: rank }))}
          </td>
        )
      })}
      {columns.rest.length > 0 && <td className={styles['rest']} />}
    </tr>
  )
}
