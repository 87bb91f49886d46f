/** The width of an element in whole px; it follows the window. */
import { useLayoutEffect, useState, type RefObject } from 'react'

/** Used until the element has been measured, and where nothing has a layout. */
const unmeasured = 800

export function useWidth(element: RefObject<HTMLElement | null>): number {
  const [width, setWidth] = useState(unmeasured)
  useLayoutEffect(() => {
    const node = element.current
    if (node === null) return
    const measure = () => {
      if (node.clientWidth > 0) setWidth(Math.floor(node.clientWidth))
    }
    measure()
    const observer = new ResizeObserver(measure)
    observer.observe(node)
    return () => observer.disconnect()
  }, [element])
  return width
}
