/** Page replacement: the frames after every reference, and misses over the number of frames. */
import {
  missCurve,
  replacePages,
  replacementPolicies,
  type ReplacementPolicy,
  type ReplacementStep,
} from '../../sim'
import { layoutMisses } from '../../viz/textbook'
import { useText, type TextFunction } from '../hooks/useText'
import { ChoiceField, Form, TextField, wrongOf } from './Fields'
import { numberIn, numbersIn, useInputs, type Inputs } from './inputs'
import { evaluateById } from './partitions'
import { Stepper, useStep } from './Stepper'
import styles from './Textbook.module.css'

export const replacementStart: Inputs = {
  replace: 'FIFO',
  frames: '3',
  references: '1 2 3 4 1 2 5 1 2 3 4 5',
}

/** Longer strings are counted, but drawn only up to here. */
const mostDrawn = 120
/** Frames the curve goes up to, at most. */
const mostFrames = 12

interface Checked {
  readonly policy: ReplacementPolicy
  readonly frames: number
  readonly references: readonly number[]
}

export function ReplacementTab() {
  const [inputs, change] = useInputs(replacementStart)
  const input: unknown = {
    policy: inputs['replace'],
    frames: numberIn(inputs['frames'] ?? ''),
    references: numbersIn(inputs['references'] ?? ''),
  }
  const output = evaluateById('memory.page-replacement', input)
  const wrong = wrongOf(output)
  return (
    <>
      <Form form={{ inputs, change, wrong }}>
        <ChoiceField name="replace" path="policy" choices={replacementPolicies} />
        <TextField name="frames" />
        <TextField name="references" wide />
      </Form>
      {wrong === null && <References input={input as Checked} counts={output as Counts} />}
    </>
  )
}

interface Counts {
  readonly hits: number
  readonly misses: number
}

function References({ input, counts }: { readonly input: Checked; readonly counts: Counts }) {
  const t = useText()
  const steps: ReplacementStep[] = []
  const shown = input.references.slice(0, mostDrawn)
  // Frames that are never filled are not drawn: with room for every page there is nothing to choose.
  const frames = Math.min(input.frames, Math.max(1, new Set(shown).size + 1))
  // OPT looks ahead of what is drawn.
  replacePages(input.policy, input.frames, input.references.slice(0, 2000), (one) => {
    if (steps.length < mostDrawn) steps.push({ ...one, frames: one.frames.slice(0, frames) })
  })
  const [step, setStep] = useStep(steps.length)
  const now = steps[step]
  return (
    <>
      <Stepper
        step={step}
        count={steps.length}
        onStep={setStep}
        sentence={now === undefined ? t('textbook.no-steps') : sayReference(t, now, input.policy)}
      >
        <Grid steps={steps} frames={frames} step={step} policy={input.policy} />
        {steps.length < input.references.length && (
          <p className={styles['note']}>{t('textbook.cut', { count: steps.length })}</p>
        )}
      </Stepper>
      <dl className={styles['numbers']}>
        <div>
          <dt>{t('textbook.hits')}</dt>
          <dd>{counts.hits}</dd>
        </div>
        <div>
          <dt>{t('textbook.misses')}</dt>
          <dd>{counts.misses}</dd>
        </div>
      </dl>
      <Misses input={input} />
    </>
  )
}

function sayReference(
  t: TextFunction,
  { page, frame, hit, victim, hand }: ReplacementStep,
  policy: string,
): string {
  const key = hit ? 'hit' : victim === null ? 'load' : 'evict'
  const said = t(`textbook.say.${key}`, { page, frame, victim: victim ?? 0 })
  return policy === 'CLOCK' ? `${said} ${t('textbook.say.hand', { frame: hand })}` : said
}

interface GridProps {
  readonly steps: readonly ReplacementStep[]
  readonly frames: number
  readonly step: number
  readonly policy: string
}

