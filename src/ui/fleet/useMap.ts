/** Values of the map in React: drawn again only when the value itself changes. */
import { useCallback, useRef, useSyncExternalStore } from 'react'
import type { FleetMap } from './map'

export function useMapValue<T>(
  map: FleetMap,
  select: (map: FleetMap) => T,
  equal: (a: T, b: T) => boolean = Object.is,
): T {
  const last = useRef<{ readonly value: T } | null>(null)
  const subscribe = useCallback((listener: () => void) => map.subscribe(listener), [map])
  return useSyncExternalStore(subscribe, () => {
    const value = select(map)
    if (last.current === null || !equal(last.current.value, value)) last.current = { value }
    return last.current.value
  })
}
