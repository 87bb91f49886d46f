/** The page's parts in React: single values of its state, each drawing again only when that value changes. */
import { createContext, useContext, useEffect, useRef, useSyncExternalStore } from 'react'
import { useStore as useZustand } from 'zustand'
import type { App } from '../../app/app'
import type { State } from '../../app/store'
import type { FleetTopology } from '../../sim'
import type { Interest, SessionFrame } from '../../worker/protocol'

const AppContext = createContext<App | null>(null)
export const AppProvider = AppContext.Provider

export function useApp(): App {
  const app = useContext(AppContext)
  if (app === null) throw new Error('no app above this component')
  return app
}

/** `const theme = useStore((state) => state.settings.theme)`. */
export function useStore<T>(select: (state: State) => T): T {
  return useZustand(useApp().store, select)
}

/** One value of the newest frame. With `equal`, an equal value made anew counts as the same. */
export function useFrame<T>(
  select: (frame: SessionFrame) => T,
  equal: (a: T, b: T) => boolean = Object.is,
): T {
  const { frames } = useApp()
  const last = useRef<{ readonly value: T } | null>(null)
  const read = () => {
    const value = select(frames.current())
    if (last.current === null || !equal(last.current.value, value)) last.current = { value }
    return last.current.value
  }
  return useSyncExternalStore(frames.subscribe, read)
}

/** The shape of the fleet; the same object until hosts, groups or tenants come or go. */
export function useTopology(): FleetTopology | null {
  const { frames } = useApp()
  return useSyncExternalStore(frames.subscribe, frames.topology)
}

/** Asks for a part of the frames while the component is there; `part` must be the same object while it is equal. */
export function useInterest(view: string, part: Partial<Interest>): void {
  const { interests } = useApp()
  useEffect(() => {
    interests.want(view, part)
  }, [interests, view, part])
  useEffect(() => () => interests.drop(view), [interests, view])
}
