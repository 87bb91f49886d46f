/** The bars of one page: units that can be selected, carried with the pointer, or moved with the keyboard. */
import { max } from 'd3'
import { useMemo, useRef, useState, type KeyboardEvent } from 'react'
import type { BinsView as Bins, BinView } from '../../sim'
import { barAt, layoutBin } from '../../viz/bins'
import { useApp, useStore, useTopology } from '../hooks/useApp'
import { useLook } from '../hooks/useLook'
import { tenantsByGroup } from '../pools/tenants'
import type { Box } from '../stage/useBox'
import { Bar } from './Bar'
import styles from './BinsView.module.css'
import { workloadOf, type Unit } from './carried'
import { Ghost } from './Ghost'
import { useDrag } from './useDrag'
import { useMove, type Move } from './useMove'

interface BarsProps {
  readonly bins: Bins
  readonly box: Box
  /** px from bar to bar. */
  readonly pitch: number
}

/** Marks that may be on the screen; lower units are drawn together so that there are not more. */
const mostBlocks = 900

export function Bars({ bins, box, pitch }: BarsProps) {
  const { client, lab } = useApp()
  const topology = useTopology()
  const field = useRef<HTMLDivElement>(null)
  const move = useMove()
  const [active, setActive] = useState('')
  const line = box.text + 7
  // Free space above the bars, names below them.
  const height = Math.max(40, box.height - 2 * line - 6)
  const tallest = max(bins.bins, (bin) => bin.usableMiB) ?? 1
  const pxPerMiB = height / Math.max(1, tallest)
  const lowest = Math.max(3, height / Math.max(4, mostBlocks / bins.bins.length))
  const scale = { pxPerMiB, floor: height, lowest }
  const hostAt = (x: number): string | null => {
    const left = field.current?.getBoundingClientRect().left ?? 0
    const bar = barAt(x - left, pitch, bins.bins.length)
    return bar === null ? null : (bins.bins[bar]?.host ?? null)
  }
  const take = (unit: Unit) => move.start(unit.name, unit.host, workloadOf(client, topology, unit))
  const drag = useDrag({ move, take, hostAt })
  const tenants = tenantsByGroup(topology)
  const linked = useSelectedUnit()
  const keys = { bins: bins.bins, setActive, move, take, field }
  return (
    // The keys and the pointer belong to the units inside; here they are heard once for all of them.
    // eslint-disable-next-line jsx-a11y/no-static-element-interactions
    <div
      ref={field}
      className={styles['bars']}
      style={{ height: box.height }}
      onKeyDown={(event) => onKeyDown(event, keys)}
      onPointerDown={drag.onPointerDown}
      onPointerMove={drag.onPointerMove}
      onPointerUp={drag.onPointerUp}
      onPointerCancel={drag.onPointerCancel}
      onClick={(event) => {
        const mark = event.target instanceof Element ? event.target.closest<HTMLElement>('[data-name]') : null
        const name = mark?.dataset['name'] ?? ''
        if (name !== '' && !drag.dragged()) lab.select(name)
      }}
    >
      {bins.bins.map((bin, at) => (
        <Bar
          key={bin.host}
          {...{ bin, pitch, line, tenants, topology, linked }}
          layout={layoutBin(bin, scale)}
          left={at * pitch}
          floor={height}
          tabStop={active === '' ? at === 0 : bin.host === active}
          onFocus={setActive}
        />
      ))}
      <Ghost at={drag.at} line={line} pitch={pitch} bins={bins.bins} />
    </div>
  )
}

/** The unit in which the selected workload runs, '' when none does. */
function useSelectedUnit(): string {
  const selected = useStore((state) => state.selection.selected[0])
  const look = useMemo(
    () => (selected === undefined ? null : ({ look: 'where', name: selected } as const)),
    [selected],
  )
  const found = useLook(look)?.found
  return found?.name === selected ? (found?.unit ?? '') : ''
}

interface Keys {
  readonly bins: readonly BinView[]
  readonly setActive: (host: string) => void
  readonly move: Move
  readonly take: (unit: Unit) => void
  readonly field: React.RefObject<HTMLDivElement | null>
}

/** Left and right go from host to host, up and down through its units; M takes a unit up, Enter puts it down. */
function onKeyDown(event: KeyboardEvent, keys: Keys): void {
  if (event.altKey || event.ctrlKey || event.metaKey) return
  const done = keys.move.carried === null ? walk(event.key, event.target, keys) : carry(event.key, keys)
  if (!done) return
  event.preventDefault()
  event.stopPropagation()
}

function walk(key: string, target: EventTarget, keys: Keys): boolean {
  const { bins, setActive, field, take } = keys
  if (!(target instanceof HTMLElement)) return false
  const host = target.dataset['host'] ?? target.dataset['name'] ?? ''
  const at = bins.findIndex((bin) => bin.host === host)
  if (key === 'm' || key === 'M') {
    const { unit: name = '', group = '' } = target.dataset
    if (name !== '') take({ name, group, host })
    return name !== ''
  }
  const sideways = { ArrowLeft: -1, ArrowRight: 1 }[key]
  if (sideways !== undefined) {
    const next = bins[at + sideways]
    if (next === undefined) return true
    setActive(next.host)
    marksOf(field.current, next.host)[0]?.focus()
    return true
  }
  const upwards = { ArrowDown: -1, ArrowUp: 1 }[key]
  if (upwards === undefined) return false
  const marks = marksOf(field.current, host)
  marks[marks.indexOf(target) + upwards]?.focus()
  return true
}

/** The host's name first, then its units bottom up. */
function marksOf(field: HTMLElement | null, host: string): readonly HTMLElement[] {
  const marks = [...(field?.querySelectorAll<HTMLElement>('button[data-host]') ?? [])]
  return marks.filter((mark) => mark.dataset['host'] === host)
}

function carry(key: string, { bins, move, field }: Keys): boolean {
  if (key === 'Escape') move.cancel()
  const from = field.current?.querySelector<HTMLElement>(':focus')?.dataset['host'] ?? ''
  if (key === 'Enter' || key === ' ') move.drop(from)
  const sideways = { ArrowLeft: -1, ArrowRight: 1 }[key]
  if (sideways === undefined) return ['Escape', 'Enter', ' '].includes(key)
  const over = field.current?.querySelector<HTMLElement>('[data-over="true"]')?.dataset['bar']
  const next = bins[bins.findIndex((bin) => bin.host === over) + sideways]
  if (next !== undefined) move.carryTo(next.host)
  return true
}
