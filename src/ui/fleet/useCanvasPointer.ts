/** The pointer on the map: points out, selects, goes down, and carries a unit to another host. */
import { useEffect, useRef, useState, type MouseEvent, type PointerEvent, type RefObject } from 'react'
import { useApp } from '../hooks/useApp'
import { placeAt } from './hit'
import type { FleetMap } from './map'
import type { Painter } from './paint/painter'
import { nameOf, nowhere, samePlace, type Place } from './places'
import type { Carry } from './useCarry'
import { useZoom } from './useZoom'

interface Hover {
  readonly place: Place
  /** px on the map. */
  readonly x: number
  readonly y: number
}

interface Parts {
  readonly element: RefObject<HTMLDivElement | null>
  readonly map: FleetMap
  readonly painter: RefObject<Painter | null>
  readonly carry: Carry
}

interface Held {
  readonly workload: string
  readonly from: string
  readonly x: number
  readonly y: number
  readonly pointer: number
}

/** Where the pointer is, px of the window, and the host that what it carries comes from. */
export interface Carried {
  readonly x: number
  readonly y: number
  readonly from: string
}

/** px that a pointer must go before it carries. */
const threshold = 5

export function useCanvasPointer({ element, map, painter, carry }: Parts) {
  const { frames, lab, store } = useApp()
  const [hover, setHover] = useState<Hover | null>(null)
  const [carried, setCarried] = useState<Carried | null>(null)
  const held = useRef<Held | null>(null)
  const far = useRef(false)

  const placeOf = (event: { readonly clientX: number; readonly clientY: number }): Hover => {
    const scene = painter.current?.scene() ?? null
    const box = element.current?.getBoundingClientRect()
    if (scene === null || box === undefined) return { place: nowhere, x: 0, y: 0 }
    const [x, y] = [event.clientX - box.left, event.clientY - box.top]
    return { place: placeAt(scene, x, y), x, y }
  }
  const nameAt = (place: Place): string | null => {
    const scene = painter.current?.scene() ?? null
    return scene === null ? null : nameOf(place, scene.topology, scene.layout, scene.frame)
  }
  const hostAt = (place: Place): string => nameAt({ ...place, unit: -1, zone: -1, rack: -1 }) ?? ''
  const mayCarry = (event: { readonly altKey: boolean }) => carry.free || event.altKey

  useZoom(element, map, (event) => {
    const touched = 'touches' in event
    return !touched && mayCarry(event) && onMap(event.target) && placeOf(event).place.unit >= 0
  })
  useCancelKey(carried !== null, () => {
    held.current = null
    setCarried(null)
    carry.cancel()
  })
  // Under a camera that moves the pointer is on something else, which its next step tells.
  useEffect(() => map.subscribe(() => setHover(null)), [map])
  // Another view may show what is pointed at here.
  const pointed = hover === null ? null : nameAt(hover.place)
  useEffect(() => {
    store.change('selection', { hovered: pointed })
  }, [store, pointed])
  useEffect(() => () => store.change('selection', { hovered: null }), [store])

  const moveOn = (event: PointerEvent<HTMLDivElement>, { workload, from, x, y }: Held) => {
    if (!far.current && Math.hypot(event.clientX - x, event.clientY - y) < threshold) return
    if (!far.current) {
      far.current = true
      event.currentTarget.setPointerCapture(event.pointerId)
      carry.start(workload, from)
    }
    const at = placeOf(event)
    setCarried({ x: event.clientX, y: event.clientY, from })
    carry.over(hostAt(at.place) || null)
  }
  const put = () => {
    held.current = null
    setCarried(null)
  }

  return {
    hover,
    carried,
    handlers: {
      onPointerDown(event: PointerEvent<HTMLDivElement>) {
        far.current = false
        if (onMap(event.target)) focusTree(event.currentTarget)
        if (event.pointerType !== 'mouse' || event.button !== 0 || !mayCarry(event) || !onMap(event.target))
          return
        const { place } = placeOf(event)
        const workload = place.unit < 0 ? null : nameAt(place)
        if (workload === null) return
        const { clientX: x, clientY: y, pointerId: pointer } = event
        held.current = { workload, from: hostAt(place), x, y, pointer }
      },
      onPointerMove(event: PointerEvent<HTMLDivElement>) {
        if (held.current !== null && held.current.pointer === event.pointerId)
          return moveOn(event, held.current)
        if (event.pointerType !== 'mouse' || event.buttons !== 0) return
        const next = onMap(event.target) ? placeOf(event) : null
        setHover((old) => sameHover(old, next))
      },
      onPointerUp() {
        if (held.current !== null && far.current) carry.drop()
        put()
      },
      onPointerCancel() {
        if (held.current !== null && far.current) carry.cancel()
        put()
      },
      onPointerLeave() {
        setHover(null)
      },
      onClick(event: MouseEvent) {
        if (far.current || !onMap(event.target) || frames.topology() === null) return
        const name = nameAt(placeOf(event).place)
        map.own(name)
        lab.select(name)
      },
      onDoubleClick(event: MouseEvent) {
        const { place } = placeOf(event)
        const inHost = place.unit >= 0 && map.path().host === place.host
        if (inHost || !onMap(event.target)) map.goTo({ ...map.path(), inside: true })
        else if (place.zone >= 0) map.down(place)
      },
    },
  }
}

// The keys go on where the pointer has been; the next tick is after the browser's own change of focus.
function focusTree(surface: HTMLElement): void {
  const tree = surface.parentElement?.querySelector<HTMLElement>('[role="tree"] [tabindex="0"]')
  window.requestAnimationFrame(() => tree?.focus({ preventScroll: true }))
}

// What lies over the canvas has events of its own.
function onMap(target: EventTarget | null): boolean {
  return target instanceof HTMLCanvasElement
}

function sameHover(old: Hover | null, next: Hover | null): Hover | null {
  if (next === null || next.place.zone < 0) return null
  return old !== null && samePlace(old.place, next.place) ? old : next
}

function useCancelKey(active: boolean, cancel: () => void): void {
  const act = useRef(cancel)
  useEffect(() => {
    act.current = cancel
  })
  useEffect(() => {
    if (!active) return
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.key !== 'Escape') return
      event.preventDefault()
      act.current()
    }
    window.addEventListener('keydown', onKeyDown, true)
    return () => window.removeEventListener('keydown', onKeyDown, true)
  }, [active])
}
