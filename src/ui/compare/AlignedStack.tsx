/** One host to scale, slabs at the foot, so that several of them stand on one line and can be compared by eye. */
import { memo, useMemo, useRef, useState, type PointerEvent } from 'react'
import type { StackView } from '../../sim'
import { layoutStack, unitAt, type StackLayout } from '../../viz/stack'
import { useFormats, useText } from '../hooks/useText'
import { gibibytes } from '../pools/amounts'
import { regionAt } from '../stage/hit'
import { usePatterns } from '../stage/patterns'
import type { StagePanic } from '../stage'
import { StackMarks } from '../stage/StackMarks'
import { StackOverlay } from '../stage/StackOverlay'
import { UnitTip } from '../stage/UnitTip'
import { useBox } from '../stage/useBox'
import styles from './AlignedStack.module.css'
import frame from './Compare.module.css'

interface AlignedStackProps {
  readonly view: StackView
  /** Its memory beside that of the largest host that is compared. */
  readonly share: number
  readonly panic: StagePanic | null
  readonly selected: string | null
  readonly focused: string | null
  readonly onSelect: (id: string | null) => void
}

export const AlignedStack = memo(function AlignedStack(props: AlignedStackProps) {
  const element = useRef<HTMLDivElement>(null)
  const { width, height, text } = useBox(element)
  return (
    <div ref={element} className={frame['plot']}>
      {width >= 120 && height >= 100 && <Drawing {...props} width={width} room={height} text={text} />}
    </div>
  )
})

interface DrawingProps extends AlignedStackProps {
  readonly width: number
  readonly room: number
  readonly text: number
}

const noReasons: readonly never[] = []

function Drawing({ view, share, panic, selected, focused, onSelect, width, room, text }: DrawingProps) {
  const slab = Math.round(1.7 * text)
  const height = Math.round(room * share)
  const layout = useMemo(
    () => layoutStack(view, { width, height, hardware: slab + 2, kernel: slab }),
    [view, width, height, slab],
  )
  const { patterns, definitions } = usePatterns()
  const [hovered, setHovered] = useState(-1)
  const unit = hovered < view.units.count ? hovered : -1
  const at = (event: PointerEvent<SVGRectElement> | React.MouseEvent<SVGRectElement>) => {
    const { left, top } = event.currentTarget.getBoundingClientRect()
    return [event.clientX - left, event.clientY - top] as const
  }
  return (
    <div className={styles['drawing']} style={{ height }}>
      <svg width="100%" height="100%" aria-hidden="true" focusable="false">
        {definitions}
        <StackMarks view={view} layout={layout} copy={null} patterns={patterns} />
        <rect
          width={width}
          height={height}
          className={styles['hit']}
          onPointerMove={(event) => setHovered(unitAt(layout, ...at(event)))}
          onPointerLeave={() => setHovered(-1)}
          onClick={(event) => {
            const id = regionAt(view, layout, ...at(event))
            onSelect(id === selected ? null : id)
          }}
        />
        <StackOverlay
          {...{ view, layout, panic, selected, focused, onSelect, text }}
          copy={null}
          channel={width}
          reasons={noReasons}
          hovered={unit}
        />
      </svg>
      <Words view={view} layout={layout} />
      {unit >= 0 && <UnitTip view={view} layout={layout} unit={unit} width={width} />}
    </div>
  )
}

function Words({ view, layout }: { readonly view: StackView; readonly layout: StackLayout }) {
  const t = useText()
  const formats = useFormats()
  const { hardware, kernel } = layout
  const running = view.hostKernelState === 'running'
  return (
    <div className={styles['words']} aria-hidden="true">
      <p className={styles['free']}>
        {view.freeMiB <= 0
          ? t('stage.full')
          : t('stage.free-short', { amount: gibibytes(formats, view.freeMiB) })}
      </p>
      <p className={styles['slab']} data-layer="kernel" data-off={!running} style={placeOf(kernel)}>
        <span>{t(running ? 'stage.layer.hostKernel' : 'stage.kernel-panicked')}</span>
        <span>{formats.mib(view.hostKernelMiB)}</span>
      </p>
      <p
        className={styles['slab']}
        data-layer="hardware"
        data-off={view.power === 'off'}
        style={placeOf(hardware)}
      >
        <span>{t(view.power === 'off' ? 'stage.host-off' : 'stage.layer.hardware')}</span>
        <span>{`${t('stage.cores', { n: view.cores })} · ${formats.mib(view.memoryMiB)}`}</span>
      </p>
    </div>
  )
}

function placeOf({ y, height }: StackLayout['kernel']): { readonly top: number; readonly height: number } {
  return { top: y, height }
}
