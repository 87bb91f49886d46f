/** Pan, wheel and pinch: d3 listens to the pointer and says where the camera shall be; it draws nothing. */
import { useEffect, useRef, type RefObject } from 'react'
import { select, zoom, zoomIdentity, type D3ZoomEvent } from 'd3'
import { closest } from '../../viz/fleet'
import type { FleetMap } from './map'

/** px that a hand may tremble during a click. */
const tremble = 4

/** `isTaken`: this press of a button is for something else than moving the map. */
export function useZoom(
  element: RefObject<HTMLElement | null>,
  map: FleetMap,
  isTaken: (event: MouseEvent) => boolean,
): void {
  const taken = useRef(isTaken)
  useEffect(() => {
    taken.current = isTaken
  })
  useEffect(() => {
    const node = element.current
    if (node === null) return
    const here = select(node)
    // The camera also moves without d3, which must begin each gesture from where it is.
    const catchUp = () => {
      const { width, height } = map.size()
      const { x, y, k } = map.camera()
      here.property('__zoom', zoomIdentity.translate(width / 2 - x * k, height / 2 - y * k).scale(k))
    }
    const behaviour = zoom<HTMLElement, unknown>()
      .scaleExtent([0.1, closest])
      .clickDistance(tremble)
      .filter((event: MouseEvent | WheelEvent | TouchEvent) => {
        if ('button' in event && event.type !== 'wheel') {
          if (event.button !== 0 || event.ctrlKey || taken.current(event)) return false
        }
        catchUp()
        return true
      })
      .on('zoom', (event: D3ZoomEvent<HTMLElement, unknown>) => {
        if (event.sourceEvent === null) return
        const { width, height } = map.size()
        const { x, y, k } = event.transform
        map.look({ x: (width / 2 - x) / k, y: (height / 2 - y) / k, k })
      })
    here.call(behaviour).on('dblclick.zoom', null)
    return () => {
      here.on('.zoom', null)
    }
  }, [element, map])
}
