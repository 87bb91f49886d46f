/** The picture for keyboard and screen reader: a sentence, and a tree of which the page holds the focused branch. */
import { useEffect, useRef, useState, type KeyboardEvent } from 'react'
import { useFormats, useText } from '../hooks/useText'
import { overheadLayers, partsOfCopy } from '../../viz/stack'
import { isMixed } from './mixed'
import type { StageSide } from './props'
import styles from './StackStage.module.css'
import { childCount, clampPath, nodeAt, type TreePath, type Words } from './tree'

export interface StackTreeProps {
  readonly side: StageSide
  readonly selected: string | null
  readonly onSelect: (id: string | null) => void
  /** The region that the keyboard is on; null when it leaves. */
  readonly onFocusRegion: (id: string | null) => void
}

/** Siblings kept in the page on either side of the focused one. */
const around = 5

export function StackTree({ side, selected, onSelect, onFocusRegion }: StackTreeProps) {
  const words: Words = { t: useText(), formats: useFormats() }
  const { t } = words
  const [wanted, setWanted] = useState<TreePath>([])
  const [inside, setInside] = useState(false)
  const element = useRef<HTMLUListElement>(null)
  const view = side.stack
  const path = clampPath(view, wanted)
  const node = nodeAt(view, path, words)

  // Focus follows the path, but only while the keyboard is in the tree.
  const key = path.join('.')
  useEffect(() => {
    if (inside) element.current?.querySelector<HTMLElement>('[tabindex="0"]')?.focus()
  }, [inside, key])
  const region = inside ? node.region : null
  useEffect(() => onFocusRegion(region), [onFocusRegion, region])

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Enter' || event.key === ' ') onSelect(node.region === selected ? null : node.region)
    else {
      const next = pathAfter(event.key, path, (of) => childCount(view, of))
      if (next === null) return
      setWanted(next)
    }
    event.preventDefault()
    event.stopPropagation()
  }
  return (
    <div className={styles['tree']}>
      <p className="visually-hidden">{summaryOf(side, words)}</p>
      <ul
        ref={element}
        role="tree"
        aria-label={t('stage.tree', { title: side.title })}
        className="visually-hidden"
        onKeyDown={onKeyDown}
        onFocus={() => setInside(true)}
        onBlur={(event) => {
          if (!event.currentTarget.contains(event.relatedTarget)) setInside(false)
        }}
      >
        <Item side={side} path={[]} focused={path} words={words} selected={selected} siblings={1} />
      </ul>
      {inside && (
        <div className={styles['reading']} aria-hidden="true">
          {node.label}
        </div>
      )}
    </div>
  )
}

interface ItemProps {
  readonly side: StageSide
  readonly path: TreePath
  readonly focused: TreePath
  readonly words: Words
  readonly selected: string | null
  readonly siblings: number
}

// Ancestors of the focused node are open; all others are closed and their children are not in the page.
function Item({ side, path, focused, words, selected, siblings }: ItemProps) {
  const node = nodeAt(side.stack, path, words)
  const here = path.length === focused.length && path.every((at, level) => at === focused[level])
  const open = path.length < focused.length && path.every((at, level) => at === focused[level])
  const next = open ? (focused[path.length] ?? 0) : 0
  const from = Math.max(0, next - around)
  const to = open ? Math.min(node.children, next + around + 1) : from
  return (
    <li
      role="treeitem"
      aria-level={path.length + 1}
      aria-posinset={(path[path.length - 1] ?? 0) + 1}
      aria-setsize={siblings}
      aria-label={node.label}
      aria-selected={node.region !== null && node.region === selected}
      {...(node.children > 0 ? { 'aria-expanded': open } : {})}
      tabIndex={here ? 0 : -1}
    >
      {open && (
        <ul role="group">
          {Array.from({ length: to - from }, (_, at) => (
            <Item
              key={from + at}
              {...{ side, focused, words, selected }}
              path={[...path, from + at]}
              siblings={node.children}
            />
          ))}
        </ul>
      )}
    </li>
  )
}

/** Where a key leads from a path; null when the key is not the tree's. */
export function pathAfter(key: string, path: TreePath, countOf: (path: TreePath) => number): TreePath | null {
  const parent = path.slice(0, -1)
  const at = path[path.length - 1]
  const siblings = at === undefined ? 1 : countOf(parent)
  switch (key) {
    case 'ArrowRight':
      return countOf(path) > 0 ? [...path, 0] : path
    case 'ArrowLeft':
      return parent
    case 'ArrowDown':
      return at === undefined ? (countOf(path) > 0 ? [0] : path) : [...parent, Math.min(siblings - 1, at + 1)]
    case 'ArrowUp':
      return at === undefined ? path : at === 0 ? parent : [...parent, at - 1]
    case 'Home':
      return at === undefined ? path : [...parent, 0]
    case 'End':
      return at === undefined ? path : [...parent, siblings - 1]
    default:
      return null
  }
}

function summaryOf({ title, stack, count }: StageSide, { t, formats }: Words): string {
  const common = {
    title,
    n: count.value,
    caption: count.detail === undefined ? count.caption : `${count.caption} ${count.detail}`,
    free: formats.mib(stack.freeMiB),
    usable: formats.mib(stack.usableMiB),
  }
  // Units that differ have no size in common.
  if (stack.copy === null || isMixed(stack)) return t('stage.summary-empty', common)
  const overhead = partsOfCopy(stack.copy).reduce(
    (sum, { layer, mib }) => sum + (overheadLayers.has(layer) ? mib : 0),
    0,
  )
  return t('stage.summary', {
    ...common,
    copy: formats.mib(stack.copy.totalMiB),
    overhead: formats.mib(overhead),
  })
}
