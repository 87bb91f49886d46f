/** One host drawn to scale with its magnified copy: lays out what was measured, and lets the pointer select. */
import { useMemo, useRef, useState, type PointerEvent } from 'react'
import { layoutCopy, layoutStack, unitAt } from '../../viz/stack'
import { plotFrame, type PlotFrame } from './frame'
import { usePatterns } from './patterns'
import { PlotLabels } from './PlotLabels'
import type { StageReason, StageSide } from './props'
import { StackMarks } from './StackMarks'
import { StackOverlay } from './StackOverlay'
import { regionAt } from './hit'
import styles from './StackPlot.module.css'
import { TileNames } from './TileNames'
import { UnitTip } from './UnitTip'
import { useBox } from './useBox'

export interface StackPlotProps {
  readonly side: StageSide
  readonly selected: string | null
  readonly focused: string | null
  readonly reasons: readonly StageReason[]
  readonly onSelect: (id: string | null) => void
}

const tooSmall = { width: 140, height: 120 } as const

export function StackPlot(props: StackPlotProps) {
  const element = useRef<HTMLDivElement>(null)
  const box = useBox(element)
  const { panic } = props.side
  const captions = panic === null ? null : panic.done === null && (panic.lost ?? 0) > 0 ? 2 : 1
  const frame = useMemo(() => plotFrame(box, captions), [box, captions])
  const ready = box.width >= tooSmall.width && box.height >= tooSmall.height
  return (
    <div ref={element} className={styles['plot']}>
      {ready && <Drawing {...props} frame={frame} />}
    </div>
  )
}

function Drawing(props: StackPlotProps & { readonly frame: PlotFrame }) {
  const { side, frame, selected, focused, reasons, onSelect } = props
  const view = side.stack
  const closeUp = side.closeUp === true
  const layout = useMemo(() => layoutStack(view, { ...frame.stack, closeUp }), [view, frame, closeUp])
  const copy = useMemo(() => layoutCopy(view, layout, frame.copy), [view, layout, frame])
  const { patterns, definitions } = usePatterns()
  const [hovered, setHovered] = useState(-1)
  const unit = hovered < view.units.count ? hovered : -1

  const pointAt = (event: PointerEvent<SVGRectElement>) => {
    const { left, top } = event.currentTarget.getBoundingClientRect()
    return { x: event.clientX - left, y: event.clientY - top }
  }
  return (
    <>
      <svg className={styles['drawing']} width="100%" height="100%" aria-hidden="true" focusable="false">
        {definitions}
        <StackMarks view={view} layout={layout} copy={copy} patterns={patterns} />
        <rect
          width={frame.stack.width}
          height={frame.stack.height}
          className={styles['hit']}
          onPointerMove={(event) => {
            const { x, y } = pointAt(event)
            setHovered(unitAt(layout, x, y))
          }}
          onPointerLeave={() => setHovered(-1)}
          onClick={(event) => {
            const { left, top } = event.currentTarget.getBoundingClientRect()
            const id = regionAt(view, layout, event.clientX - left, event.clientY - top)
            onSelect(id === selected ? null : id)
          }}
        />
        <StackOverlay
          {...{ view, layout, copy, reasons, selected, focused, onSelect }}
          channel={frame.channel}
          text={frame.text}
          panic={side.panic}
          hovered={unit}
        />
      </svg>
      {closeUp && <TileNames view={view} layout={layout} text={frame.text} />}
      <PlotLabels {...{ side, layout, copy, frame, reasons, selected, onSelect }} />
      {unit >= 0 && <UnitTip view={view} layout={layout} unit={unit} width={frame.stack.width} />}
    </>
  )
}
