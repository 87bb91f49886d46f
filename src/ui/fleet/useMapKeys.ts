/** Keys of the map wherever the focus is: nearer, farther, everything, and one step up. */
import { useEffect } from 'react'
import type { State } from '../../app/store'
import { useApp } from '../hooks/useApp'
import type { FleetMap } from './map'

/** One press of a key or button. */
export const zoomStep = 1.6

export function useMapKeys(map: FleetMap): void {
  const { store } = useApp()
  useEffect(() => {
    const keys: Readonly<Record<string, () => void>> = {
      '+': () => map.zoomBy(zoomStep),
      '=': () => map.zoomBy(zoomStep),
      '-': () => map.zoomBy(1 / zoomStep),
      '−': () => map.zoomBy(1 / zoomStep),
      '0': () => map.fit(),
    }
    const onKeyDown = (event: KeyboardEvent) => {
      if (!isForPage(event, store.getState())) return
      if (event.key === 'Escape') {
        if (store.getState().view.drag === null && map.up()) event.preventDefault()
        return
      }
      const act = keys[event.key]
      if (act === undefined) return
      event.preventDefault()
      act()
    }
    window.addEventListener('keydown', onKeyDown)
    return () => window.removeEventListener('keydown', onKeyDown)
  }, [map, store])
}

/** Whether a key is nobody else's: not the page's around this one, nothing is typed into, no list or menu is open. */
export function isForPage(event: KeyboardEvent, { notice, skin }: Pick<State, 'notice' | 'skin'>): boolean {
  const { target } = event
  if (!skin.keys || notice.dialog !== null) return false
  if (event.defaultPrevented || event.altKey || event.ctrlKey || event.metaKey) return false
  return !(
    target instanceof Element &&
    target.closest('input:not([type=radio]), textarea, select, [contenteditable], [role=dialog], [role=menu]')
  )
}
