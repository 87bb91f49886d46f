/** Whether a media query holds now. */
import { useCallback, useSyncExternalStore } from 'react'

export function useMedia(query: string): boolean {
  const subscribe = useCallback(
    (listener: () => void) => {
      const list = window.matchMedia(query)
      // Old web views have only the older pair of methods.
      if (typeof list.addEventListener !== 'function') {
        list.addListener(listener)
        return () => list.removeListener(listener)
      }
      list.addEventListener('change', listener)
      return () => list.removeEventListener('change', listener)
    },
    [query],
  )
  return useSyncExternalStore(subscribe, () => window.matchMedia(query).matches)
}

/** Below this width the page is one column with a sheet at its foot. */
export function usePhone(): boolean {
  return useMedia('(max-width: 719px)')
}

/** Whether fingers point here: what is too small for one is then to be read, not pressed. */
export function useTouch(): boolean {
  return useMedia('(pointer: coarse)')
}
