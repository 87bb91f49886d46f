/** The beats of a talk: moments kept with the view they are shown in, carried by the link. */
import type { Beat, Link } from '../sim'
import type { SessionFrame } from '../worker/protocol'
import { emptyView } from './slices/view'
import type { State } from './store'

/** As many as a link may carry, and as long as their texts may be. */
export const mostBeats = 24
export const longestText = 400

type SeenView = Pick<NonNullable<Link['view']>, 'selected' | 'lens' | 'stage' | 'camera' | 'compare'>

/** The stage as it is seen now; what is as it always starts is left out, to keep links short. */
function seenView({ view, selection }: State): SeenView {
  const { camera, compare, lens, stage } = view
  const [selected] = selection.selected
  return {
    ...(selected === undefined ? {} : { selected }),
    ...(lens === emptyView.lens ? {} : { lens }),
    ...(stage === emptyView.stage ? {} : { stage }),
    ...(compare.length === 0 ? {} : { compare: [...compare] }),
    ...(camera === null ? {} : { camera: [camera.x, camera.y, camera.k] }),
  }
}

/** As a link carries it: with the causes that are open, and the beats. */
export function viewOf(state: State): Link['view'] {
  const { why } = state.view
  const { beats } = state.skin
  const view: NonNullable<Link['view']> = {
    ...seenView(state),
    ...(why === null ? {} : { why }),
    ...(beats.length === 0 ? {} : { beats: [...beats] }),
  }
  return Object.keys(view).length === 0 ? undefined : view
}

export function beatNow(state: State, { now, branch }: SessionFrame): Beat {
  return { at: now, branch, ...seenView(state) }
}

/** The list with one beat moved by a place; the same list where it cannot move. */
export function movedBeat(beats: readonly Beat[], from: number, by: -1 | 1): readonly Beat[] {
  const [beat, other] = [beats[from], beats[from + by]]
  if (beat === undefined || other === undefined) return beats
  return beats.map((one, at) => (at === from ? other : at === from + by ? beat : one))
}

export function wordedBeat(beats: readonly Beat[], at: number, words: string): readonly Beat[] {
  return beats.map((beat, index) => {
    if (index !== at) return beat
    const { text: _text, ...silent } = beat
    return words === '' ? silent : { ...silent, text: words.slice(0, longestText) }
  })
}
