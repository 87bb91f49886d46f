/** The canvas of the map and what lies over it: the pointer's card, what is carried, and the host the camera is in. */
import { useCallback, useEffect, useLayoutEffect, useMemo, useRef, useState, type RefObject } from 'react'
import type { FleetTopology } from '../../sim'
import { steps, type FleetLayout } from '../../viz/fleet'
import { useApp, useStore } from '../hooks/useApp'
import { useFormats, useText } from '../hooks/useText'
import { CarriedWorkload } from './CarriedWorkload'
import styles from './FleetView.module.css'
import { FleetTree } from './FleetTree'
import { HoverCard } from './HoverCard'
import { HostInside } from './HostInside'
import type { FleetMap } from './map'
import { createPainter, noMarks, type Painter } from './paint/painter'
import { hostNamed, nowhere, placeOfHost, type Place } from './places'
import { useCanvasPointer } from './useCanvasPointer'
import { useCarry } from './useCarry'
import { useMapValue } from './useMap'

interface FleetStageProps {
  readonly map: FleetMap
  readonly topology: FleetTopology
  readonly layout: FleetLayout
  readonly selected: Place
  /** The host that the keyboard is on or in; -1 for none. */
  readonly onFocusHost: (host: number) => void
}

export function FleetStage({ map, topology, layout, selected, onFocusHost }: FleetStageProps) {
  const element = useRef<HTMLDivElement>(null)
  const canvas = useRef<HTMLCanvasElement>(null)
  const painter = usePainter(canvas, map)
  useSize(element, map)
  const carry = useCarry()
  const pointer = useCanvasPointer({ element, map, painter, carry })
  const [focus, setFocus] = useState<Place>(nowhere)
  useMarks(painter, { layout, hover: pointer.hover?.place ?? nowhere, selected, focus })
  const close = useMapValue(map, (now) => now.camera().k >= steps.stack)
  const onFocus = useCallback(
    (place: Place) => {
      setFocus(place)
      onFocusHost(place.host)
    },
    [onFocusHost],
  )
  return (
    <div className={styles['stage']}>
      <FleetTree {...{ map, topology, layout, selected, onFocus }} />
      {/* The tree beside it is the same for keyboard and screen reader. */}
      <div ref={element} className={styles['surface']} {...pointer.handlers}>
        <canvas ref={canvas} className={styles['canvas']} aria-hidden="true" />
        {close && <HostInside {...{ map, layout, topology }} />}
      </div>
      {pointer.hover !== null && pointer.carried === null && (
        <HoverCard {...pointer.hover} {...{ topology, layout, map }} />
      )}
      <CarriedWorkload at={pointer.carried} />
    </div>
  )
}

function usePainter(canvas: RefObject<HTMLCanvasElement | null>, map: FleetMap): RefObject<Painter | null> {
  const app = useApp()
  const painter = useRef<Painter | null>(null)
  const t = useText()
  const formats = useFormats()
  const words = useRef({ t, formats })
  useLayoutEffect(() => {
    words.current = { t, formats }
  }, [t, formats])
  useLayoutEffect(() => {
    const node = canvas.current
    if (node === null) return
    const made = createPainter(node, app, map, { marks: noMarks, ...words.current })
    painter.current = made
    const themes = new MutationObserver(made.forgetInks)
    themes.observe(document.documentElement, { attributes: true, subtree: false })
    const lists = ['(prefers-color-scheme: dark)', '(forced-colors: active)'].map((query) =>
      window.matchMedia(query),
    )
    // Old web views have only the older pair of methods.
    for (const list of lists) list.addListener(made.forgetInks)
    return () => {
      painter.current = null
      themes.disconnect()
      for (const list of lists) list.removeListener(made.forgetInks)
      made.dispose()
    }
  }, [app, canvas, map])
  const skin = useStore((state) => state.skin.ui)
  const theme = useStore((state) => state.settings.theme)
  useEffect(() => painter.current?.forgetInks(), [skin, theme])
  return painter
}

function useSize(element: RefObject<HTMLDivElement | null>, map: FleetMap): void {
  useLayoutEffect(() => {
    const node = element.current
    if (node === null) return
    const measure = () => map.setSize({ width: node.clientWidth, height: node.clientHeight })
    measure()
    const observer = new ResizeObserver(measure)
    observer.observe(node)
    return () => observer.disconnect()
  }, [element, map])
}

interface MarkParts {
  readonly layout: FleetLayout
  readonly hover: Place
  readonly selected: Place
  readonly focus: Place
}

function useMarks(painter: RefObject<Painter | null>, { layout, hover, selected, focus }: MarkParts): void {
  const t = useText()
  const formats = useFormats()
  const drag = useStore((state) => state.view.drag)
  const hovered = useStore((state) => state.selection.hovered)
  const pointed = useMemo(() => {
    const host = hover.zone >= 0 || hovered === null ? -1 : hostNamed(layout, hovered)
    return host < 0 ? hover : placeOfHost(layout, host)
  }, [layout, hover, hovered])
  useEffect(() => {
    const over = drag?.over == null ? -1 : hostNamed(layout, drag.over)
    const allowed = drag?.refusal === undefined ? null : drag.refusal === null
    painter.current?.tell({
      marks: { hover: pointed, selected, focus, drop: over < 0 ? null : { host: over, allowed } },
      t,
      formats,
    })
  }, [painter, layout, pointed, selected, focus, drag, t, formats])
}
