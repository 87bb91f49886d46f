/** The ten hosts that are worst by the lens; choosing one selects it in every view. */
import { X } from 'lucide-react'
import { useMemo } from 'react'
import type { HotView, Lens } from '../../sim'
import { isRamp } from '../../viz/fleet'
import { useApp, useStore, useTopology } from '../hooks/useApp'
import { useLook } from '../hooks/useLook'
import { useFormats, useText } from '../hooks/useText'
import { tenantName } from '../pools/tenants'
import styles from './HotList.module.css'

const length = 10
const signs = { ok: '', warn: '!', critical: '×', off: '–' } as const

export function HotList() {
  const hot = useStore((state) => state.view.hot)
  return hot ? <Hot /> : null
}

function Hot() {
  const t = useText()
  const { store } = useApp()
  const lens = useStore((state) => state.view.lens)
  const look = useMemo(() => ({ look: 'hot', lens, count: length }) as const, [lens])
  const answer = useLook(look)
  return (
    <section className={styles['hot']} aria-label={t('fleet.hot')}>
      <header>
        <h2>{t('fleet.hot-by', { lens: t(`fleet.lens.${lens}`) })}</h2>
        <button
          type="button"
          className="button button-quiet"
          aria-label={t('fleet.hot-close')}
          onClick={() => store.change('view', { hot: false })}
        >
          <X size={16} aria-hidden="true" />
        </button>
      </header>
      {answer === null ? (
        <p className={styles['waiting']}>{t('fleet.waiting')}</p>
      ) : (
        <Hosts hosts={answer.hosts} lens={answer.lens} />
      )}
    </section>
  )
}

interface HostsProps {
  readonly hosts: HotView['hosts']
  readonly lens: Lens
}

function Hosts({ hosts, lens }: HostsProps) {
  const t = useText()
  const formats = useFormats()
  const topology = useTopology()
  const { lab } = useApp()
  const selected = useStore((state) => state.selection.selected[0] ?? null)
  if (hosts.length === 0) return <p className={styles['waiting']}>{t('fleet.hot-none')}</p>
  const valueOf = (value: number) => {
    if (isRamp(lens)) return formats.percent(value / 100)
    return lens === 'tenant' ? tenantName(t, topology?.tenants[value] ?? '') : ''
  }
  return (
    <ol>
      {hosts.map(({ host, value, state }) => (
        <li key={host}>
          <button type="button" aria-pressed={host === selected} onClick={() => lab.select(host)}>
            <span className={styles['sign']} data-state={state} aria-hidden="true">
              {signs[state]}
            </span>
            <span className={styles['name']}>{host}</span>
            <span className={styles['value']}>{valueOf(value)}</span>
            <span className={styles['state']}>{t(`fleet.state.${state}`)}</span>
          </button>
        </li>
      ))}
    </ol>
  )
}
