/** A formula as MathML, which browsers draw and screen readers speak; the TeX itself where MathML is not known. */
import temml from 'temml'
import { useLayoutEffect, useRef, useState, type RefObject } from 'react'
import styles from './ModelsPage.module.css'

export function Formula({ tex }: { readonly tex: string }) {
  const element = useRef<HTMLDivElement>(null)
  const markup = temml.renderToString(tex, { displayMode: true, throwOnError: false })
  const wide = useIsWide(element)
  return (
    <div
      ref={element}
      className={styles['formula']}
      // What is longer than the card is scrolled by keys as well.
      tabIndex={wide ? 0 : undefined}
      role={wide ? 'group' : undefined}
      // The TeX is ours, from the equations' files; nothing a reader writes comes this way.
      dangerouslySetInnerHTML={{ __html: markup }}
    />
  )
}

/** True while an element holds more than it shows. */
function useIsWide(element: RefObject<HTMLElement | null>): boolean {
  const [wide, setWide] = useState(false)
  useLayoutEffect(() => {
    const { current } = element
    if (current === null) return
    const measure = () => setWide(current.scrollWidth > current.clientWidth)
    const observer = new ResizeObserver(measure)
    observer.observe(current)
    measure()
    return () => observer.disconnect()
  }, [element])
  return wide
}
