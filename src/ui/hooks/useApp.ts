/** The page's parts in React: single values of its state, each drawing again only when that value changes. */
import { createContext, useContext, useRef, useSyncExternalStore } from 'react'
import { useStore as useZustand } from 'zustand'
import type { App } from '../../app/app'
import type { State } from '../../app/store'
import type { SessionFrame } from '../../worker/protocol'

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
