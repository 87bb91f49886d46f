/** Carrying a workload to another host: each host under it is asked whether it would take it, before it is dropped. */
import { useEffect, useMemo } from 'react'
import type { App } from '../../app/app'
import { useApp, useStore } from '../hooks/useApp'
import { moveTo } from './moving'

export interface Carry {
  /** Whether units may be picked up without a key held: not while presenting, where the pointer only points. */
  readonly free: boolean
  readonly start: (workload: string, from: string) => void
  readonly over: (host: string | null) => void
  /** Moves it where it is now, unless that host refuses it. */
  readonly drop: () => void
  readonly cancel: () => void
}

export function useCarry(): Carry {
  const app = useApp()
  const free = useStore((state) => state.skin.ui !== 'present')
  const carry = useMemo(() => createCarry(app), [app])
  // A view that goes away takes what it carried along.
  useEffect(() => carry.cancel, [carry])
  return useMemo(() => ({ ...carry, free }), [carry, free])
}

function createCarry({ client, frames, lab, store }: App): Omit<Carry, 'free'> {
  let home = ''
  let asking = false
  const moveOf = (workload: string, host: string) => moveTo(frames.topology(), workload, host)

  // One question at a time: when the pointer has gone on meanwhile, the next is about where it is then.
  const ask = (): void => {
    const { drag } = store.getState().view
    if (asking || drag === null || drag.over === null || drag.over === home) return
    if (drag.refusal !== undefined) return
    const { workload, over } = drag
    asking = true
    client.could(moveOf(workload, over)).then(
      (refusal) => {
        asking = false
        const { drag: now } = store.getState().view
        if (now?.workload === workload && now.over === over) {
          store.change('view', { drag: { workload, over, refusal } })
        } else ask()
      },
      () => {
        asking = false // a lost session says so by itself
      },
    )
  }

  return {
    start(workload, from) {
      home = from
      store.change('view', { drag: { workload, over: from, refusal: undefined } })
    },
    over(host) {
      const { drag } = store.getState().view
      if (drag === null || drag.over === host) return
      store.change('view', { drag: { workload: drag.workload, over: host, refusal: undefined } })
      ask()
    },
    drop() {
      const { drag } = store.getState().view
      store.change('view', { drag: null })
      if (drag === null || drag.over === null || drag.over === home) return
      // An answer that has not come yet comes with the command itself.
      if (drag.refusal == null) void lab.perform(moveOf(drag.workload, drag.over))
    },
    cancel: () => store.change('view', { drag: null }),
  }
}
