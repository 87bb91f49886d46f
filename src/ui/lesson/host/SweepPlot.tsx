/** The curve of a question about doubling: the metric of both sides at every stop, with the cliffs, and as a table. */
import { useRef } from 'react'
import type { Lesson } from '../../../lessons/lesson'
import type { GateView } from '../../../worker/protocol'
import { sweepPlot } from '../../../viz/sweep'
import { isResponseTime, responseMillis } from '../../host/responseTime'
import { useFormats, useText } from '../../hooks/useText'
import { useWidth } from '../../hooks/useWidth'
import { valueOf } from '../../knob/ticks'
import styles from './Sweep.module.css'

type Outcome = NonNullable<GateView['outcome']>

interface SweepPlotProps {
  readonly lesson: Lesson
  readonly outcome: Outcome
}

const height = 168
const frame = { left: 58, rightEdge: 14, top: 24, bottom: 144 } as const

export function SweepPlot({ lesson, outcome }: SweepPlotProps) {
  const t = useText()
  const element = useRef<HTMLDivElement>(null)
  const width = useWidth(element)
  const { sweep } = outcome
  if (sweep === null) return null
  const metric = t(`lesson.${lesson.id}.metric`)
  return (
    <figure className={styles['sweep']}>
      <figcaption>{t('lesson-host.sweep', { metric })}</figcaption>
      <div ref={element}>{width > 0 && <Curves {...{ lesson, outcome, width }} />}</div>
      <details>
        <summary>{t('lesson-host.sweep-table')}</summary>
        <SweepTable lesson={lesson} sweep={sweep} />
      </details>
    </figure>
  )
}

function Curves({ lesson, outcome, width }: SweepPlotProps & { readonly width: number }) {
  const t = useText()
  const formats = useFormats()
  const { sweep } = outcome
  if (sweep === null) return null
  const right = Math.max(frame.left + 60, width - frame.rightEdge)
  const plot = sweepPlot(sweep.values, lesson.metricScale, { ...frame, right })
  const ticks = lesson.knob.ticks.flatMap((at) => sweep.values[at] ?? [])
  return (
    <svg width="100%" height={height} aria-hidden="true">
      {plot.y.ticks.map((tick) => (
        <g key={tick}>
          <line
            x1={frame.left}
            x2={right}
            y1={plot.y.to(tick)}
            y2={plot.y.to(tick)}
            className={styles['rule']}
          />
          <text x={frame.left - 6} y={plot.y.to(tick) + 4} textAnchor="end">
            {formats.number(tick)}
          </text>
        </g>
      ))}
      {ticks.map((tick) => (
        <text key={tick} x={plot.x(tick)} y={height - 6} textAnchor="middle">
          {valueOf(lesson.knob, tick, formats)}
        </text>
      ))}
      {lesson.sides.map(({ id }) => (
        <g key={id} data-cliff={id}>
          <line
            x1={plot.x(outcome[id])}
            x2={plot.x(outcome[id])}
            y1={frame.top - 6}
            y2={frame.bottom}
            className={styles['cliff']}
          />
          <path d={plot.path(sweep[id])} data-side={id} className={styles['line']} />
          <text x={plot.x(outcome[id])} y={frame.top - 10} textAnchor="middle" data-strong="true">
            {t('lesson-host.cliff', { side: id, value: valueOf(lesson.knob, outcome[id], formats) })}
          </text>
        </g>
      ))}
    </svg>
  )
}

interface SweepTableProps {
  readonly lesson: Lesson
  readonly sweep: NonNullable<Outcome['sweep']>
}

function SweepTable({ lesson, sweep }: SweepTableProps) {
  const t = useText()
  const formats = useFormats()
  const print = (value: number) =>
    isResponseTime(lesson.metric)
      ? responseMillis(formats, value)
      : formats.number(value, { digits: value < 100 ? 1 : 0 })
  return (
    <table>
      <thead>
        <tr>
          <th scope="col">{t(`lesson.${lesson.id}.knob`)}</th>
          {lesson.sides.map(({ id }) => (
            <th key={id} scope="col">
              {t(`lesson.${lesson.id}.line.${id}`)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {sweep.values.map((value, at) => (
          <tr key={value}>
            <th scope="row">{valueOf(lesson.knob, value, formats)}</th>
            {lesson.sides.map(({ id }) => (
              <td key={id}>{print(sweep[id][at] ?? 0)}</td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}
