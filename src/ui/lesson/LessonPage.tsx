/** A lesson: the stage with its one knob, the panel that asks and explains, and the strip of time. */
import { useMemo, type ReactNode } from 'react'
import { useText } from '../hooks/useText'
import type { Lesson } from '../../lessons/lesson'
import { usePhone } from '../hooks/useMedia'
import { KnobCard } from '../knob/KnobCard'
import type { ChartShape } from '../timeline/Chart'
import { Timeline } from '../timeline/Timeline'
import { countOf } from './arguments'
import { claimWords } from './claimWords'
import styles from './LessonPage.module.css'
import { LessonStage } from './LessonStage'
import { Panel } from './Panel'
import { PhoneSheet } from './PhoneSheet'
import { useBeat, useGate } from './useBeat'
import { useLessonText } from './useLessonText'

interface LessonPageProps {
  readonly lesson: Lesson
  /** Shown large instead of the stacks; takes the height that it needs. */
  readonly stage?: ReactNode
}

export function LessonPage({ lesson, stage }: LessonPageProps) {
  const { say } = useLessonText(lesson)
  const phone = usePhone()
  const chart = useLessonChart(lesson)
  const beat = useBeat()
  return (
    <main className={styles['page']} data-columns>
      <div className={styles['column']}>
        <h1 className={styles['heading']}>{say('heading')}</h1>
        <div className={styles['stage']} data-natural={stage !== undefined}>
          {stage ?? <LessonStage lesson={lesson} />}
        </div>
        {!phone && <KnobCard lesson={lesson} />}
      </div>
      {(!phone || beat !== 'predict') && <Panel lesson={lesson} />}
      {phone ? <PhoneSheet lesson={lesson} chart={chart} /> : <Timeline chart={chart} />}
    </main>
  )
}

function useLessonChart(lesson: Lesson): ChartShape {
  const t = useText()
  const gate = useGate()
  const claim = gate?.claim ?? null
  return useMemo(
    () => ({
      metric: lesson.metric,
      caption: t(`lesson.${lesson.id}.metric`),
      axis: lesson.metricScale,
      lines: lesson.sides.map((side) => ({
        subject: side.group,
        side: side.id,
        label: t(`lesson.${lesson.id}.line.${side.id}`),
        reading: (frame) => countOf(frame, lesson, side),
      })),
      gateWords: claim === null ? null : claimWords(lesson, claim, t).gate,
    }),
    [lesson, t, claim],
  )
}
