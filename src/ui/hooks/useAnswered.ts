/** Questions about the present moment: asked again when the run moves, at most four times a second, one at a time. */
import { useEffect, useState } from 'react'
import { isProblem, type Client, type Problem } from '../../app/client'
import { useApp, useStore } from './useApp'

/** ms between two questions of one view while the run plays. */
const pause = 250

/** An answer with the question it was given to. */
export interface Answered<Q, T> {
  readonly about: Q
  readonly answer: T
}

interface Held<Q, T> extends Answered<Q, T> {
  readonly client: Client
  readonly epoch: number
}

/**
 * The last answer, which may still be that to another question; null before the first, after a problem, and in
 * another run. `about` must be the same value while the question is the same, null asks nothing. `rest`: ms that
 * a new question must stand still before it is asked.
 */
export function useAnswered<Q, T>(
  about: Q | null,
  ask: (about: Q) => Promise<T | Problem>,
  rest = 0,
): Answered<Q, T> | null {
  const { client, frames } = useApp()
  const epoch = useStore((state) => state.run.epoch)
  const [held, setHeld] = useState<Held<Q, T> | null>(null)
  useEffect(() => {
    if (about === null) return
    let wanted = true
    const keep = (answer: T | Problem) => {
      if (wanted) setHeld(isProblem(answer) ? null : { about, answer, client, epoch })
    }
    const asker = startAsking(() => ask(about).then(keep), rest)
    let seen = frames.current()
    const leave = frames.subscribe(() => {
      const { rev, status } = seen
      seen = frames.current()
      if (seen.rev !== rev || seen.status !== status) asker.askAgain()
    })
    return () => {
      wanted = false
      leave()
      asker.stop()
    }
    // What is asked follows from `about`; an answer that is on its way is dropped only with its question.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [client, frames, about, epoch, rest])
  return held !== null && about !== null && held.client === client && held.epoch === epoch ? held : null
}

interface Asker {
  /** Asks once more as soon as that is not too often; a question that waits already is enough. */
  askAgain(): void
  stop(): void
}

function startAsking(ask: () => Promise<void>, rest: number): Asker {
  let timer = window.setTimeout(askNow, rest)
  let asking = false
  let again = false
  let askedAt = 0

  function askNow(): void {
    timer = 0
    asking = true
    again = false
    askedAt = performance.now()
    const answered = (): void => {
      asking = false
      if (again) schedule()
    }
    // A lost session says so by itself.
    ask().then(answered, answered)
  }

  function schedule(): void {
    timer = window.setTimeout(askNow, Math.max(0, pause - (performance.now() - askedAt)))
  }

  return {
    askAgain() {
      if (timer !== 0) return
      if (asking) again = true
      else schedule()
    },
    stop() {
      again = false
      window.clearTimeout(timer)
    },
  }
}
