/** What the run has lost, in words: hosts that are off, groups with nothing left, and those that stand. */
import { useFormats, useText, type TextFunction } from '../hooks/useText'
import { healthOf, type GroupRow } from './fleet-rows'
import styles from './LabPage.module.css'
import { StatusGlyph, type Tone } from './StatusGlyph'
import { useGroupRows, useHostsOff } from './useFleet'
import { listOf } from './VictimWords'

export function Losses() {
  const t = useText()
  const formats = useFormats()
  const off = useHostsOff()
  const rows = useGroupRows().filter(({ count }) => count !== null && count > 0)
  const of = (health: ReturnType<typeof healthOf>) => rows.filter((row) => healthOf(row) === health)
  const gone = of('none')
  const weakened = of('some')
  if (off.count === 0 && gone.length === 0 && weakened.length === 0) return null
  const tone: Tone = gone.length > 0 ? 'critical' : weakened.length > 0 ? 'warn' : 'ok'
  const more = off.count - off.names.length
  const hosts = off.names.join(t('lab.list')) + (more > 0 ? ` +${formats.number(more)}` : '')
  return (
    <div className={styles['losses']} data-tone={tone} role="status">
      <StatusGlyph tone={tone} />
      <div>
        <p className={styles['loud']}>
          {off.count > 0 && `${t('lab.down', { n: off.count, hosts })} `}
          {gone.length > 0 ? t('lab.lost-all', { groups: counted(t, gone) }) : t('lab.lost-none')}
        </p>
        <Rest weakened={weakened} whole={of('all')} lost={gone.length > 0} />
      </div>
    </div>
  )
}

interface RestProps {
  readonly weakened: readonly GroupRow[]
  readonly whole: readonly GroupRow[]
  readonly lost: boolean
}

function Rest({ weakened, whole, lost }: RestProps) {
  const t = useText()
  const separator = t('lab.list')
  const unharmed = listOf(
    whole.map(({ name }) => name),
    separator,
  )
  return (
    <p>
      {weakened.length > 0 && t('lab.survived', { groups: counted(t, weakened) })}{' '}
      {whole.length > 0 &&
        t(lost || weakened.length > 0 ? 'lab.unharmed' : 'lab.all-run', { groups: unharmed })}
    </p>
  )
}

/** 'web 0 of 1, db 0 of 2'. */
function counted(t: TextFunction, rows: readonly GroupRow[]): string {
  return listOf(
    rows.map(({ name, running, count }) => t('lab.running-of', { name, running, count: count ?? 0 })),
    t('lab.list'),
  )
}
