/** Where the CPU time of each workload of a host goes: what it wanted, what it received, and what took the rest. */
import { useMemo, useState } from 'react'
import { losses, type BottleneckBar, type BottleneckView } from '../../../sim'
import { largestLosses } from '../../../viz/bars'
import { useApp, useStore } from '../../hooks/useApp'
import { useLastLook } from '../../hooks/useLook'
import { useFormats, useText } from '../../hooks/useText'
import { coresBare } from '../../pools/amounts'
import styles from './Bars.module.css'
import { BarPicture, CauseSwatch } from './BarPicture'
import { useBarWords } from './useBarWords'

const first = 8

export function BottleneckBars({ host }: { readonly host: string }) {
  const t = useText()
  const look = useMemo(() => ({ look: 'bottlenecks', host }) as const, [host])
  const view = useLastLook(look)?.answer ?? null
  return (
    <section className={styles['bars']} aria-label={t('bars.title')}>
      <div className={styles['head']}>
        <h2>{t('bars.title')}</h2>
        {view !== null && view.workloads.length > 0 && <Capacity view={view} />}
      </div>
      {view === null ? (
        <p className={styles['note']}>{t('bars.waiting')}</p>
      ) : view.workloads.length === 0 ? (
        <p className={styles['note']}>{t('bars.none')}</p>
      ) : (
        <Workloads view={view} />
      )}
    </section>
  )
}

function Capacity({ view }: { readonly view: BottleneckView }) {
  const t = useText()
  const formats = useFormats()
  const args = {
    capacity: coresBare(formats, view.capacity),
    threads: coresBare(formats, view.hostThreads),
  }
  return <p>{t(view.hostThreads > 0 ? 'bars.capacity-threads' : 'bars.capacity', args)}</p>
}

function Workloads({ view }: { readonly view: BottleneckView }) {
  const t = useText()
  const { lab } = useApp()
  const selected = useStore(({ selection }) => selection.selected[0] ?? null)
  const [all, setAll] = useState(false)
  const bars = useMemo(() => worstFirst(view.workloads), [view.workloads])
  const shown = all ? bars : bars.slice(0, first)
  const causes = losses.filter((_, loss) => bars.some(({ lost }) => (lost[loss] ?? 0) > 0))
  return (
    <>
      <ul className={styles['legend']}>
        {(['received', ...causes] as const).map((cause) => (
          <li key={cause}>
            <CauseSwatch cause={cause} />
            <span>{t(`bars.cause.${cause}`)}</span>
          </li>
        ))}
      </ul>
      <ol className={styles['list']}>
        {shown.map((bar) => (
          <li key={bar.name} data-selected={bar.name === selected || bar.group === selected}>
            <Workload bar={bar} selected={bar.name === selected} onSelect={() => lab.select(bar.name)} />
          </li>
        ))}
      </ol>
      {bars.length > first && (
        <button type="button" className="button button-quiet" onClick={() => setAll(!all)}>
          {t(all ? 'bars.fewer' : 'bars.more', { n: bars.length })}
        </button>
      )}
      {view.others > 0 && <p className={styles['note']}>{t('bars.others', { n: view.others })}</p>}
    </>
  )
}

interface WorkloadProps {
  readonly bar: BottleneckBar
  readonly selected: boolean
  readonly onSelect: () => void
}

function Workload({ bar, selected, onSelect }: WorkloadProps) {
  const t = useText()
  const formats = useFormats()
  const { sentence, time } = useBarWords(bar)
  return (
    <>
      <div className={styles['row']}>
        <button type="button" className={styles['name']} aria-pressed={selected} onClick={onSelect}>
          {bar.name}
        </button>
        <span className={styles['share']}>
          {bar.wanted > 0 ? formats.percent(bar.received / bar.wanted) : t('bars.idle')}
        </span>
      </div>
      <BarPicture bar={bar} />
      <p className={styles['words']}>{sentence}</p>
      <p className={styles['time']}>{time}</p>
    </>
  )
}

/** Who misses the largest part of what it wanted comes first; equals stay in their order. */
function worstFirst(bars: readonly BottleneckBar[]): readonly BottleneckBar[] {
  const missed = ({ wanted, received }: BottleneckBar) => (wanted <= 0 ? 0 : (wanted - received) / wanted)
  return bars
    .map((bar, at) => ({ bar, at, missed: largestLosses(bar.lost).length === 0 ? 0 : missed(bar) }))
    .sort((a, b) => b.missed - a.missed || a.at - b.at)
    .map(({ bar }) => bar)
}
