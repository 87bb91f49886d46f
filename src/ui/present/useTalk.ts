/** The talk as it stands: its beats and which of them is shown. */
import { use } from 'react'
import type { Present } from '../../app/present'
import type { TalkBeat } from '../../app/talk'
import { useApp, useFrame, useStore } from '../hooks/useApp'

interface Talk {
  readonly beats: readonly TalkBeat[]
  readonly index: number
}

export function useTalk(): Talk {
  const present = usePresent()
  // Beats that are chosen or written come with the skin, those of the run with its frames.
  useStore((state) => state.skin)
  return useFrame(() => present.talk(), sameTalk)
}

/** Whoever asks waits until the walk is loaded. */
export function usePresent(): Present {
  return use(useApp().present())
}

function sameTalk(one: Talk, other: Talk): boolean {
  return (
    one.index === other.index &&
    one.beats.length === other.beats.length &&
    one.beats.every((beat, at) => sameBeat(beat, other.beats[at]))
  )
}

function sameBeat(one: TalkBeat, other: TalkBeat | undefined): boolean {
  return (
    other !== undefined &&
    one.at === other.at &&
    one.text === other.text &&
    JSON.stringify(one.origin) === JSON.stringify(other.origin)
  )
}
