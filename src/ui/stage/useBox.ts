/**
 * The size of an element in whole px, and the type it is set in; both follow the window, the language and the
 * skin.
 */
import { useLayoutEffect, useState, type RefObject } from 'react'

export interface Box {
  readonly width: number
  readonly height: number
  /** Size of small text, px. */
  readonly text: number
  /** Least height of a button, px. */
  readonly button: number
}

const unknown: Box = { width: 0, height: 0, text: 13, button: 32 }

export function useBox(element: RefObject<HTMLElement | null>): Box {
  const [box, setBox] = useState<Box>(unknown)
  useLayoutEffect(() => {
    const node = element.current
    if (node === null) return
    const measure = () => {
      const next = measured(node)
      setBox((old) => (sameBox(old, next) ? old : next))
    }
    measure()
    const observer = new ResizeObserver(measure)
    observer.observe(node)
    // Language and skin change the type without changing the size of the element.
    const attributes = new MutationObserver(measure)
    attributes.observe(document.documentElement, { attributes: true, attributeFilter: ['lang', 'data-skin'] })
    return () => {
      observer.disconnect()
      attributes.disconnect()
    }
  }, [element])
  return box
}

function measured(node: HTMLElement): Box {
  const style = getComputedStyle(node)
  const px = (property: string, otherwise: number) =>
    Number.parseFloat(style.getPropertyValue(property)) || otherwise
  return {
    width: Math.floor(node.clientWidth),
    height: Math.floor(node.clientHeight),
    text: px('--size-small', unknown.text),
    button: px('--height-button', unknown.button),
  }
}

function sameBox(one: Box, other: Box): boolean {
  return (
    one.width === other.width &&
    one.height === other.height &&
    one.text === other.text &&
    one.button === other.button
  )
}
