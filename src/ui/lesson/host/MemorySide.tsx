/** The memory of one host: what was promised, held and wanted, to scale against its limit; its units as maps. */
import { Fragment, useMemo, useRef } from 'react'
import type { MemoryView } from '../../../sim'
import { cellSize, mapGrid } from '../../../viz/pages'
import { PartsBar } from '../../host/memory/PartsBar'
import { StateSwatch, type Filled } from '../../host/memory/patterns'
import { barOrder, totalOf } from '../../host/memory/states'
import { UnitMap } from '../../host/memory/UnitMap'
import { useApp } from '../../hooks/useApp'
import { useLastLook } from '../../hooks/useLook'
import { useFormats, useText } from '../../hooks/useText'
import { gibibytes } from '../../pools/amounts'
import { useBox } from '../../stage/useBox'
import styles from './Host.module.css'
import { Mark } from './Mark'
import type { Marks } from './sides'
import { useRoving } from './useRoving'

interface MemorySideProps {
  readonly host: string
  readonly marks: Marks
}

export function MemorySide({ host, marks }: MemorySideProps) {
  const t = useText()
  const look = useMemo(() => ({ look: 'memory', host }) as const, [host])
  const memory = useLastLook(look)?.answer ?? null
  if (memory === null) return <p className={styles['waiting']}>{t('memory-view.waiting')}</p>
  return (
    <>
      <Split memory={memory} />
      <ul className={styles['amounts']} aria-label={t('lesson-host.amounts')}>
        <Amounts memory={memory} marks={marks} />
        <State memory={memory} marks={marks} />
      </ul>
      <Maps memory={memory} selected={marks.selected} />
    </>
  )
}

/** All bars, of both hosts, and at every stop of the knob, have one scale: so many times the physical memory. */
const timesPhysical = 2.1

/** What lies in physical memory, in the order of the bar. */
const heldOrder = ['overhead', 'active', 'cold', 'shared', 'compressed'] as const

function Split({ memory }: { readonly memory: MemoryView }) {
  const t = useText()
  const formats = useFormats()
  const { physical, promised, working } = memory
  const most = Math.max(physical * timesPhysical, promised)
  const held = heldOrder.map((state) => ({ state, amount: memory.held[state] }))
  const given = barOrder.map((state) => ({ state, amount: totalOf(memory, state) }))
  const limit = { left: `${(physical / most) * 100}%` }
  const physicalWords = formats.mib(physical)
  const amount = (mib: number) => gibibytes(formats, mib)
  const bars = [
    { name: t('lesson-host.promised', { amount: amount(promised) }), parts: given },
    { name: t('lesson-host.held', { amount: amount(physical - memory.free) }), parts: held },
    { name: t('lesson-host.wanted', { amount: amount(working.wanted) }), parts: wantedParts(working) },
  ]
  return (
    <div
      className={styles['split']}
      role="img"
      aria-label={t('lesson-host.split', {
        promised: amount(promised),
        physical: physicalWords,
        free: amount(memory.free),
        wanted: amount(working.wanted),
        missing: amount(working.missing),
      })}
    >
      <div className={styles['bars']} aria-hidden="true">
        <div className={styles['scale']}>
          <p className={styles['limit-words']} style={limit}>
            {t('lesson-host.limit', { physical: physicalWords })}
          </p>
          <span className={styles['limit']} style={limit} />
        </div>
        {bars.map(({ name, parts }) => (
          <Fragment key={name}>
            <p className={styles['bar-name']}>{name}</p>
            <PartsBar parts={parts} most={most} height={22} />
          </Fragment>
        ))}
      </div>
    </div>
  )
}

/** The working set: what is there of it, what is touched for the first time as memory comes, what is out on disk. */
function wantedParts({ wanted, here, missing }: MemoryView['working']) {
  return [
    { state: 'active', amount: here },
    { state: 'untouched', amount: wanted - here - missing },
    { state: 'swapped', amount: missing },
  ] as const
}

