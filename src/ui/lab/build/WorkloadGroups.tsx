/** Workload groups: how many run of how many are wanted, and what each group can be told. */
import { ChevronDown, ChevronRight } from 'lucide-react'
import { useApp, useStore, useTopology } from '../../hooks/useApp'
import { useFormats, useText } from '../../hooks/useText'
import { Counter } from '../Counter'
import { healthOf, type GroupHealth, type GroupRow } from '../fleet-rows'
import { KindIcon } from '../KindIcon'
import { spreadGroup } from '../spread'
import { StatusGlyph, type Tone } from '../StatusGlyph'
import { useGroupRows, useSpread } from '../useFleet'
import styles from './Build.module.css'
import { GroupDetails } from './GroupDetails'

const mostWorkloads = 250_000

const tones: Readonly<Record<GroupHealth, Tone>> = {
  all: 'ok',
  some: 'warn',
  none: 'critical',
  empty: 'empty',
}

export function WorkloadGroups() {
  const t = useText()
  const rows = useGroupRows()
  const spread = useSpread()
  const { lab } = useApp()
  // The group that is selected, anywhere, is the one whose details are open.
  const open = useStore((state) => state.selection.selected[0] ?? null)
  if (rows.length === 0) return <p className={styles['under']}>{t('lab.no-workloads')}</p>
  return (
    <ul className={styles['rows']}>
      {rows.map((row) => (
        <li key={row.name} className={styles['row']}>
          <GroupLine
            row={row}
            open={open === row.name}
            onToggle={() => lab.select(open === row.name ? null : row.name)}
          />
          <Alone row={row} hosts={spread?.get(row.name)} />
          {open === row.name && <GroupDetails row={row} />}
        </li>
      ))}
    </ul>
  )
}

interface LineProps {
  readonly row: GroupRow
  readonly open: boolean
  readonly onToggle: () => void
}

function GroupLine({ row, open, onToggle }: LineProps) {
  const t = useText()
  const { lab } = useApp()
  const Icon = open ? ChevronDown : ChevronRight
  return (
    <>
      <div className={styles['line']}>
        <button
          type="button"
          className={styles['name']}
          aria-expanded={open}
          title={`${row.name}: ${t('lab.open-group', { name: row.name })}`}
          onClick={onToggle}
        >
          <Icon size={16} strokeWidth={1.5} aria-hidden="true" />
          <KindIcon kind={row.kind} />
          <span className={styles['called']}>
            <MiddleCut name={row.name} />
          </span>
        </button>
        <RunningOfWanted row={row} />
      </div>
      <div className={styles['line']}>
        <span className={styles['under']}>{row.tenant}</span>
        <Counter
          label={row.name}
          value={row.count}
          most={mostWorkloads}
          onChange={(count) => void lab.perform({ name: 'group.scale', args: { group: row.name, count } })}
        />
      </div>
    </>
  )
}

function RunningOfWanted({ row }: { readonly row: GroupRow }) {
  const t = useText()
  const formats = useFormats()
  if (row.count === null) return null
  const health = healthOf(row)
  return (
    <span className={styles['ratio']} data-health={health}>
      <StatusGlyph tone={tones[health]} />
      <span aria-hidden="true">{`${formats.number(row.running)}/${formats.number(row.count)}`}</span>
      <span className="visually-hidden">
        {t('lab.running-of', { name: row.name, running: row.running, count: row.count })}
      </span>
    </span>
  )
}

/** A group that stands on one host is lost with it. */
function Alone({ row, hosts }: { readonly row: GroupRow; readonly hosts: readonly string[] | undefined }) {
  const t = useText()
  const { lab } = useApp()
  const many = (useTopology()?.hosts.count ?? 0) > 1
  const [host] = hosts ?? []
  if (row.running + row.starting === 0 && row.placed > 0) return <Lost row={row} many={many} />
  if (row.starting > 0) return <p className={styles['alone']}>{t('lab.starting', { n: row.starting })}</p>
  if (host === undefined || hosts?.length !== 1 || row.running === 0) return null
  return (
    <p className={styles['alone']}>
      <StatusGlyph tone="warn" />
      <span>{t('lab.all-on', { host })}</span>
      {many && (
        <button
          type="button"
          className={styles['remedy']}
          title={t('lab.spread-copy.hint', { name: row.name })}
          aria-label={`${t('lab.spread-copy')}: ${t('lab.spread-copy.hint', { name: row.name })}`}
          onClick={() => void spreadGroup(lab, row)}
        >
          {t('lab.spread-copy')}
        </button>
      )}
    </p>
  )
}

/** A group of which nothing is left: what helps is a copy on a host that stands. */
function Lost({ row, many }: { readonly row: GroupRow; readonly many: boolean }) {
  const t = useText()
  const { lab } = useApp()
  return (
    <p className={styles['alone']}>
      <StatusGlyph tone="critical" />
      <span>{t('lab.all-lost')}</span>
      {many && (
        <button
          type="button"
          className={styles['remedy']}
          title={t('lab.restart-copy.hint', { name: row.name })}
          aria-label={`${t('lab.restart-copy')}: ${t('lab.restart-copy.hint', { name: row.name })}`}
          onClick={() => void spreadGroup(lab, row)}
        >
          {t('lab.restart-copy')}
        </button>
      )}
    </p>
  )
}

/** Letters of the end that stay in sight where a name has no room: it is the end that tells names apart. */
const kept = 5

function MiddleCut({ name }: { readonly name: string }) {
  if (name.length <= 2 * kept) return name
  return (
    <>
      <span className="visually-hidden">{name}</span>
      <span className={styles['start']} aria-hidden="true">
        {name.slice(0, -kept)}
      </span>
      <span className={styles['end']} aria-hidden="true">
        {name.slice(-kept)}
      </span>
    </>
  )
}
