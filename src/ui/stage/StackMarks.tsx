/** The ink of one stack: slabs, the layers of all units as one path each, seams, and the magnified copy. */
import { memo, useMemo } from 'react'
import type { StackView } from '../../sim'
import {
  bandsOf,
  bounds,
  linesPath,
  memberLines,
  paintOrder,
  polygonPath,
  rectsPath,
  seamsPath,
  tileOf,
  type Band,
  type CopyLayout,
  type Rect,
  type StackLayout,
} from '../../viz/stack'
import { layerClass, patternOf, type Patterns } from './patterns'
import styles from './StackMarks.module.css'

export interface StackMarksProps {
  readonly view: StackView
  readonly layout: StackLayout
  readonly copy: CopyLayout | null
  readonly patterns: Patterns
}

/** Bands lower than this are drawn without their pattern: it would be noise, not a second channel. */
const leastPatterned = 5
/** Tiles with narrower seams stand too close for an outline each; the crowd gets one. */
const crowdedGap = 0.9

export const StackMarks = memo(function StackMarks({ view, layout, copy, patterns }: StackMarksProps) {
  const bands = useMemo(() => bandsOf(view, layout), [view, layout])
  const seams = useMemo(() => seamsPath(layout), [layout])
  const cells = useMemo(() => linesPath(memberLines(view, layout)), [view, layout])
  const off = view.power === 'off'
  return (
    <g>
      <path d={rectsPath([layout.hardware])} className={layerClass('hardware')} data-off={off} />
      <path
        d={rectsPath([layout.kernel])}
        className={layerClass('hostKernel')}
        data-off={off || view.hostKernelState !== 'running'}
      />
      <Free rects={layout.free} patterns={patterns} />
      {layout.broken && <Break box={layout.usable} />}
      <Bands bands={bands} patterns={patterns} />
      {cells !== '' && <path d={cells} className={styles['cells']} />}
      <path
        d={seams}
        className={styles[layout.gap >= crowdedGap ? 'seams' : 'fine-seams']}
        strokeWidth={layout.gap}
      />
      {layout.shared !== null && <path d={rectsPath([layout.shared])} className={layerClass('libraries')} />}
      <UnitOutlines view={view} layout={layout} />
      {copy !== null && <Copy copy={copy} patterns={patterns} />}
    </g>
  )
})

function Free({ rects, patterns }: { readonly rects: readonly Rect[]; readonly patterns: Patterns }) {
  const shape = rectsPath(rects)
  return (
    <>
      <path d={shape} className={layerClass('free')} />
      <path d={shape} fill={patterns.free} />
      <path d={rectsPath(rects, 0.5)} className={styles['edge']} />
    </>
  )
}

// A torn line through what is free: there is more of it than is drawn.
function Break({ box }: { readonly box: Rect }) {
  const y = box.y + Math.min(24, box.height * 0.12)
  const steps = Math.max(2, Math.round(box.width / 12))
  const points = Array.from({ length: steps + 1 }, (_, at) => {
    const x = box.x + (box.width * at) / steps
    return `${x.toFixed(1)},${(y + (at % 2 === 0 ? -4 : 4)).toFixed(1)}`
  }).join(' ')
  return (
    <>
      <polyline points={points} className={styles['break-gap']} />
      <polyline points={points} className={styles['break']} transform="translate(0 -4)" />
      <polyline points={points} className={styles['break']} transform="translate(0 4)" />
    </>
  )
}

function Bands({ bands, patterns }: { readonly bands: readonly Band[]; readonly patterns: Patterns }) {
  return paintOrder(bands).map(({ layer, rects }) => {
    const pattern = patternOf(patterns, layer)
    const patterned = pattern === null ? [] : rects.filter((rect) => rect.height >= leastPatterned)
    return (
      <g key={layer}>
        <path d={rectsPath(rects)} className={layerClass(layer)} />
        {pattern !== null && patterned.length > 0 && <path d={rectsPath(patterned)} fill={pattern} />}
      </g>
    )
  })
}

// A line round a unit says: one kernel of its own. Only where units hold several workloads, or a theme needs
// outlines.
function UnitOutlines({ view, layout }: { readonly view: StackView; readonly layout: StackLayout }) {
  const several = view.copy !== null && view.copy.kind === 'vm' && view.copy.workloads > 1
  const boxes = Array.from({ length: several ? layout.tiles.count : 0 }, (_, unit) => tileOf(layout, unit))
  const crowd = layout.rows.map(({ y, height, right }) => ({ x: layout.usable.x, y, width: right, height }))
  const full = crowd.slice(0, -1)
  const blocks = full.length === 0 ? crowd : [bounds(full), ...crowd.slice(-1)]
  return (
    <>
      <path d={rectsPath([...blocks, layout.kernel, layout.hardware], 0.5)} className={styles['outline']} />
      {several && <path d={rectsPath(boxes, layout.gap / 2 + 0.5)} className={styles['own-kernel']} />}
    </>
  )
}

function Copy({ copy, patterns }: { readonly copy: CopyLayout; readonly patterns: Patterns }) {
  const cells = copy.cells.map(({ x, y, width, height }) => ({ x, y, width, height }))
  return (
    <g>
      <path d={polygonPath(copy.beam)} className={styles['beam']} />
      <Bands bands={copy.bands} patterns={patterns} />
      {cells.length > 0 && <path d={rectsPath(cells)} className={styles['cells']} />}
      <path d={rectsPath([copy.tile, copy.column], 0.75)} className={styles['magnified']} />
      {copy.labels.some(({ layer }) => layer === 'shared') && <SharedFoot column={copy.column} />}
      {copy.labels.map(({ layer, leader }) => (
        <polyline
          key={layer}
          points={leader.map(({ x, y }) => `${x.toFixed(1)},${y.toFixed(1)}`).join(' ')}
          className={styles['leader']}
        />
      ))}
    </g>
  )
}

// The strip of shared libraries goes on under the magnified copy, which stands on it like all the others.
function SharedFoot({ column }: { readonly column: Rect }) {
  const foot = { x: column.x, y: column.y + column.height, width: column.width, height: 2 }
  return <path d={rectsPath([foot])} className={layerClass('libraries')} />
}
