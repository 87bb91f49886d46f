/** Carrying a unit to another host: the host under it is asked whether it may come, before it is dropped. */
import { useCallback, useEffect, useMemo, useRef } from 'react'
import type { Refusal } from '../../sim'
import { moveTo } from '../fleet/moving'
import { useApp, useStore } from '../hooks/useApp'

export interface Move {
  /** The unit that is carried; null when none is. */
  readonly carried: string | null
  /** Whether units may be picked up without a key held: not while presenting, where the pointer only points. */
  readonly free: boolean
  /** Takes a unit up where it is; `workload` is what commands call it, when that is another name. */
  readonly start: (unit: string, over: string | null, workload?: Promise<string | null>) => void
  readonly carryTo: (host: string | null) => void
  /** Moves it where it is now, unless that host refuses it. */
  readonly drop: (from: string) => void
  readonly cancel: () => void
}

export function useMove(): Move {
  const { client, frames, lab, store } = useApp()
  const carried = useStore((state) => state.view.drag?.workload ?? null)
  const free = useStore((state) => state.skin.ui !== 'present')
  const named = useRef(Promise.resolve<string | null>(null))

  const start = useCallback<Move['start']>(
    (unit, over, workload = Promise.resolve(unit)) => {
      named.current = workload.catch(() => null)
      store.change('view', { drag: { workload: unit, over, refusal: undefined } })
    },
    [store],
  )
  const carryTo = useCallback(
    (host: string | null) => {
      const { drag } = store.getState().view
      if (drag === null || drag.over === host) return
      const { workload: unit } = drag
      store.change('view', { drag: { workload: unit, over: host, refusal: undefined } })
      if (host === null) return
      const answer = async (): Promise<Refusal | null> => {
        const workload = await named.current
        return workload === null ? gone(unit) : client.could(moveTo(frames.topology(), workload, host))
      }
      answer().then(
        (refusal) => {
          const { drag: now } = store.getState().view
          // The pointer may have gone on while the answer was on its way.
          if (now?.workload !== unit || now.over !== host) return
          store.change('view', { drag: { workload: unit, over: host, refusal } })
        },
        () => {}, // a lost session says so by itself
      )
    },
    [client, frames, store],
  )
  const cancel = useCallback(() => store.change('view', { drag: null }), [store])
  const drop = useCallback(
    (from: string) => {
      const { drag } = store.getState().view
      store.change('view', { drag: null })
      if (drag === null || drag.over === null || drag.over === from) return
      // An answer that has not come yet comes with the command itself.
      if (drag.refusal !== null && drag.refusal !== undefined) return
      const { over } = drag
      void named.current.then((name) =>
        name === null ? null : lab.perform(moveTo(frames.topology(), name, over)),
      )
    },
    [frames, lab, store],
  )
  // A view that goes away takes what it carried along.
  useEffect(() => cancel, [cancel])
  return useMemo(
    () => ({ carried, free, start, carryTo, drop, cancel }),
    [carried, free, start, carryTo, drop, cancel],
  )
}

function gone(name: string): Refusal {
  return { reason: 'gone', args: { name } }
}
