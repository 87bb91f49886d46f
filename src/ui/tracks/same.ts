/** Frames carry new copies of what has not changed: these tell when there is something new to draw. */
import type { BranchView, Series, TrackView } from '../../sim'
import type { SessionFrame } from '../../worker/protocol'

/** The same samples; a series is short enough to look at all of them. */
export function sameSeries(a: Series | null, b: Series | null): boolean {
  if (a === null || b === null) return a === b
  if (a.branch !== b.branch || a.at.length !== b.at.length) return false
  return a.value.every((value, at) => value === b.value[at])
}

/** The part of a run's length that a track may grow before it is drawn again: less than a pixel. */
const finest = 1500

interface Tracks {
  readonly tracks: readonly TrackView[]
  readonly end: number
}

export function tracksIn({ tracks, end }: SessionFrame): Tracks {
  return { tracks, end }
}

export function sameTracks(a: Tracks, b: Tracks): boolean {
  return (
    a.end === b.end &&
    a.tracks.length === b.tracks.length &&
    a.tracks.every((track, at) => sameTrack(track, b.tracks[at], a.end))
  )
}

function sameTrack(a: TrackView, b: TrackView | undefined, end: number): boolean {
  if (b === undefined || a.branch !== b.branch) return false
  if (Math.floor((a.reached * finest) / end) !== Math.floor((b.reached * finest) / end)) return false
  if (a.keyframes.length !== b.keyframes.length || a.marks.length !== b.marks.length) return false
  return a.marks.every((mark, at) => {
    const other = b.marks[at]
    return mark.at === other?.at && mark.fact === other.fact && mark.count === other.count
  })
}

export function sameBranches(a: readonly BranchView[], b: readonly BranchView[]): boolean {
  return (
    a.length === b.length &&
    a.every((one, at) => {
      const other = b[at]
      return (
        one.id === other?.id && one.at === other.at && one.edits === other.edits && one.name === other.name
      )
    })
  )
}