/** Parts with their amounts; the ones that reasons speak of carry their numbers. */
const listed: readonly Filled[] = [
  'active',
  'cold',
  'shared',
  'compressed',
  'ballooned',
  'swapped',
  'untouched',
  'overhead',
]
const pointedAt: readonly Filled[] = ['active', 'ballooned']
const isPointedAt = (state: Filled): boolean => pointedAt.includes(state)

function Amounts({ memory, marks }: { readonly memory: MemoryView; readonly marks: Marks }) {
  const t = useText()
  const formats = useFormats()
  const shown = listed
    .map((state) => ({
      state,
      amount: state === 'overhead' ? memory.held.overhead : totalOf(memory, state),
    }))
    .filter(({ state, amount }) => amount > 0 || isPointedAt(state))
  return (
    <>
      {shown.map(({ state, amount }) => (
        <li key={state} data-part={state} data-selected={isPointedAt(state) && marks.selected === state}>
          <StateSwatch state={state} />
          <span>
            {t(state === 'overhead' ? 'memory-view.band.overhead' : `memory-view.state.${state}`)}{' '}
            <b>{gibibytes(formats, amount)}</b>
          </span>
          {state === 'active' && <Mark of="active" marks={marks} />}
          {state === 'ballooned' && <Mark of="ballooned" marks={marks} />}
        </li>
      ))}
    </>
  )
}

/** What the host is doing about its memory, and how long those wait whose pages are away. */
function State({ memory, marks }: { readonly memory: MemoryView; readonly marks: Marks }) {
  const t = useText()
  const formats = useFormats()
  const wait = memory.units.reduce((most, { waitPermille }) => Math.max(most, waitPermille), 0) / 1000
  return (
    <>
      <li>
        <span>
          {t('lesson-host.free', { state: t(`memory-view.reclaim.${memory.state}`) })}{' '}
          <b>{gibibytes(formats, memory.free)}</b>
        </span>
      </li>
      <li data-part="swapped" data-selected={marks.selected === 'swapped'}>
        <StateSwatch state="swapped" />
        <span>
          {t('lesson-host.missing')} <b>{gibibytes(formats, memory.working.missing)}</b>
        </span>
        <Mark of="swapped" marks={marks} />
      </li>
      <li>
        <span>
          {t('lesson-host.wait')}{' '}
          <b>{t('lesson-host.wait-each', { wait: formats.number(wait, { digits: 1 }) })}</b>
        </span>
      </li>
    </>
  )
}

/** Height that the maps may take together before they go on below, and the least side of one, px. */
const mapsHeight = 80
const leastMap = 24
const mapGap = 4
const legible = 2

function Maps({ memory, selected }: { readonly memory: MemoryView; readonly selected: string | null }) {
  const t = useText()
  const { store } = useApp()
  const field = useRef<HTMLDivElement>(null)
  const box = useBox(field)
  const { units } = memory
  const grid = useMemo(
    () =>
      mapGrid(units.length, Math.max(64, box.width), mapsHeight, { label: 0, gap: mapGap, least: leastMap }),
    [units.length, box.width],
  )
  const largest = units.reduce((most, { promised }) => Math.max(most, promised), 0)
  const cell = useMemo(() => cellSize(largest, grid.tile - 2, legible), [largest, grid.tile])
  const roving = useRoving(
    units.length,
    grid.columns,
    units.findIndex(({ name }) => name === selected),
  )
  return (
    // The keys belong to the maps inside; moving among them is heard here.
    // eslint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <div
      ref={field}
      className={styles['maps']}
      role="group"
      tabIndex={-1}
      aria-label={t('memory-view.maps')}
      style={{ gridTemplateColumns: `repeat(${grid.columns}, ${grid.tile}px)` }}
      onKeyDown={roving.onKeyDown}
    >
      {units.map((unit, at) => (
        <UnitMap
          key={unit.name}
          unit={unit}
          cell={cell}
          selected={unit.name === selected}
          reached={at === roving.reached}
          onSelect={(name) => store.change('selection', { selected: name === selected ? [] : [name] })}
        />
      ))}
    </div>
  )
}