/** A table is the picture here: a column per reference, a row per frame. A dot is a reference bit that is set. */
function Grid({ steps, frames, step, policy }: GridProps) {
  const t = useText()
  const cell = (one: ReplacementStep, frame: number): string => {
    const page = one.frames[frame] ?? null
    if (page === null) return ''
    return policy === 'CLOCK' && one.bits[frame] === true ? `${page} •` : String(page)
  }
  return (
    <div className={styles['picture']}>
      <table className={styles['grid']}>
        <caption className="visually-hidden">{t('textbook.grid')}</caption>
        <thead>
          <tr>
            <th scope="row">{t('textbook.reference')}</th>
            {steps.map(({ page }, at) => (
              <th key={at} scope="col" data-now={at === step} aria-current={at === step ? 'step' : undefined}>
                {page}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {Array.from({ length: frames }, (_, frame) => (
            <tr key={frame}>
              <th scope="row">{t('textbook.frame', { frame })}</th>
              {steps.map((one, at) => (
                <td key={at} data-now={at === step} data-new={!one.hit && one.frame === frame}>
                  {at <= step ? cell(one, frame) : ''}
                </td>
              ))}
            </tr>
          ))}
          <tr>
            <th scope="row">{t('textbook.hit-or-miss')}</th>
            {steps.map(({ hit }, at) => (
              <td key={at} data-now={at === step}>
                {at <= step && (
                  <span aria-label={t(hit ? 'textbook.hit' : 'textbook.miss')} role="img">
                    {hit ? '✓' : '✕'}
                  </span>
                )}
              </td>
            ))}
          </tr>
          <tr>
            <th scope="row">{t('textbook.victim')}</th>
            {steps.map(({ victim }, at) => (
              <td key={at} data-now={at === step}>
                {at <= step ? (victim ?? '') : ''}
              </td>
            ))}
          </tr>
        </tbody>
      </table>
    </div>
  )
}

const size = { width: 480, height: 160 }

/** The same references with 1, 2, … frames; where it goes up, more memory made it worse. */
function Misses({ input: { policy, references, frames } }: { readonly input: Checked }) {
  const t = useText()
  const few = references.slice(0, 2000)
  const most = Math.min(mostFrames, Math.max(frames, new Set(few).size) + 1)
  const misses = missCurve(policy, few, most)
  const { points, path, axisY, left } = layoutMisses(misses, size.width, size.height)
  const worse = points.filter(({ anomaly }) => anomaly).map((point) => point.frames)
  return (
    <figure className={styles['curve']}>
      <figcaption>
        {t('textbook.curve')}{' '}
        {worse.length > 0 ? t('textbook.belady', { frames: worse.join(', ') }) : t('textbook.no-belady')}
        {few.length < references.length && ` ${t('textbook.cut', { count: few.length })}`}
      </figcaption>
      <svg viewBox={`0 0 ${size.width} ${size.height}`} aria-hidden="true">
        <line x1={left} x2={size.width} y1={axisY} y2={axisY} className={styles['rule']} />
        <path d={path} className={styles['line']} />
        {points.map(({ frames: count, misses: value, x, y, anomaly }) => (
          <g key={count}>
            {anomaly ? (
              <path d={`M${x - 6} ${y + 5}L${x} ${y - 6}L${x + 6} ${y + 5}Z`} className={styles['anomaly']} />
            ) : (
              <circle cx={x} cy={y} r={4} className={styles['point']} />
            )}
            <text x={x} y={y - 8} className={styles['tick']}>
              {value}
            </text>
            <text x={x} y={axisY + 16} className={styles['tick']}>
              {count}
            </text>
          </g>
        ))}
      </svg>
      <table className={styles['table']}>
        <caption>{t('textbook.curve-table')}</caption>
        <tbody>
          <tr>
            <th scope="row">{t('textbook.field.frames')}</th>
            {points.map((point) => (
              <td key={point.frames}>{point.frames}</td>
            ))}
          </tr>
          <tr>
            <th scope="row">{t('textbook.misses')}</th>
            {points.map((point) => (
              <td key={point.frames}>{point.misses}</td>
            ))}
          </tr>
        </tbody>
      </table>
    </figure>
  )
}
