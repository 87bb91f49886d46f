/** How the host gets memory back now: where its free memory stands, what it is made of, and what moves per second. */
import type { MemoryView } from '../../../sim'
import { percentOfMinFree, reclaimMarker, reclaimZones } from '../../../viz/pages'
import { roundToSum } from '../../../viz/pools'
import { Terms } from '../../glossary/Terms'
import { useFormats, useText } from '../../hooks/useText'
import { gibibytes } from '../../pools/amounts'
import { Figure } from '../../stage/Figure'
import own from './Reclaim.module.css'
import styles from './Memory.module.css'

const gibibyte = 1024

export function Reclaim({ memory }: { readonly memory: MemoryView }) {
  const t = useText()
  const formats = useFormats()
  const percent = percentOfMinFree(memory.free, memory.minFree)
  return (
    <section className={styles['part']} aria-label={t('memory-view.reclaim')}>
      <div className={styles['head']}>
        <h2>{t('memory-view.reclaim')}</h2>
        <p>
          {t('memory-view.free-of', {
            free: gibibytes(formats, memory.free),
            physical: formats.mib(memory.physical),
            share: percentWords(formats, (memory.free / Math.max(1, memory.physical)) * 100),
            min: percentWords(formats, percent),
          })}
        </p>
      </div>
      <Ladder memory={memory} percent={percent} />
      <p className={own['doing']}>
        <Figure use={memory.uses['state']}>{t(`memory-view.reclaim.${memory.state}.doing`)}</Figure>
      </p>
      <FreeCard memory={memory} />
      <Rates memory={memory} />
      <p className={styles['note']}>
        <Terms>{t('memory-view.min-free', { min: gibibytes(formats, memory.minFree) })}</Terms>
      </p>
    </section>
  )
}

function percentWords(formats: ReturnType<typeof useFormats>, percent: number): string {
  return `${formats.number(percent, { digits: percent < 10 ? 1 : 0 })} %`
}

/** The five states as a scale; the marker shows free memory, the framed state is the one that is in force. */
function Ladder({ memory, percent }: { readonly memory: MemoryView; readonly percent: number }) {
  const t = useText()
  const formats = useFormats()
  const zones = reclaimZones(memory.thresholds)
  const at = reclaimMarker(zones, percent)
  return (
    <div
      className={own['ladder']}
      role="img"
      aria-label={t('memory-view.ladder', {
        state: t(`memory-view.reclaim.${memory.state}`),
        percent: formats.number(percent, { digits: 1 }),
        thresholds: memory.thresholds
          .map((one) => `${formats.number(one)} %`)
          .join(t('memory-view.separator')),
      })}
    >
      <div className={own['marker']} style={{ left: `${at * 100}%` }} data-percent={Math.round(percent)} />
      <div className={own['zones']}>
        {zones.map(({ state, width }) => (
          <span
            key={state}
            className={own['zone']}
            data-state={state}
            data-now={state === memory.state}
            style={{ width: `${width * 100}%` }}
          >
            {t(`memory-view.reclaim.${state}`)}
          </span>
        ))}
      </div>
      <div className={own['thresholds']}>
        {zones.slice(1).map(({ state, from, left }) => (
          <span key={state} style={{ left: `${left * 100}%` }}>
            {formats.number(from)} %
          </span>
        ))}
        <span style={{ left: '100%' }} data-last="true">
          {formats.number(0)}
        </span>
      </div>
    </div>
  )
}

/** Physical memory minus its parts is what is free, as printed, too. */
function FreeCard({ memory }: { readonly memory: MemoryView }) {
  const t = useText()
  const formats = useFormats()
  const { held, free, host } = memory
  const parts = (['overhead', 'active', 'cold', 'shared', 'compressed'] as const).filter(
    (part) => part !== 'compressed' || held.compressed > 0,
  )
  const amounts = roundToSum([...parts.map((part) => held[part] / gibibyte), free / gibibyte], 1)
  const print = (value: number) => formats.number(value, { digits: 1 })
  const rest = amounts[parts.length] ?? 0
  return (
    <div className={`card ${own['free-card'] ?? ''}`}>
      <h3>{t('memory-view.free-on', { host })}</h3>
      <dl className={own['sum']}>
        <div>
          <dt>{t('memory-view.band.physical')}</dt>
          <dd data-part="physical">
            {print(Math.round(amounts.reduce((sum, one) => sum + one, 0) * 10) / 10)}
          </dd>
        </div>
        {parts.map((part, at) => (
          <div key={part}>
            <dt>{t(`memory-view.band.${part}`)}</dt>
            <dd data-part={part}>{print(amounts[at] ?? 0)}</dd>
          </div>
        ))}
      </dl>
      <p className={own['rest']} data-free={rest}>
        = <Figure use={memory.uses['free']}>{t('memory-view.gib-free', { amount: print(rest) })}</Figure>
      </p>
    </div>
  )
}

function Rates({ memory }: { readonly memory: MemoryView }) {
  const t = useText()
  const formats = useFormats()
  const { ballooned, swappedIn, swappedOut, merged, scanned } = memory.rates
  const rates = [
    { key: 'ballooned', amount: ballooned },
    { key: 'merged', amount: merged },
    { key: 'scanned', amount: scanned },
    { key: 'swapped', amount: swappedIn + swappedOut },
  ]
  return (
    <dl className={own['rates']}>
      {rates.map(({ key, amount }) => (
        <div key={key}>
          <dt>{t(`memory-view.rate.${key}`)}</dt>
          <dd>
            <b>{formats.number(amount, { digits: amount < 10 ? 1 : 0 })}</b> {t('memory-view.per-second')}
          </dd>
        </div>
      ))}
    </dl>
  )
}
