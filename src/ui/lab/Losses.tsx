/** What is missing, in words: hosts that are off, groups with nothing left, copies without room, and who stands. */
import { Wrench } from 'lucide-react'
import { useApp, useStore } from '../hooks/useApp'
import { usePhone } from '../hooks/useMedia'
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
  // A copy that never had a host is not lost, for there was no room for it; nor is one that is starting.
  const gone = rows.filter(({ placed, running, starting }) => placed > 0 && running + starting === 0)
  const weakened = rows.filter(
    ({ placed, running, starting }) => running + starting > 0 && running + starting < placed,
  )
  const homeless = rows.filter((row) => homelessOf(row) > 0)
  if (off.count === 0 && gone.length === 0 && weakened.length === 0 && homeless.length === 0) return null
  const tone: Tone = gone.length > 0 ? 'critical' : weakened.length + homeless.length > 0 ? 'warn' : 'ok'
  const more = off.count - off.names.length
  const hosts = off.names.join(t('lab.list')) + (more > 0 ? ` +${formats.number(more)}` : '')
  const lost = gone.length > 0 || weakened.length > 0
  const sentences = [
    off.count > 0 ? t('lab.down', { n: off.count, hosts }) : '',
    gone.length > 0 ? t('lab.lost-all', { groups: counted(t, gone) }) : '',
    gone.length === 0 && (off.count > 0 || lost) ? t('lab.lost-none') : '',
    homeless.length > 0 ? t('lab.no-room', { groups: homelessWords(t, homeless) }) : '',
  ].filter((one) => one !== '')
  return (
    <div className={styles['losses']} data-tone={tone} role="status">
      <StatusGlyph tone={tone} />
      <div>
        <p className={styles['loud']} title={sentences.join(' ')}>
          {sentences.join(' ')}
        </p>
        <Rest
          weakened={weakened}
          whole={rows.filter((row) => healthOf(row) === 'all')}
          lost={gone.length + homeless.length > 0}
        />
      </div>
      {off.names[0] !== undefined && <Repair host={off.names[0]} />}
    </div>
  )
}

/** The way back that always helps: power for the host that has none. */
function Repair({ host }: { readonly host: string }) {
  const t = useText()
  const { lab } = useApp()
  const phone = usePhone()
  const offered = useStore(({ skin }) => skin.ui === 'full')
  if (!offered || phone) return null
  return (
    <button
      type="button"
      className={`button ${styles['repair'] ?? ''}`}
      onClick={() => void lab.perform({ name: 'host.repair', args: { host } })}
    >
      <Wrench size={16} strokeWidth={1.5} aria-hidden="true" />
      <span>{t('lab.repair-host', { host })}</span>
    </button>
  )
}

function homelessOf({ count, placed }: GroupRow): number {
  return Math.max(0, (count ?? 0) - placed)
}

/** '936 of 2 000 web, 6 of 6 vms'. */
function homelessWords(t: TextFunction, rows: readonly GroupRow[]): string {
  return listOf(
    rows.map((row) => t('lab.part-of', { n: homelessOf(row), count: row.count ?? 0, name: row.name })),
    t('lab.list'),
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
