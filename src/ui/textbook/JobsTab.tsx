/** Schedules of one processor: jobs put in, who runs when, and how long each of them waits. */
import { isInputError } from '../../sim'
import { layoutSchedule, markAt } from '../../viz/textbook'
import { useFormats, useText, type TextFunction } from '../hooks/useText'
import { CheckField, ChoiceField, Form, RowsField, TextField, wrongOf, type RowColumn } from './Fields'
import { rowsIn, rowsText, useInputs, type Inputs } from './inputs'
import { courseOf, evaluateJobs, jobsStart, schedules, type Course, type Said } from './jobs'
import { Stepper, useStep } from './Stepper'
import styles from './Textbook.module.css'

export function JobsTab() {
  const [inputs, change] = useInputs(jobsStart)
  const output = evaluateJobs(inputs)
  const wrong = wrongOf(output)
  return (
    <>
      <Form form={{ inputs, change, wrong }}>
        <ChoiceField name="schedule" path="policy" choices={schedules} />
        <Fields schedule={inputs['schedule'] ?? ''} />
        <JobRows inputs={inputs} change={change} />
      </Form>
      {wrong === null && !isInputError(output) && (
        <>
          <CourseView course={courseOf(inputs)} />
          <Results output={output} />
        </>
      )}
    </>
  )
}

/** The fields that this schedule reads. */
function Fields({ schedule }: { readonly schedule: string }) {
  if (schedule === 'RR') return <TextField name="quantum" />
  if (schedule === 'LOTTERY')
    return (
      <>
        <TextField name="quantum" />
        <TextField name="randomNumbers" wide />
      </>
    )
  if (schedule === 'STRIDE')
    return (
      <>
        <TextField name="bigNumber" />
        <TextField name="quanta" />
      </>
    )
  if (schedule !== 'MLFQ') return null
  return (
    <>
      <TextField name="boostEvery" />
      <TextField name="ioTime" />
      <CheckField name="stayAfterIO" />
      <CheckField name="ioBumpToFront" />
    </>
  )
}

const runtime: RowColumn = { key: 'runtime', at: 0, path: (row) => `jobs[${row}].runtime` }
const columnsOf: Readonly<Record<string, readonly RowColumn[]>> = {
  LOTTERY: [runtime, { key: 'tickets', at: 1, path: (row) => `jobs[${row}].tickets` }],
  STRIDE: [{ key: 'tickets', at: 1, path: (row) => `tickets[${row}]` }],
  MLFQ: [
    { key: 'start', at: 2, path: (row) => `jobs[${row}].start` },
    runtime,
    { key: 'ioEvery', at: 3, path: (row) => `jobs[${row}].ioEvery` },
  ],
}
const levelColumns: readonly RowColumn[] = [
  { key: 'quantum', at: 0, path: (row) => `quantumPerQueueHighToLow[${row}]` },
  { key: 'allotment', at: 1, path: (row) => `allotmentSlicesPerQueueHighToLow[${row}]` },
]

interface JobRowsProps {
  readonly inputs: Inputs
  readonly change: (changes: Inputs) => void
}

function JobRows({ inputs, change }: JobRowsProps) {
  const schedule = inputs['schedule'] ?? ''
  return (
    <>
      {schedule === 'MLFQ' && (
        <RowsField
          name="levels"
          rows={rowsIn(inputs['levels'] ?? '')}
          columns={levelColumns}
          fresh={['4', '1']}
          onRows={(rows) => change({ levels: rowsText(rows) })}
        />
      )}
      <RowsField
        name="jobs"
        rows={rowsIn(inputs['jobs'] ?? '')}
        columns={columnsOf[schedule] ?? [runtime]}
        fresh={['3', '1', '0', '0']}
        onRows={(rows) => change({ jobs: rowsText(rows) })}
      />
    </>
  )
}

export function sayAll(t: TextFunction, said: readonly Said[]): string {
  return said.map(([key, args]) => t(key, args)).join(' ')
}

