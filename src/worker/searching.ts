/** A search for what would have changed a fact: worlds of its own, worked on in slices beside the open run. */
import type { Counterfactuals, SearchProgress } from '../sim'
import type { FromWorker } from './protocol'

type Steps = Generator<SearchProgress, Counterfactuals>

export interface Searching {
  /** Begins a search that the answer with this number is waited for; an older one is stopped. */
  begin(id: number, steps: Steps): void
  /** Ends the search; whoever waits for it is told so. */
  stop(): void
}

interface SearchParts {
  post(message: FromWorker, transfer: readonly ArrayBuffer[]): void
  clock(): number
  soon(callback: () => void): void
  readonly slice: number
  /** Runs work whose failure ends the session. */
  guard(work: () => void): void
}

export function createSearching({ post, clock, soon, slice, guard }: SearchParts): Searching {
  let present: { readonly id: number; readonly steps: Steps; told: number } | null = null

  const work = (mine: typeof present): void =>
    guard(() => {
      // Stopped since, or another one has taken its place.
      if (mine === null || mine !== present) return
      const until = clock() + slice
      let step = mine.steps.next()
      while (step.done !== true && clock() < until) step = mine.steps.next()
      if (step.done === true) {
        present = null
        return post({ type: 'answer', id: mine.id, answer: step.value }, [])
      }
      if (step.value.runs !== mine.told) {
        mine.told = step.value.runs
        post({ type: 'progress', id: mine.id, progress: step.value }, [])
      }
      soon(() => work(mine))
    })

  const stop = (): void => {
    if (present !== null) post({ type: 'answer', id: present.id, answer: { problem: 'stopped' } }, [])
    present = null
  }

  return {
    begin(id, steps) {
      stop()
      const mine = { id, steps, told: 0 }
      present = mine
      soon(() => work(mine))
    },
    stop,
  }
}
