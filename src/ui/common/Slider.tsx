/** A slider along a line: dragged with a pointer, moved with arrow keys, and unable to go past its lock. */
import { useRef, type CSSProperties, type KeyboardEvent, type PointerEvent, type ReactNode } from 'react'

interface SliderProps {
  readonly label: string
  readonly value: number
  readonly valueText: string
  readonly max: number
  /** The farthest it may go now; beyond it lies the locked part. */
  readonly most: number
  readonly step: number
  /** Says what opens the locked part; the id of an element. */
  readonly describedBy?: string | undefined
  readonly className?: string | undefined
  readonly thumbClassName?: string | undefined
  /** Distance of 0 and of `max` from the element's edges, px. */
  readonly inset?: readonly [left: number, right: number]
  readonly onChange: (value: number) => void
  /** The rail, ticks and lock; the thumb is drawn here. */
  readonly children?: ReactNode
  readonly thumb?: ReactNode
}

const noInset = [0, 0] as const

export function Slider(props: SliderProps) {
  const {
    label,
    value,
    valueText,
    max,
    most,
    className,
    thumbClassName,
    inset = noInset,
    children,
    thumb,
  } = props
  const element = useRef<HTMLDivElement>(null)
  const slide = (event: PointerEvent<HTMLDivElement>) => {
    const box = element.current?.getBoundingClientRect()
    if (box === undefined) return
    const share = (event.clientX - box.left - inset[0]) / Math.max(1, box.width - inset[0] - inset[1])
    move(props, share * max)
  }
  const share = max === 0 ? 0 : value / max
  const left: CSSProperties = { left: `calc(${inset[0]}px + (100% - ${inset[0] + inset[1]}px) * ${share})` }
  return (
    // The thumb inside takes the keys; this is its pointer surface, as wide as the line.
    <div
      ref={element}
      className={className}
      onPointerDown={(event) => {
        if (event.button !== 0) return
        event.currentTarget.setPointerCapture(event.pointerId)
        slide(event)
      }}
      onPointerMove={(event) => {
        if (event.currentTarget.hasPointerCapture(event.pointerId)) slide(event)
      }}
    >
      {children}
      <div
        role="slider"
        tabIndex={0}
        aria-label={label}
        aria-valuemin={0}
        aria-valuemax={most}
        aria-valuenow={value}
        aria-valuetext={valueText}
        aria-describedby={props.describedBy}
        className={thumbClassName}
        style={left}
        onKeyDown={(event) => onKeyDown(event, props)}
      >
        {thumb}
      </div>
    </div>
  )
}

function onKeyDown(event: KeyboardEvent, props: SliderProps): void {
  const { value, most, step } = props
  const targets: Readonly<Record<string, number>> = {
    ArrowRight: value + step,
    ArrowUp: value + step,
    ArrowLeft: value - step,
    ArrowDown: value - step,
    PageUp: value + 5 * step,
    PageDown: value - 5 * step,
    Home: 0,
    End: most,
  }
  const target = targets[event.key]
  if (target === undefined || event.altKey || event.ctrlKey || event.metaKey) return
  event.preventDefault()
  // The page has keys of its own with the same names.
  event.stopPropagation()
  move(props, target)
}

function move({ value, most, step, onChange }: SliderProps, target: number): void {
  // The lock and the ends can be reached even where they are no whole number of steps away.
  const next = target >= most ? most : Math.max(0, Math.min(most, Math.round(target / step) * step))
  if (next !== value) onChange(next)
}
