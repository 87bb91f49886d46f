/** The one knob of a lesson, under the stage: a large value, a line of stops, and a lock where the gate holds it. */
import { Lock } from 'lucide-react'
import { useId } from 'react'
import type { Lesson } from '../../lessons/lesson'
import { useFormats, useText } from '../hooks/useText'
import { Slider } from '../common/Slider'
import { useApp, useFrame, useStore } from '../hooks/useApp'
import styles from './KnobCard.module.css'
import { stopWords, ticksOf } from './ticks'

export function KnobCard({ lesson }: { readonly lesson: Lesson }) {
  const t = useText()
  const formats = useFormats()
  const { playback } = useApp()
  const { knob } = lesson
  const index = useFrame((frame) => frame.knob?.index ?? knob.start)
  const most = useFrame((frame) => frame.knob?.most ?? knob.start)
  const touched = useStore((state) => state.lesson.touched)
  const labelId = useId()
  const lockId = useId()
  const last = knob.stops.length - 1
  const print = stopWords(lesson, t, formats)
  const value = print(knob.stops[index]?.value ?? 0)
  const name = t(`lesson.${lesson.id}.knob`)
  return (
    <section className={`card ${styles['knob'] ?? ''}`} aria-labelledby={labelId}>
      <div className={styles['reading']}>
        <h2 id={labelId} className={styles['name']}>
          {name}
        </h2>
        <output className={styles['value']} data-words={knob.unit === 'words'}>
          {value}
        </output>
      </div>
      <div className={styles['line']}>
        <p id={lockId} className={styles['hint']}>
          {most < last ? (
            <>
              <Lock size={14} strokeWidth={1.5} aria-hidden="true" /> <span>{t('knob.locked')}</span>
            </>
          ) : (
            <span>{t(`lesson.${lesson.id}.knob-hint`)}</span>
          )}
        </p>
        <Slider
          label={name}
          value={index}
          valueText={value}
          max={last}
          most={most}
          step={1}
          describedBy={lockId}
          className={styles['slider']}
          thumbClassName={`${styles['thumb'] ?? ''} ${touched ? '' : (styles['pulse'] ?? '')}`}
          inset={[14, 14]}
          onChange={playback.turnKnob}
          thumb={<span className={styles['grip']} aria-hidden="true" />}
        >
          <Rail {...{ index, most, last }} />
        </Slider>
        <ol className={styles['ticks']} data-words={knob.unit === 'words'} aria-hidden="true">
          {ticksOf(knob, print).map((tick) => (
            <li
              key={tick.index}
              style={{ left: position(tick.index, last) }}
              data-here={tick.index === index}
              data-locked={tick.index > most}
              data-kept={tick.index === 0 || tick.index === last || tick.index === index}
            >
              {tick.label}
            </li>
          ))}
        </ol>
      </div>
    </section>
  )
}

function Rail({
  index,
  most,
  last,
}: {
  readonly index: number
  readonly most: number
  readonly last: number
}) {
  return (
    <div className={styles['rail']}>
      <span className={styles['filled']} style={{ width: share(index, last) }} />
      {most < last && (
        <span className={`locked ${styles['shut'] ?? ''}`} style={{ left: share(most, last) }} />
      )}
    </div>
  )
}

function share(index: number, last: number): string {
  return `${(100 * index) / Math.max(1, last)}%`
}

// Ticks stand under the stops, which begin and end half a thumb inside.
function position(index: number, last: number): string {
  return `calc(14px + (100% - 28px) * ${index / Math.max(1, last)})`
}
