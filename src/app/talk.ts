/** What a talk walks through: the beats of its link, the steps of a lesson, or the moments of a run worth showing. */
import type { Beat, Micros } from '../sim'
import type { SessionFrame } from '../worker/protocol'
import { mostBeats } from './beats'
import type { State } from './store'

/** Where a beat comes from; a mark is a fact (or, with -1, an edit) of the run. */
export type BeatOrigin =
  | { readonly type: 'written' | 'start' | 'gate' | 'end' }
  | { readonly type: 'mark'; readonly fact: number; readonly name: string }

export interface TalkBeat extends Beat {
  readonly origin: BeatOrigin
}

export function talkOf({ run, skin }: State, frame: SessionFrame, branch: number): readonly TalkBeat[] {
  if (skin.beats.length > 0) return skin.beats.map((beat) => ({ ...beat, origin: { type: 'written' } }))
  const middle =
    frame.gates.length > 0
      ? frame.gates.map(({ at }): TalkBeat => ({ at, origin: { type: 'gate' } }))
      : [...scripted(run.scenario?.script ?? []), ...marked(frame, branch)]
  const first: TalkBeat = { at: 0, origin: { type: 'start' } }
  const last: TalkBeat = { at: frame.end, origin: { type: 'end' } }
  return [first, ...apart(middle, frame.end), last]
}

/** The beat that a time belongs to. */
export function beatAt(beats: readonly TalkBeat[], at: Micros): number {
  return beats.reduce((found, beat, index) => (beat.at <= at ? index : found), 0)
}

function scripted(script: readonly { readonly at: Micros; readonly command: { readonly name: string } }[]) {
  return script.map(({ at, command }): TalkBeat => ({
    at,
    origin: { type: 'mark', fact: -1, name: command.name },
  }))
}

function marked({ tracks }: SessionFrame, branch: number): readonly TalkBeat[] {
  const marks = tracks.find((track) => track.branch === branch)?.marks ?? []
  return marks
    .filter(({ tone }) => tone === 'edit' || tone === 'critical')
    .map(({ at, fact, name }) => ({ at, origin: { type: 'mark', fact, name } }))
}

/** In order of time, one at each moment, none at the start or the end, and no more than can be walked through. */
function apart(beats: readonly TalkBeat[], end: Micros): readonly TalkBeat[] {
  return beats
    .filter(({ at }, index) => at > 0 && at < end && beats.findIndex((other) => other.at === at) === index)
    .sort((one, other) => one.at - other.at)
    .slice(0, mostBeats - 2)
}
