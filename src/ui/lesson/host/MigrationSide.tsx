/** One VM on its way: where it is, what it writes against what the link carries, its rounds and its standing still. */
import { useRef } from 'react'
import { settingsAt, type Lesson } from '../../../lessons/lesson'
import type { MigrationView, StackView } from '../../../sim'
import { downtimeOf, lasted, summaryOf } from '../../migration/words'
import { useFrame } from '../../hooks/useApp'
import { useLastLook } from '../../hooks/useLook'
import { useFormats, useText } from '../../hooks/useText'
import { gibibytes } from '../../pools/amounts'
import { useBox } from '../../stage/useBox'
import styles from './Host.module.css'
import { Mark } from './Mark'
import { MigrationPlot } from './MigrationPlot'
import moving from './Moving.module.css'
import type { HostSide, Marks } from './sides'
import { Way } from './Way'

interface MigrationSideProps {
  readonly side: HostSide
  readonly lesson: Lesson
  readonly marks: Marks
}

const look = { look: 'migrations' } as const

export function MigrationSide({ side, lesson, marks }: MigrationSideProps) {
  const t = useText()
  const all = useLastLook(look)?.answer.migrations ?? null
  const stack = useFrame((frame) => frame.stacks.find(({ host }) => host === side.host) ?? null)
  const now = useFrame((frame) => frame.now)
  if (all === null || stack === null)
    return <p className={styles['waiting']}>{t('migration-view.waiting')}</p>
  const view = latestOf(all, side.group)
  return (
    <>
      <div className={moving['top']}>
        <Way view={view} host={side.host} memoryMiB={memoryIn(stack)} rate={linkRate(stack)} />
        <Rates {...{ lesson, marks }} carries={linkRate(stack)} />
      </div>
      <Rounds {...{ view, now, marks }} lasts={longest(all, now)} />
      <StandsStill {...{ view, now, marks }} />
    </>
  )
}

function latestOf(all: readonly MigrationView[], group: string): MigrationView | null {
  const own = all.filter(({ workload }) => groupOf(workload) === group)
  return own[own.length - 1] ?? null
}

/** 'ahead-1' → 'ahead'. */
const groupOf = (workload: string): string => workload.replace(/-\d+$/, '')

/** What the guest itself has, without what the hypervisor adds; 0 once it has left. */
function memoryIn({ units }: StackView): number {
  const parts = [units.appMiB, units.librariesMiB, units.guestMiB, units.runtimeMiB]
  return parts.reduce((sum, part) => sum + (part[0] ?? 0), 0)
}

/** GB per second of a host's network card. */
const linkRate = ({ nicMbps }: StackView): number => nicMbps / 8000

/** µs of the longest migration so far: both sides have one scale of time. */
function longest(all: readonly MigrationView[], now: number): number {
  return Math.max(0, ...all.map(({ begun, ended }) => (ended ?? now) - begun))
}

interface RatesProps {
  readonly lesson: Lesson
  readonly marks: Marks
  readonly carries: number
}

const mebibyte = 1048576

/** GB per second at a stop of the knob. */
function writtenAt(lesson: Lesson, index: number): number {
  const set = settingsAt(lesson, index).find(({ path }) => path.endsWith('.dirtyMiBps'))
  return typeof set?.value === 'number' ? (set.value * mebibyte) / 1e9 : 0
}

/** Two bars on one scale, which is the same at every stop of the knob. */
function Rates({ lesson, marks, carries }: RatesProps) {
  const t = useText()
  const formats = useFormats()
  const index = useFrame((frame) => frame.knob?.index ?? lesson.knob.start)
  const most = Math.max(carries, ...lesson.knob.stops.map((_, stop) => writtenAt(lesson, stop)))
  const rows = [
    { id: 'writes', value: writtenAt(lesson, index) },
    { id: 'carries', value: carries },
  ] as const
  return (
    <div className={moving['rates']} data-part="rates" data-selected={marks.selected === 'rates'}>
      {rows.map(({ id, value }, at) => (
        <div key={id} className={moving['rate']}>
          <p>
            {t(`lesson-host.${id}`)}{' '}
            <b>
              {t('lesson-host.gb-per-second', { rate: formats.number(value, { digits: 2, fixed: true }) })}
            </b>
            {at === 0 && <Mark of="rates" marks={marks} />}
          </p>
          <span className={moving['track']} aria-hidden="true">
            <span data-rate={id} style={{ width: `${(value / most) * 100}%` }} />
          </span>
        </div>
      ))}
    </div>
  )
}

interface MovingProps {
  readonly view: MigrationView | null
  readonly now: number
  readonly marks: Marks
}

function Rounds({ view, now, marks, lasts }: MovingProps & { readonly lasts: number }) {
  const words = { t: useText(), formats: useFormats() }
  const { t } = words
  const field = useRef<HTMLDivElement>(null)
  const box = useBox(field)
  return (
    <div className={moving['rounds']} data-part="rounds" data-selected={marks.selected === 'rounds'}>
      <p className={styles['note']}>
        {t('lesson-host.rounds-title')} <Mark of="rounds" marks={marks} />
      </p>
      <div ref={field} className={moving['field']}>
        {view === null ? (
          <p className={styles['note']}>{t('lesson-host.rounds-before')}</p>
        ) : (
          <div role="img" aria-label={summaryOf(words, view, now)}>
            {box.width > 0 && <MigrationPlot {...{ view, now, lasts, box }} />}
          </div>
        )}
      </div>
    </div>
  )
}

/** The same as the loud number, with what it is made of. */
function StandsStill({ view, now, marks }: MovingProps) {
  const words = { t: useText(), formats: useFormats() }
  const { t } = words
  const down = view === null ? null : downtimeOf(view, now)
  return (
    <ul className={styles['amounts']}>
      <li data-part="pause" data-selected={marks.selected === 'pause'}>
        <span className={moving['sign']} aria-hidden="true" />
        <span>
          {t('lesson-host.stood-still')}{' '}
          <b>{down === null ? t('lesson-host.stands-still-not') : lasted(words, down)}</b>
        </span>
        <Mark of="pause" marks={marks} />
      </li>
      {view !== null && (
        <>
          <li>
            <span>
              {t('migration-view.column.sent')} <b>{gibibytes(words.formats, view.sentMiB)}</b>
            </span>
          </li>
          <li>
            <span>
              {t('migration-view.column.took')} <b>{lasted(words, (view.ended ?? now) - view.begun)}</b>
            </span>
          </li>
        </>
      )}
    </ul>
  )
}