function CourseView({ course }: { readonly course: Course }) {
  const t = useText()
  const [step, setStep] = useStep(course.steps.length)
  const now = course.steps[step]
  if (now === undefined) return <p>{t('textbook.nothing-runs')}</p>
  return (
    <Stepper step={step} count={course.steps.length} onStep={setStep} sentence={sayAll(t, now.said)}>
      <Gantt course={course} step={step} />
      {course.cut && <p className={styles['note']}>{t('textbook.cut', { count: course.steps.length })}</p>}
      <dl className={styles['queues']}>
        {now.queues.map(({ said: [key, args], jobs }) => (
          <div key={t(key, args)}>
            <dt>{t(key, args)}</dt>
            <dd>
              {jobs.length === 0
                ? t('textbook.empty')
                : jobs.map((job, at) => <span key={`${at} ${job}`}>{job}</span>)}
            </dd>
          </div>
        ))}
      </dl>
      <details>
        <summary>{t('textbook.as-table')}</summary>
        <table className={styles['table']}>
          <thead>
            <tr>
              {['start', 'end', 'job', 'label'].map((column) => (
                <th key={column} scope="col">
                  {t(`textbook.column.${column}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {course.stretches.map(({ start, end, at, label }) => (
              <tr key={start}>
                <td>{start}</td>
                <td>{end}</td>
                <td>{at}</td>
                <td>{label}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </details>
    </Stepper>
  )
}

const width = 800

/** Bars are outlined and carry their job or queue, so colour says nothing that they do not. */
function Gantt({ course, step }: { readonly course: Course; readonly step: number }) {
  const t = useText()
  const picture = layoutSchedule(course.stretches, course.lanes, course.end, width)
  const time = course.steps[step]?.time ?? 0
  const x = markAt(picture, time, course.end)
  return (
    <div className={styles['picture']}>
      <svg viewBox={`0 0 ${picture.width} ${picture.height}`} role="img" aria-label={t('textbook.gantt')}>
        {picture.lanes.map(({ y, textY }, lane) => (
          <g key={lane}>
            <line x1={picture.left} x2={width} y1={y + 27.5} y2={y + 27.5} className={styles['rule']} />
            <text x={0} y={textY}>
              {t('textbook.job', { job: lane })}
            </text>
          </g>
        ))}
        {picture.bars.map((bar, at) => (
          <g
            key={at}
            data-now={(course.stretches[at]?.start ?? 0) <= time && time < (course.stretches[at]?.end ?? 0)}
          >
            <rect x={bar.x} y={bar.y} width={bar.width} height={bar.height} className={styles['idle']} />
            <rect
              x={bar.x}
              y={bar.y}
              width={bar.workedWidth}
              height={bar.height}
              className={styles['work']}
            />
            {bar.named && (
              <text x={bar.x + bar.width / 2} y={bar.y + 15} className={styles['in-bar']}>
                {bar.label}
              </text>
            )}
          </g>
        ))}
        <line x1={x} x2={x} y1={0} y2={picture.axisY} className={styles['now']} />
        {picture.ticks.map(({ x: at, time: when }) => (
          <text key={when} x={at} y={picture.axisY + 16} className={styles['tick']}>
            {when}
          </text>
        ))}
      </svg>
    </div>
  )
}

/** What the law gives, as a table; lists of numbers as they are. */
function Results({ output }: { readonly output: unknown }) {
  const t = useText()
  const formats = useFormats()
  const given = output as Readonly<Record<string, unknown>>
  const rows = (given['jobs'] ?? given['completions']) as
    readonly Readonly<Record<string, number>>[] | undefined
  const averages = given['averages'] as Readonly<Record<string, number>> | undefined
  const columns = Object.keys(rows?.[0] ?? {})
  const number = (value: number | undefined): string =>
    value === undefined ? '' : formats.number(value, { digits: 3 })
  if (rows === undefined || columns.length === 0)
    return <Passes passes={given['finalPass'] as readonly number[] | undefined} />
  return (
    <table className={styles['table']}>
      <caption>{t('textbook.results')}</caption>
      <thead>
        <tr>
          {columns.map((column) => (
            <th key={column} scope="col">
              {t(`textbook.column.${column}`)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row, at) => (
          <tr key={at}>
            {columns.map((column) => (
              <td key={column}>{number(row[column])}</td>
            ))}
          </tr>
        ))}
      </tbody>
      {averages !== undefined && (
        <tfoot>
          <tr>
            <th scope="row">{t('textbook.mean')}</th>
            {columns.slice(1).map((column) => (
              <td key={column}>{number(averages[column])}</td>
            ))}
          </tr>
        </tfoot>
      )}
    </table>
  )
}

function Passes({ passes = [] }: { readonly passes?: readonly number[] | undefined }) {
  const t = useText()
  if (passes.length === 0) return <p className={styles['note']}>{t('textbook.none-done')}</p>
  return (
    <table className={styles['table']}>
      <caption>{t('textbook.results')}</caption>
      <thead>
        <tr>
          <th scope="col">{t('textbook.column.job')}</th>
          <th scope="col">{t('textbook.column.pass')}</th>
        </tr>
      </thead>
      <tbody>
        {passes.map((pass, job) => (
          <tr key={job}>
            <td>{job}</td>
            <td>{pass}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
