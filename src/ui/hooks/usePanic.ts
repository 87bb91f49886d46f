/** Kill switches: whom they would stop is asked for all of them whenever the run comes to rest at another moment. */
import { useCallback, useEffect, useMemo, useState } from 'react'
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

type Known = Readonly<Partial<Record<PanicSide['id'], readonly string[]>>>

/** ms that a moment must stand still before it is asked about: a run that plays passes sixty a second. */
const rest = 60
const nothing: Known = {}

/** `sides`: the switches that are in sight, the same array as long as they are the same. */
export function usePanic(sides: readonly PanicSide[]): Panic {
  const { client, playback, store } = useApp()
  const [shown, setShown] = useState<PanicSide['id'] | null>(null)
  const known = useVictims(sides)

  const preview = useCallback((side: PanicSide, on: boolean) => setShown(on ? side.id : null), [])
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
        // The session has been lost; the page says so by itself.
        () => {},
      )
    },
    [client, playback, store],
  )
  return useMemo(
    () => ({
      victims: (side) => known[side] ?? null,
      previewed: (side) => shown === side,
      preview,
      pull,
    }),
    [known, shown, preview, pull],
  )
}

// Another moment has other victims; until they are known, those of the last one stand, so that words do not flicker.
function useVictims(sides: readonly PanicSide[]): Known {
  const { client } = useApp()
  const rev = useFrame((frame) => frame.rev)
  const [known, setKnown] = useState<Known>(nothing)
  useEffect(() => {
    if (sides.length === 0) return
    let passed = false
    const timer = window.setTimeout(() => {
      const answers = sides.map(({ id, panic }) =>
        client.victims(panic).then((names) => [id, names] as const),
      )
      Promise.all(answers).then(
        (all) => {
          if (!passed) setKnown(Object.fromEntries(all))
        },
        () => {
          if (!passed) setKnown(nothing)
        },
      )
    }, rest)
    return () => {
      passed = true
      window.clearTimeout(timer)
    }
  }, [client, rev, sides])
  return sides.length === 0 ? nothing : known
}
