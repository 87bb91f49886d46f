// The worker's shell on a bench: a clock that moves when it is told to, and callbacks that wait to be let go.
import { createShell } from '../../src/worker/shell'
import type {
  Answer,
  FromWorker,
  Interest,
  OpenRequest,
  SessionFrame,
  ToWorker,
} from '../../src/worker/protocol'

export interface Bench {
  readonly posted: FromWorker[]
  readonly transfers: (readonly ArrayBuffer[])[]
  /** Wall time in ms. */
  wall: number
  /** What one look at the clock takes. */
  costOfLook: number
  readonly soon: (() => void)[]
  readonly later: { readonly callback: () => void; readonly ms: number }[]
  send(message: ToWorker): void
  /** Lets waiting callbacks go until none is left; with `most`, only so many. Returns how many went. */
  settle(most?: number): number
  /** Sends a question and gives its answer. */
  ask(question: Question): Answer
  open(request: OpenRequest): Answer
  /** Pulls, and gives the frame; fails when the pull waits. */
  frame(interest?: Partial<Interest>): SessionFrame
  frames(): readonly SessionFrame[]
}

type WithId = Extract<ToWorker, { readonly id: number }>
/** Everything that is answered by id, without the id. */
export type Question = WithId extends infer M ? (M extends WithId ? Omit<M, 'id'> : never) : never

export const watchingNothing: Interest = { stacks: [], series: [], factsFrom: 0 }

/** At most so many callbacks: a shell that never rests fails instead of hanging. */
const patience = 100000

export function createBench(): Bench {
  let id = 0
  const bench: Bench = {
    posted: [],
    transfers: [],
    wall: 0,
    costOfLook: 0,
    soon: [],
    later: [],
    send: (message) => handle(message),
    settle(most = patience) {
      let done = 0
      for (; done < most; done++) {
        const callback = bench.soon.shift() ?? bench.later.shift()?.callback
        if (callback === undefined) return done
        callback()
      }
      if (most === patience) throw new Error('the shell never rests')
      return done
    },
    ask(question) {
      id++
      handle({ ...question, id } as ToWorker)
      const answer = bench.posted.find((message) => message.type === 'answer' && message.id === id)
      if (answer?.type !== 'answer') throw new Error(`no answer to ${question.type}`)
      return answer.answer
    },
    open: (open) => bench.ask({ type: 'open', open }),
    frame(interest = {}) {
      const before = bench.frames().length
      // What the page watches changes with every pull, so that no pull has to wait.
      handle({ type: 'pull', interest: { ...watchingNothing, factsFrom: -++id, ...interest } })
      const frame = bench.frames()[before]
      if (frame === undefined) throw new Error('the pull waits')
      return frame
    },
    frames: () => bench.posted.flatMap((message) => (message.type === 'frame' ? [message.frame] : [])),
  }
  const handle = createShell({
    post(message, transfer) {
      bench.posted.push(structuredClone(message))
      bench.transfers.push(transfer)
    },
    clock() {
      bench.wall += bench.costOfLook
      return bench.wall
    },
    soon: (callback) => bench.soon.push(callback),
    later: (callback, ms) => bench.later.push({ callback, ms }),
    slice: 8,
  })
  return bench
}
