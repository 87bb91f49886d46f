/** The map for keyboard and screen reader: a sentence, and a tree of which the page holds the focused branch. */
import { useEffect, useRef, useState, type KeyboardEvent } from 'react'
import type { FleetTopology } from '../../sim'
import { hottest, type FleetLayout } from '../../viz/fleet'
import type { SessionFrame } from '../../worker/protocol'
import { useApp, useFrame, useStore } from '../hooks/useApp'
import { useFormats, useText } from '../hooks/useText'
import { pathAfter } from '../stage/StackTree'
import styles from './FleetView.module.css'
import type { FleetMap } from './map'
import { nameOf, nowhere, samePlace, type Place } from './places'
import {
  childCount,
  clampPath,
  labelOf,
  pathOfPlace,
  placeOfPath,
  summaryOf,
  type Fleet,
  type TreePath,
} from './tree'
import { bringIntoSight } from './useSelectedPlace'

interface FleetTreeProps {
  readonly map: FleetMap
  readonly topology: FleetTopology
  readonly layout: FleetLayout
  readonly selected: Place
  /** The place that the keyboard is on; nowhere when it leaves. */
  readonly onFocus: (place: Place) => void
}

/** Siblings kept in the page on either side of the focused one. */
const around = 5

export function FleetTree({ map, topology, layout, selected, onFocus }: FleetTreeProps) {
  const { lab } = useApp()
  const [wanted, setWanted] = useState<TreePath>([])
  const [inside, setInside] = useState(false)
  const pointing = usePointing()
  const element = useRef<HTMLUListElement>(null)
  const fleet = useFleetNow(topology, layout, inside)
  // What is selected, anywhere, is where the keys go on.
  const [followed, setFollowed] = useState(selected)
  if (!samePlace(followed, selected)) {
    setFollowed(selected)
    if (selected.zone >= 0) setWanted(pathOfPlace(layout, selected))
  }
  const path = clampPath(fleet, wanted)
  const place = placeOfPath(fleet, path)
  const { t } = fleet

  // Focus follows the path, but only while the keyboard is in the tree.
  const key = path.join('.')
  useEffect(() => {
    if (inside) element.current?.querySelector<HTMLElement>('[tabindex="0"]')?.focus({ preventScroll: true })
  }, [inside, key])
  const { zone, rack, host, unit } = place
  useEffect(() => {
    const here = inside && !pointing ? { zone, rack, host, unit } : nowhere
    onFocus(here)
    if (here.zone >= 0) bringIntoSight(map, here, true)
  }, [inside, pointing, map, onFocus, zone, rack, host, unit])

  const choose = () => {
    const name = nameOf(place, topology, layout, fleet.frame)
    map.own(name)
    lab.select(samePlace(place, selected) ? null : name)
  }
  const descend = () => {
    if (place.unit >= 0) {
      const name = nameOf(place, topology, layout, fleet.frame)
      map.own(name)
      lab.select(name)
    } else if (childCount(fleet, path) > 0) setWanted([...path, 0])
    map.goTo({ zone, rack, host, inside: place.unit >= 0 })
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.altKey || event.ctrlKey || event.metaKey) return
    if (event.key === ' ') choose()
    else if (event.key === 'Enter') descend()
    else if (event.key === 'Escape') {
      if (!map.up() && path.length === 0) return
      setWanted(path.slice(0, -1))
    } else {
      const next = isArrow(event.key) ? pathAfter(event.key, path, (of) => childCount(fleet, of)) : null
      if (next === null) return
      setWanted(next)
    }
    event.preventDefault()
    event.stopPropagation()
  }
  return (
    <div className={styles['tree']}>
      <p className="visually-hidden" aria-live="polite">
        {summaryOf(fleet, fleet.frame === null ? -1 : hottest(fleet.frame, fleet.lens))}
      </p>
      <ul
        ref={element}
        role="tree"
        aria-label={t('fleet.tree')}
        className="visually-hidden"
        onKeyDown={onKeyDown}
        onFocus={() => setInside(true)}
        onBlur={(event) => {
          if (!event.currentTarget.contains(event.relatedTarget)) setInside(false)
        }}
      >
        <Item fleet={fleet} path={[]} focused={path} selected={selected} siblings={1} />
      </ul>
      {inside && !pointing && (
        <div className={styles['reading']} aria-hidden="true">
          {labelOf(fleet, path)}
        </div>
      )}
    </div>
  )
}

/** Whether the reader last used the pointer: then the place of the keys is not shown. */
function usePointing(): boolean {
  const [pointing, setPointing] = useState(false)
  useEffect(() => {
    const point = () => setPointing(true)
    const key = () => setPointing(false)
    window.addEventListener('pointerdown', point, true)
    window.addEventListener('keydown', key, true)
    return () => {
      window.removeEventListener('pointerdown', point, true)
      window.removeEventListener('keydown', key, true)
    }
  }, [])
  return pointing
}

// Home and End belong to the clock.
function isArrow(key: string): boolean {
  return key.startsWith('Arrow')
}

interface ItemProps {
  readonly fleet: Fleet
  readonly path: TreePath
  readonly focused: TreePath
  readonly selected: Place
  readonly siblings: number
}

// Ancestors of the focused node are open; all others are closed and their children are not in the page.
function Item({ fleet, path, focused, selected, siblings }: ItemProps) {
  const onWay = path.every((at, level) => at === focused[level])
  const here = onWay && path.length === focused.length
  const open = onWay && path.length < focused.length
  const children = childCount(fleet, path)
  const next = open ? (focused[path.length] ?? 0) : 0
  const from = Math.max(0, next - around)
  const to = open ? Math.min(children, next + around + 1) : from
  return (
    <li
      role="treeitem"
      aria-level={path.length + 1}
      aria-posinset={(path[path.length - 1] ?? 0) + 1}
      aria-setsize={siblings}
      aria-label={labelOf(fleet, path)}
      aria-selected={path.length > 0 && samePlace(placeOfPath(fleet, path), selected)}
      {...(children > 0 ? { 'aria-expanded': open } : {})}
      tabIndex={here ? 0 : -1}
    >
      {open && (
        <ul role="group">
          {Array.from({ length: to - from }, (_, at) => (
            <Item
              key={from + at}
              {...{ fleet, focused, selected }}
              path={[...path, from + at]}
              siblings={children}
            />
          ))}
        </ul>
      )}
    </li>
  )
}

// While the run plays and nobody reads, what was said last stands: a voice that never stops says nothing.
function useFleetNow(topology: FleetTopology, layout: FleetLayout, inside: boolean): Fleet {
  const t = useText()
  const formats = useFormats()
  const lens = useStore((state) => state.view.lens)
  const session = useFrame(
    (now) => now,
    (before: SessionFrame, now: SessionFrame) =>
      before.fleet?.topology === now.fleet?.topology && now.status === 'running' && !inside,
  )
  const frame = session.fleet !== null && session.fleet.topology === topology.rev ? session.fleet : null
  return { topology, layout, frame, lens, t, formats }
}
