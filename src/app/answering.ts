/** The reader's side of a lesson: choosing, locking a claim, asking what would have changed the outcome. */
import { isProblem, type Client } from './client'
import type { FrameStore } from './frame'
import type { Confidence, WhatIfState } from './slices/lesson'
import { addNotice, type Store } from './store'
import type { SessionFrame } from '../worker/protocol'

export interface LessonActions {
  choose(choice: string): void
  setConfidence(confidence: Confidence): void
  /** Locks the chosen answer of the open gate; the clock then runs on to the end. */
  lock(): Promise<void>
  /** Re-runs a counterfactual, once. */
  askWhatIf(id: string): Promise<void>
}

interface Parts {
  readonly client: Client
  readonly frames: FrameStore
  readonly store: Store
}

export function createLessonActions({ client, frames, store }: Parts): LessonActions {
  frames.subscribe(() => follow(frames, store))
  return {
    choose: (choice) => store.change('lesson', { choice }),
    setConfidence: (confidence) => store.change('lesson', { confidence }),
    async lock() {
      const { choice, confidence, locking } = store.getState().lesson
      const gate = frames.current().gates.find((one) => one.shut)
      if (choice === null || locking || gate === undefined) return
      store.change('lesson', { locking: true })
      const answer = await client.claim({ gate: gate.id, choice, confidence }).catch(() => null)
      store.change('lesson', { locking: false })
      if (answer !== null) {
        const code = isProblem(answer) ? answer.problem : answer.reason
        addNotice(store, {
          tone: 'problem',
          text: 'problem.claim-refused',
          args: { code },
          place: '',
          action: null,
        })
        return
      }
      store.change('lesson', { locked: true })
      runOn()
    },
    async askWhatIf(id) {
      const { whatIfs } = store.getState().lesson
      if (whatIfs[id] !== undefined && whatIfs[id].state !== 'failed') return
      const { epoch } = store.getState().run
      remember(id, { state: 'asked' })
      const result = await client.whatIf(id).catch(() => null)
      if (store.getState().run.epoch !== epoch) return
      remember(id, result === null || isProblem(result) ? { state: 'failed' } : { state: 'known', result })
    },
  }

  function remember(id: string, state: WhatIfState): void {
    store.change('lesson', { whatIfs: { ...store.getState().lesson.whatIfs, [id]: state } })
  }

  // The barrier in the frame at hand is still the gate's, so the seek goes round it.
  function runOn(): void {
    const pace = paceToEnd(frames.current())
    if (store.getState().settings.motion === 'full') client.order({ type: 'pace', virtualPerWall: pace })
    else client.order({ type: 'seek', to: frames.current().end })
  }
}

/** Virtual seconds per second: the rest of a run takes at most some twelve seconds, whatever its length. */
function paceToEnd({ now, end }: SessionFrame): number {
  return Math.max(4, Math.ceil((end - now) / 12_000_000))
}

/** Takes from each frame what the lesson must not forget: that the gate was reached, and how it came out. */
function follow(frames: FrameStore, store: Store): void {
  const frame = frames.current()
  const { gates, now } = frame
  const [gate] = gates
  if (gate === undefined) return
  const { asked, outcome, moment, choice } = store.getState().lesson
  if (!asked && now >= gate.at) store.change('lesson', { asked: true })
  if (outcome === null && gate.outcome !== null) store.change('lesson', { outcome: gate.outcome })
  if (moment === null && gate.outcome !== null && frame.stacks.length > 0) {
    store.change('lesson', { moment: frame })
  }
  if (gate.claim !== null && choice === null) {
    store.change('lesson', { choice: gate.claim.choice, confidence: gate.claim.confidence })
  }
}
