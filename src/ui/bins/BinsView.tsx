/** Hosts as bars of memory to one scale: units below, holes above, so that free memory nobody can use is seen. */
import { ChevronLeft, ChevronRight, Minus, Plus } from 'lucide-react'
import { useMemo, useRef, useState, type KeyboardEvent } from 'react'
import type { BinsView as Bins } from '../../sim'
import { barsOnPage } from '../../viz/bins'
import { useTopology } from '../hooks/useApp'
import { useLastLook } from '../hooks/useLook'
import { useFormats, useText } from '../hooks/useText'
import { gibibytes } from '../pools/amounts'
import { useBox } from '../stage/useBox'
import { Bars } from './Bars'
import styles from './BinsView.module.css'

/** Widths a bar may have, px; the reader goes through them with − and +. */
const widths = [28, 40, 60, 90, 130, 180] as const
const usual = 3
/** Names are still readable at this width, so a fleet that fits this way is shown whole. */
const narrowest = 48

type Order = 'name' | 'free'

export function BinsView() {
  const t = useText()
  const topology = useTopology()
  const field = useRef<HTMLDivElement>(null)
  const box = useBox(field)
  const [order, setOrder] = useState<Order>('name')
  const [from, setFrom] = useState(0)
  const [step, setStep] = useState<number | null>(null)
  const hosts = topology?.hosts.count ?? 0
  const wanted = widths[step ?? usual] ?? 90
  const most = Math.max(1, Math.floor(box.width / wanted))
  const count = hosts === 0 ? most : barsOnPage(hosts, box.width, wanted, step === null ? narrowest : wanted)
  const first = Math.max(0, Math.min(from, hosts === 0 ? from : hosts - count))
  const look = useMemo(
    () => (box.width > 0 ? ({ look: 'bins', from: first, count, order } as const) : null),
    [box.width, first, count, order],
  )
  const bins = useLastLook(look)?.answer ?? null
  const total = bins?.total ?? hosts
  const page = (by: number) => setFrom(Math.max(0, Math.min(first + by * count, Math.max(0, total - count))))
  const onKeyDown = (event: KeyboardEvent) => {
    const by = { PageDown: 1, PageUp: -1 }[event.key]
    if (by === undefined) return
    event.preventDefault()
    event.stopPropagation()
    page(by)
  }
  return (
    // The keys belong to the bars inside; paging is heard here for all of them.
    // eslint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <section className={styles['view']} aria-label={t('bins.title')} onKeyDown={onKeyDown}>
      <div className={styles['bar']}>
        <h2 className={styles['title']}>{t('bins.hosts', { n: total })}</h2>
        <p className={styles['sum']}>{bins !== null && <Summary bins={bins} />}</p>
        <div className="segment" role="group" aria-label={t('bins.order')}>
          {(['name', 'free'] as const).map((one) => (
            <button key={one} type="button" aria-pressed={order === one} onClick={() => setOrder(one)}>
              {t(`bins.order.${one}`)}
            </button>
          ))}
        </div>
        <div className={styles['tools']}>
          <IconButton
            label={t('bins.narrower')}
            off={(step ?? usual) === 0}
            onPress={() => setStep(Math.max(0, (step ?? usual) - 1))}
          >
            <Minus size={16} aria-hidden="true" />
          </IconButton>
          <IconButton
            label={t('bins.wider')}
            off={(step ?? usual) === widths.length - 1}
            onPress={() => setStep(Math.min(widths.length - 1, (step ?? usual) + 1))}
          >
            <Plus size={16} aria-hidden="true" />
          </IconButton>
        </div>
        {total > count && <Pager {...{ first, count, total, page }} />}
      </div>
      <div ref={field} className={styles['field']}>
        {bins !== null && bins.bins.length > 0 && box.width > 0 && (
          <Bars bins={bins} box={box} pitch={Math.min(180, box.width / Math.max(count, bins.bins.length))} />
        )}
        {bins !== null && bins.bins.length === 0 && <p className={styles['empty']}>{t('bins.none')}</p>}
      </div>
      <Legend />
    </section>
  )
}

function Summary({ bins }: { readonly bins: Bins }) {
  const t = useText()
  const formats = useFormats()
  const { freeMiB, largestHoleMiB } = bins
  const args = { free: gibibytes(formats, freeMiB), hole: gibibytes(formats, largestHoleMiB) }
  if (freeMiB === 0) return t('bins.full')
  return t(largestHoleMiB === freeMiB ? 'bins.one-hole' : 'bins.summary', args)
}

interface IconButtonProps {
  readonly label: string
  readonly off: boolean
  readonly onPress: () => void
  readonly children: React.ReactNode
}

function IconButton({ label, off, onPress, children }: IconButtonProps) {
  return (
    <button
      type="button"
      className={`button ${styles['icon'] ?? ''}`}
      aria-label={label}
      title={label}
      disabled={off}
      onClick={onPress}
    >
      {children}
    </button>
  )
}

interface PagerProps {
  readonly first: number
  readonly count: number
  readonly total: number
  readonly page: (by: number) => void
}

function Pager({ first, count, total, page }: PagerProps) {
  const t = useText()
  return (
    <div className={styles['tools']} role="group" aria-label={t('bins.pages')}>
      <IconButton label={t('bins.previous')} off={first === 0} onPress={() => page(-1)}>
        <ChevronLeft size={16} aria-hidden="true" />
      </IconButton>
      <span className={styles['range']}>
        {t('bins.range', { from: first + 1, to: Math.min(total, first + count), total })}
      </span>
      <IconButton label={t('bins.next')} off={first + count >= total} onPress={() => page(1)}>
        <ChevronRight size={16} aria-hidden="true" />
      </IconButton>
    </div>
  )
}

function Legend() {
  const t = useText()
  return (
    <p className={styles['legend']}>
      <span className={styles['slot']} aria-hidden="true" /> {t('bins.legend.free')}
      <span className={styles['broken']} aria-hidden="true">
        ×
      </span>{' '}
      {t('bins.legend.stopped')}
      <span className={styles['hint']}>{t('bins.legend.drag')}</span>{' '}
      <span className={styles['keys']}>{t('bins.legend.keys')}</span>
    </p>
  )
}
