/** The memory of one host: what its guests were promised, what it really holds, and how it gets memory back. */
import { useMemo, useRef } from 'react'
import type { MemoryView as Memory } from '../../sim'
import { useStore } from '../hooks/useApp'
import { useLastLook } from '../hooks/useLook'
import { useFormats, useText } from '../hooks/useText'
import { gibibytes } from '../pools/amounts'
import { useBox } from '../stage/useBox'
import { BottleneckBars } from './bars'
import { HostPicker } from './HostPicker'
import { HeldOverTime } from './memory/HeldOverTime'
import styles from './memory/Memory.module.css'
import { Policy } from './memory/Policy'
import { Promised } from './memory/Promised'
import { Reclaim } from './memory/Reclaim'
import { StaticSplit } from './memory/StaticSplit'
import { UnitsOut } from './memory/UnitsOut'
import { WayToHost } from './memory/WayToHost'
import { useHost } from './useHost'

export function MemoryView() {
  const t = useText()
  const host = useHost()
  const look = useMemo(() => (host === null ? null : ({ look: 'memory', host } as const)), [host])
  const memory = useLastLook(look)?.answer ?? null
  return (
    <section className={styles['view']} aria-label={t('memory-view.title')}>
      <header className={styles['top']}>
        {host !== null && <WayToHost host={host} />}
        <HostPicker />
        {memory !== null && <Overcommit memory={memory} />}
      </header>
      {memory === null ? (
        <p className={styles['waiting']} role="status">
          {t('memory-view.waiting')}
        </p>
      ) : (
        <Parts memory={memory} />
      )}
    </section>
  )
}

function Overcommit({ memory }: { readonly memory: Memory }) {
  const t = useText()
  const formats = useFormats()
  return (
    <p className={styles['overcommit']}>
      {t('memory-view.overcommit', {
        n: memory.units.length + memory.others,
        promised: gibibytes(formats, memory.promised),
        physical: formats.mib(memory.physical),
        ratio: formats.number(memory.overcommitPercent / 100, { digits: 2, fixed: true }),
      })}
    </p>
  )
}

/** Px of its own width from which the stage has a second and a third column. */
const secondColumn = 660
const thirdColumn = 1060

function Parts({ memory }: { readonly memory: Memory }) {
  const t = useText()
  const element = useRef<HTMLDivElement>(null)
  const box = useBox(element)
  const selected = useStore(({ selection }) => selection.selected[0] ?? null)
  const columns = box.width >= thirdColumn ? 3 : box.width >= secondColumn ? 2 : 1
  const empty = memory.units.length === 0
  if (!memory.on) return <p className={styles['waiting']}>{t('memory-view.off', { host: memory.host })}</p>
  return (
    <div ref={element} className={styles['columns']} data-columns={columns}>
      <Summary memory={memory} />
      <div className={styles['column']}>
        {empty ? (
          <p className={styles['waiting']}>{t('memory-view.empty', { host: memory.host })}</p>
        ) : (
          <Promised memory={memory} selected={selected} />
        )}
        <Policy memory={memory} selected={selected} />
      </div>
      <div className={styles['column']}>
        {memory.overcommits ? (
          <>
            <HeldOverTime memory={memory} />
            <Reclaim memory={memory} />
          </>
        ) : (
          <StaticSplit memory={memory} />
        )}
      </div>
      <div className={styles['column']}>
        {!empty && <UnitsOut memory={memory} selected={selected} />}
        <BottleneckBars host={memory.host} />
      </div>
    </div>
  )
}

/** The whole picture in one sentence, for those who do not see it. */
function Summary({ memory }: { readonly memory: Memory }) {
  const t = useText()
  const formats = useFormats()
  const { held, away } = memory
  const amount = (mib: number) => gibibytes(formats, mib)
  return (
    <p className="visually-hidden">
      {t(memory.overcommits ? 'memory-view.summary' : 'memory-view.summary-static', {
        host: memory.host,
        n: memory.units.length + memory.others,
        promised: amount(memory.promised),
        physical: amount(memory.physical),
        active: amount(held.active),
        cold: amount(held.cold),
        shared: amount(held.shared),
        overhead: amount(held.overhead),
        free: amount(memory.free),
        ballooned: amount(away.ballooned),
        swapped: amount(away.swapped),
        state: t(`memory-view.reclaim.${memory.state}`),
      })}
    </p>
  )
}
