/** Two hosts side by side where there is room, one at a time where there is not, as the stacks are shown. */
import { useId, useMemo, useRef, useState } from 'react'
import type { Lesson } from '../../../lessons/lesson'
import { useFrame, useStore } from '../../hooks/useApp'
import { isResponseTime, isTimeOut, responseMillis } from '../../host/responseTime'
import { useFormats, useText } from '../../hooks/useText'
import { Badge } from '../../stage/SideHeader'
import { SideTabs, type SideTab } from '../../stage/SideTabs'
import { useBox } from '../../stage/useBox'
import { useSwipe } from '../../stage/useSwipe'
import { countOf } from '../arguments'
import { hasUnit, measured } from '../measured'
import { useBeat } from '../useBeat'
import { useLessonText } from '../useLessonText'
import styles from './Host.module.css'
import { LayersSide } from './LayersSide'
import { MemorySide } from './MemorySide'
import { MigrationSide } from './MigrationSide'
import { PagingSide } from './PagingSide'
import type { HostSide, Marks } from './sides'

/** Signs of a count above which it is set smaller, to stay beside its title. */
const longCount = 6

/** Two sides need at least this width, px. */
const besideFrom = 680

export function HostStage({ lesson }: { readonly lesson: Lesson }) {
  const element = useRef<HTMLDivElement>(null)
  const { width } = useBox(element)
  const together = width >= besideFrom || width === 0
  const [shown, setShown] = useState(0)
  const sides = useSides(lesson)
  const marks = useMarks(lesson)
  const at = Math.min(shown, sides.length - 1)
  const panelId = useId()
  const swipe = useSwipe((step) => setShown(Math.max(0, Math.min(sides.length - 1, at + step))))
  const visible = together ? sides : sides.slice(at, at + 1)
  const other = sides.map(({ host }) => host)
  return (
    <div ref={element} className={styles['stage']} {...(together ? {} : swipe)}>
      {!together && <SideTabs sides={sides.map(tabOf)} at={at} panelId={panelId} onChange={setShown} />}
      <div
        id={panelId}
        className={styles['sides']}
        style={{ gridTemplateColumns: `repeat(${visible.length}, minmax(0, 1fr))` }}
        {...(together ? {} : { role: 'tabpanel', 'aria-labelledby': `${panelId}-${sides[at]?.id ?? ''}` })}
      >
        {visible.map((side) => (
          <Side key={side.id} {...{ side, lesson, marks }} hosts={other} alone={!together} />
        ))}
      </div>
    </div>
  )
}

/** Titles and the one loud number of both sides. */
function useSides(lesson: Lesson): readonly HostSide[] {
  const t = useText()
  const { say } = useLessonText(lesson)
  const formats = useFormats()
  const isTime = isResponseTime(lesson.metric)
  const counts = useFrame((frame) => lesson.sides.map((side) => countOf(frame, lesson, side)).join(' '))
  const values = counts.split(' ').map(Number)
  return lesson.sides.map(({ id, host, group }, at) => {
    const value = values[at] ?? 0
    return {
      id,
      host,
      group,
      title: say(`side.${id}.name`),
      note: say(`side.${id}.note`),
      count: isTime
        ? responseMillis(formats, value)
        : hasUnit(lesson.metric)
          ? measured(formats, lesson.metric, value)
          : formats.number(value, { digits: value < 100 ? 1 : 0 }),
      detail: isTime && isTimeOut(value) ? t('lesson-host.time-out') : say('count.detail'),
    }
  })
}

/** What is selected, and after the reveal the numbers of the reasons. */
function useMarks({ reasons }: Lesson): Marks {
  const isWhy = useBeat() === 'why'
  const selected = useStore(({ selection }) => selection.selected[0] ?? null)
  return useMemo(
    () => ({
      selected,
      numberOf: (select) => {
        const at = reasons.findIndex((reason) => reason.select === select)
        return isWhy && at >= 0 ? at + 1 : null
      },
    }),
    [selected, isWhy, reasons],
  )
}

interface SideProps {
  readonly side: HostSide
  readonly lesson: Lesson
  readonly marks: Marks
  /** Both hosts: what is drawn to scale has one scale for both. */
  readonly hosts: readonly string[]
  /** It is the only one shown, under tabs that already name it. */
  readonly alone: boolean
}

function Side({ side, lesson, marks, hosts, alone }: SideProps) {
  const t = useText()
  const { say } = useLessonText(lesson)
  const { id, title, note, count, detail } = side
  return (
    <section className={styles['side']} aria-label={t('stage.side', { letter: id, title })}>
      <header className={styles['header']}>
        {!alone && <Badge id={id} />}
        <div className={styles['titles']}>
          <h2 className={alone ? 'visually-hidden' : styles['title']}>{title}</h2>
          <p className={styles['note']}>{note}</p>
        </div>
        <p className={styles['count']} data-count={id}>
          <strong className={styles['value']} data-long={count.length > longCount}>
            {count}
          </strong>{' '}
          <span className={styles['caption']}>
            <b>{say('count')}</b> <span>{detail}</span>
          </span>
        </p>
      </header>
      <Picture {...{ side, lesson, marks, hosts }} />
    </section>
  )
}

function Picture({ side, lesson, marks, hosts }: Omit<SideProps, 'alone'>) {
  switch (lesson.stage) {
    case 'memory':
      return <MemorySide host={side.host} marks={marks} />
    case 'migration':
      return <MigrationSide {...{ side, lesson, marks }} />
    case 'layers':
      return <LayersSide {...{ side, lesson, marks }} />
    default:
      return <PagingSide {...{ side, lesson, marks, hosts }} />
  }
}

function tabOf({ id, title, count }: HostSide): SideTab {
  return { id, title, count, stopped: 0 }
}
