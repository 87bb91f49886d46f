/** The CPU of one host: who runs when, what exits cost, how addresses are translated, and where the time goes. */
import { useMemo, useRef, useState, type KeyboardEvent } from 'react'
import type { ExitsOfGroup } from '../../sim'
import { useStore } from '../hooks/useApp'
import { useLastLook } from '../hooks/useLook'
import { useText } from '../hooks/useText'
import { BottleneckBars } from './bars/BottleneckBars'
import styles from './cpu/Cpu.module.css'
import { ExitsPart } from './cpu/ExitsPart'
import { SchedulePart } from './cpu/SchedulePart'
import { WalkPart } from './cpu/WalkPart'
import { HostPicker } from './HostPicker'
import { useHost } from './useHost'

const parts = ['schedule', 'exits', 'walk'] as const
type Part = (typeof parts)[number]

export function CpuView() {
  const t = useText()
  const host = useHost()
  const [part, setPart] = useState<Part>('schedule')
  return (
    <section className={styles['view']} aria-label={t('cpu-view.title')}>
      <div className={styles['head']}>
        <h2>{t('cpu-view.title')}</h2>
        <HostPicker />
        <Tabs part={part} onPart={setPart} />
      </div>
      {host === null ? (
        <p className={styles['empty']}>{t('cpu-view.no-host')}</p>
      ) : (
        <Parts {...{ host, part }} />
      )}
    </section>
  )
}

interface TabsProps {
  readonly part: Part
  readonly onPart: (part: Part) => void
}

function Tabs({ part, onPart }: TabsProps) {
  const t = useText()
  const list = useRef<HTMLDivElement>(null)
  const onKeyDown = (event: KeyboardEvent) => {
    const by = { ArrowRight: 1, ArrowLeft: -1 }[event.key]
    if (by === undefined) return
    event.preventDefault()
    const next = parts[(parts.indexOf(part) + by + parts.length) % parts.length] ?? part
    onPart(next)
    list.current?.querySelector<HTMLElement>(`[data-part="${next}"]`)?.focus()
  }
  return (
    <div
      ref={list}
      className={`segment ${styles['tabs'] ?? ''}`}
      role="tablist"
      aria-label={t('cpu-view.parts')}
    >
      {parts.map((one) => (
        <button
          key={one}
          type="button"
          role="tab"
          id={`cpu-tab-${one}`}
          data-part={one}
          aria-selected={part === one}
          aria-controls="cpu-part"
          tabIndex={part === one ? 0 : -1}
          onClick={() => onPart(one)}
          onKeyDown={onKeyDown}
        >
          {t(`cpu-view.part.${one}`)}
        </button>
      ))}
    </div>
  )
}

function Parts({ host, part }: { readonly host: string; readonly part: Part }) {
  const look = useMemo(() => ({ look: 'exits', host }) as const, [host])
  const last = useLastLook(look)
  const exits = last !== null && last.about.host === host ? last.answer : null
  const groups = exits?.groups ?? none
  const [chosen, choose] = useGroup(groups)
  const t = useText()
  return (
    <div className={styles['panel']}>
      <div id="cpu-part" role="tabpanel" aria-labelledby={`cpu-tab-${part}`}>
        {part === 'schedule' && <SchedulePart host={host} />}
        {part === 'exits' &&
          (exits === null ? (
            <p className={styles['empty']}>{t('cpu-view.waiting')}</p>
          ) : (
            <ExitsPart {...{ groups, host }} />
          ))}
        {part === 'walk' && <WalkPart groups={groups} group={chosen} onGroup={choose} />}
      </div>
      <BottleneckBars host={host} />
    </div>
  )
}

const none: readonly ExitsOfGroup[] = []

/** The group chosen here, else the selected one or that of the selected workload, else the first. */
function useGroup(groups: readonly ExitsOfGroup[]) {
  const selected = useStore(({ selection }) => selection.selected[0] ?? '')
  const [own, setOwn] = useState<string | null>(null)
  const named = (name: string) => groups.find(({ group }) => group === name)
  const kin = named(selected) ?? named(selected.slice(0, Math.max(0, selected.lastIndexOf('-'))))
  const chosen = (own === null ? undefined : named(own)) ?? kin ?? groups[0] ?? null
  return [chosen, setOwn] as const
}
