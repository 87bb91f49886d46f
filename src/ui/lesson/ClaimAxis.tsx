/** Claim (ring) and outcome (dot) on one line: how far apart they were is what stays in mind. */
import { useRef } from 'react'
import type { Claim } from '../../sim'
import type { Gate, Lesson } from '../../lessons/lesson'
import { useFormats, useText } from '../hooks/useText'
import { valueScale } from '../../viz/scale'
import { useWidth } from '../hooks/useWidth'
import { valueOf } from '../knob/ticks'
import { claimedValue, claimWords } from './claimWords'
import { hasUnit, measured, withUnit } from './measured'
import styles from './Reveal.module.css'

interface ClaimAxisProps {
  readonly lesson: Lesson
  readonly outcome: number
  readonly claim: Claim
}

const edge = 12
/** What is measured may be any amount: the axis begins a little before the least of them. */
const before = 0.8
const line = 34

export function ClaimAxis({ lesson, outcome, claim }: ClaimAxisProps) {
  const t = useText()
  const formats = useFormats()
  const element = useRef<HTMLDivElement>(null)
  const width = useWidth(element)
  const gate = lesson.gates.find((one) => one.id === claim.gate)
  if (gate === undefined) return null
  const claimed = claimedValue(lesson, claim)
  const least = hasUnit(lesson.metric)
    ? before * Math.min(outcome, ...ticksOf(gate))
    : smallest(gate, outcome)
  const axis = valueScale({ type: 'log', max: largest(gate, outcome) / least }, edge, width - edge)
  const scale = { to: (value: number) => axis.to(value / least) }
  const isRatio = gate.outcome.ratio === true
  const write = (value: number) => {
    if (gate.outcome.doubles === true) return valueOf(lesson.knob, value, formats)
    if (hasUnit(lesson.metric)) return measured(formats, lesson.metric, value)
    const number = formats.number(value, { digits: 1 })
    return isRatio ? t('value.times', { value: number }) : number
  }
  /** Alone in a sentence, and not beside others on the axis. */
  const say = (value: number) => (hasUnit(lesson.metric) ? withUnit(lesson, value, t, formats) : write(value))
  return (
    <div ref={element} className={styles['axis']}>
      <p className={styles['axis-words']}>
        <strong>{t('reveal.is', { value: isRatio ? formats.ratio(outcome) : say(outcome) })}</strong>
        <span>{claimWords(lesson, claim, t, claimed === null ? null : say(claimed)).said}</span>
      </p>
      <svg width="100%" height={58} aria-hidden="true" className={styles['axis-plot']}>
        <line x1={edge} x2={width - edge} y1={line} y2={line} data-role="rail" />
        {claimed !== null && (
          <line x1={scale.to(claimed)} x2={scale.to(outcome)} y1={line} y2={line} data-role="gap" />
        )}
        {ticksOf(gate).map((value) => (
          <g key={value}>
            <line x1={scale.to(value)} x2={scale.to(value)} y1={line - 4} y2={line + 4} data-role="tick" />
            <text x={scale.to(value)} y={line + 21} textAnchor={anchorAt(scale.to(value), width)}>
              {write(value)}
            </text>
          </g>
        ))}
        {claimed !== null && <circle cx={scale.to(claimed)} cy={line} r={6.5} data-role="claim" />}
        <circle cx={scale.to(outcome)} cy={line} r={6} data-role="outcome" />
      </svg>
    </div>
  )
}

function ticksOf(gate: Gate): readonly number[] {
  return gate.choices.flatMap((choice) => (choice.value === null ? [] : [choice.value]))
}

/** Where the axis begins: at 1, or at what is less; for values of the knob at the least of them. */
function smallest(gate: Gate, outcome: number): number {
  const least = Math.min(outcome, ...ticksOf(gate))
  return gate.outcome.doubles === true || least < 1 ? Math.max(0.01, least) : 1
}

function largest(gate: Gate, outcome: number): number {
  const most = Math.max(2, outcome, ...ticksOf(gate))
  // Values of a knob stand close together: the last one needs room to be printed under its own tick.
  return gate.outcome.doubles === true ? most * 1.1 : most
}

function anchorAt(x: number, width: number): 'start' | 'middle' | 'end' {
  if (x < 2 * edge) return 'start'
  return x > width - 2 * edge ? 'end' : 'middle'
}
