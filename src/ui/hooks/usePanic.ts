/** Kill switches: whom they would stop is asked when they are pointed at, and kept until the run moves on. */
import { useCallback, useMemo, useState } from 'react'
import { addNotice } from '../../app/store'
import type { Command } from '../../sim'
import { useApp, useFrame } from './useApp'

export interface PanicSide {
  readonly id: 'A' | 'B'
  readonly panic: Command
}

export interface Panic {
  /** Names of the workloads that would stop; null while unknown. */
  readonly victims: (side: PanicSide['id']) => readonly string[] | null
  readonly previewed: (side: PanicSide['id']) => boolean
  readonly preview: (side: PanicSide, on: boolean) => void
  readonly pull: (side: PanicSide) => void
}

interface Known {
  readonly side: PanicSide['id']
  readonly rev: number
  readonly victims: readonly string[]
}

export function usePanic(): Panic {
  const { client, frames, playback, store } = useApp()
  const [shown, setShown] = useState<PanicSide['id'] | null>(null)
  const [known, setKnown] = useState<Known | null>(null)
  // Another moment has other victims.
  const rev = useFrame((frame) => frame.rev)

  const preview = useCallback(
    (side: PanicSide, on: boolean) => {
      setShown(on ? side.id : null)
      if (!on) return
      const asked = frames.current().rev
      client.victims(side.panic).then(
        (victims) => setKnown({ side: side.id, rev: asked, victims }),
        // The session has been lost; the page says so by itself.
        () => setShown(null),
      )
    },
    [client, frames],
  )
  const pull = useCallback(
    (side: PanicSide) => {
      playback.pause()
      setShown(null)
      client.perform(side.panic).then(
        (refusal) => {
          if (refusal === null) return
          const { reason, args } = refusal
          addNotice(store, { tone: 'problem', text: `refusal.${reason}`, args, place: '', action: null })
        },
        () => setKnown(null),
      )
    },
    [client, playback, store],
  )
  return useMemo(
    () => ({
      victims: (side) => (known !== null && known.side === side && known.rev === rev ? known.victims : null),
      previewed: (side) => shown === side,
      preview,
      pull,
    }),
    [known, rev, shown, preview, pull],
  )
}
