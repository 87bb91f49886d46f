/**
 * What lies over a stack: states of units, victims of a kill switch, selection, focus, hover and numbered
 * markers.
 */
import { memo, useMemo } from 'react'
import type { StackView } from '../../sim'
import {
  markerOf,
  outlinesOf,
  rectsPath,
  stateMarks,
  tileOf,
  unitsNamed,
  victimBoxes,
  type CopyLayout,
  type Point,
  type Rect,
  type Scene,
  type StackLayout,
  type StateMarks,
} from '../../viz/stack'
import type { StagePanic, StageReason } from './props'
import styles from './StackMarks.module.css'

export interface StackOverlayProps {
  readonly view: StackView
  readonly layout: StackLayout
  readonly copy: CopyLayout | null
  readonly channel: number
  /** Size of small text, px. */
  readonly text: number
  readonly panic: StagePanic | null
  readonly reasons: readonly StageReason[]
  readonly selected: string | null
  /** What the keyboard is on in the tree. */
  readonly focused: string | null
  /** Unit under the pointer, or -1. */
  readonly hovered: number
  readonly onSelect: (id: string | null) => void
}

export function StackOverlay(props: StackOverlayProps) {
  const { view, layout, copy, hovered, selected, focused } = props
  const scene = useMemo<Scene>(() => ({ view, layout, copy }), [view, layout, copy])
  const marks = useMemo(() => stateMarks(view, layout), [view, layout])
  return (
    <g>
      {marks.map((mark) => (
        <StateShapes key={mark.state} {...mark} />
      ))}
      {view.hostKernelState === 'panicked' && (
        <path d={rectsPath([layout.kernel], 1)} className={styles['crashed-edge']} />
      )}
      <Victims {...props} />
      {hovered >= 0 && <path d={rectsPath([tileOf(layout, hovered)], 1)} className={styles['hovered']} />}
      <Outlines rects={selected === null ? [] : outlinesOf(scene, selected)} kind="selected" />
      <Outlines rects={focused === null ? [] : outlinesOf(scene, focused)} kind="focused" />
      <Markers {...props} scene={scene} />
    </g>
  )
}

function StateShapes({ state, boxes, signs }: StateMarks) {
  const least = Math.min(...boxes.map(({ width, height }) => Math.min(width, height)))
  return (
    <g>
      <path d={rectsPath(boxes)} className={styles[state === 'stopped' ? 'veil-stopped' : 'veil']} />
      <path
        d={rectsPath(boxes, Math.min(1.5, least / 6))}
        className={styles[`${state}-edge`]}
        style={edgeStyle(least)}
      />
      {signs.map((sign) => (
        <Sign key={`${sign.x} ${sign.y}`} state={state} {...sign} />
      ))}
    </g>
  )
}

// Dashes need room: small boxes get a finer line, tiny ones a plain hairline.
function edgeStyle(least: number): { strokeWidth: number; strokeDasharray?: string } | undefined {
  if (least < 14) return { strokeWidth: Math.max(0.5, least / 14), strokeDasharray: 'none' }
  return least < 44 ? { strokeWidth: 1.5 } : undefined
}

type SignProps = StateMarks['signs'][number] & { readonly state: StateMarks['state'] }

// A start of hundreds changes a few of them at a time.
const Sign = memo(function Sign({ state, x, y, radius }: SignProps) {
  const arm = radius * 0.36
  const ink = {
    crashed: `M${-arm} ${-arm}L${arm} ${arm}M${arm} ${-arm}L${-arm} ${arm}`,
    paused: `M${-arm * 0.7} ${-arm}V${arm}M${arm * 0.7} ${-arm}V${arm}`,
    stopped: `M${-arm} 0H${arm}`,
    starting: `M${-arm * 0.6} ${-arm}L${arm} 0L${-arm * 0.6} ${arm}Z`,
  }[state]
  return (
    <g transform={`translate(${x} ${y})`} className={styles['sign']}>
      <circle r={radius} className={styles[state === 'crashed' ? 'sign-disc-crashed' : 'sign-disc']} />
      <path d={ink} className={styles['sign-ink']} style={{ strokeWidth: radius < 9 ? 1.5 : 2 }} />
    </g>
  )
})

function Victims({ view, layout, panic }: StackOverlayProps) {
  const boxes = useMemo(() => {
    const named = panic?.victims ?? null
    if (named === null || panic?.done !== null) return []
    return victimBoxes(view, layout, unitsNamed(view, new Set(named)))
  }, [view, layout, panic])
  if (boxes.length === 0) return null
  // Round everything the outline stands outside, so that it is not lost among the tiles; round one tile, inside.
  return (
    <path
      d={rectsPath(boxes, boxes.length === 1 && view.units.count > 1 ? -1.5 : 1.5)}
      className={styles['victims']}
    />
  )
}

function Outlines({
  rects,
  kind,
}: {
  readonly rects: readonly Rect[]
  readonly kind: 'selected' | 'focused'
}) {
  if (rects.length === 0) return null
  const thin = rects.length > 24 || rects.some(({ width, height }) => Math.min(width, height) < 16)
  const inset = thin ? 0.5 : 1.5
  return (
    <g>
      {!thin && <path d={rectsPath(rects, inset)} className={styles['halo']} />}
      <path
        d={rectsPath(rects, inset)}
        className={styles[kind]}
        style={thin ? { strokeWidth: 2 } : undefined}
      />
    </g>
  )
}

function Markers({
  reasons,
  scene,
  channel,
  text,
  selected,
  onSelect,
}: StackOverlayProps & { readonly scene: Scene }) {
  const radius = text * 0.5 + 3.5
  // The marker of what is left over stands beside its number, above the stack.
  const shown = reasons.filter(({ select }) => select !== 'left-over')
  const places = apart(
    shown.map(({ select }) => markerOf(scene, select, channel)),
    2 * radius + 4,
    channel,
  )
  return shown.map(({ id, number, select }, at) => {
    const place = places[at] ?? null
    if (place === null) return null
    return (
      <g
        key={id}
        transform={`translate(${place.x} ${place.y})`}
        className={styles['marker']}
        onClick={() => onSelect(selected === select ? null : select)}
      >
        <circle r={Math.max(radius, finger)} className={styles['finger']} />
        <circle
          r={radius}
          className={`${styles['marker-disc'] ?? ''} ${(selected === select && styles['marker-selected']) || ''}`}
        />
        <text className={styles['marker-ink']}>{number}</text>
      </g>
    )
  })
}

/** Half of what a finger needs, px. */
const finger = 22

// A marker that would cover an earlier one steps aside, away from the nearer edge.
function apart(
  places: readonly (Point | null)[],
  distance: number,
  width: number,
): readonly (Point | null)[] {
  const taken: Point[] = []
  return places.map((place) => {
    if (place === null) return null
    const step = place.x > width / 2 ? -distance : distance
    let { x } = place
    for (const other of taken) {
      if (Math.hypot(other.x - x, other.y - place.y) < distance) x = other.x + step
    }
    const free = { x, y: place.y }
    taken.push(free)
    return free
  })
}
