/**
 * Messages → session, in slices short enough that questions are answered between them. The page's pulls set
 * the rate of frames.
 */
import type { Answer, FromWorker, Interest, RunStatus, SessionFrame, ToWorker } from './protocol'
import { opensAtOnce } from './opening'
import { createSearching } from './searching'
import { createSession, type Session } from './session'

export interface ShellParts {
  post(message: FromWorker, transfer: readonly ArrayBuffer[]): void
  /** Wall clock in ms. */
  clock(): number
  /** Calls back as soon as waiting messages have been heard. */
  soon(callback: () => void): void
  /** Calls back after about this many ms. */
  later(callback: () => void, ms: number): void
  /** Length of a slice in ms; shorter where the page shares the thread. */
  readonly slice: number
  /** Loads what the first lessons do without; left out where everything is there. */
  readonly loadRest?: () => Promise<unknown>
}

/** Most instants between two looks at the clock; heavy worlds get fewer, down to one. */
const instantsPerLook = 64
/** Playing looks at the clock about as often as a screen is drawn. */
const paceInterval = 16

/** What may be done before the rest is loaded: the first lessons, played. */
function isForFirstLessons(message: ToWorker): boolean {
  switch (message.type) {
    case 'open':
      return 'lesson' in message.open && opensAtOnce(message.open.lesson)
    case 'pull':
    case 'pace':
    case 'seek':
    case 'step':
    case 'knob':
    case 'claim':
    case 'explain':
    case 'victims':
    case 'inspect':
      return true
    default:
      return false
  }
}

/**
 * Messages in their order. The first that needs more than the first lessons waits until the rest is loaded, and
 * all that come after it wait with it; whatever it is, the rest is fetched as soon as something has been opened.
 */
export function createShell(parts: ShellParts): (message: ToWorker) => void {
  const handle = createHandler(parts)
  const { loadRest } = parts
  if (loadRest === undefined) return handle
  let whole = false
  let loading = false
  let waiting: ToWorker[] = []
  const finish = (): void => {
    whole = true
    const heard = waiting
    waiting = []
    for (const message of heard) handle(message)
  }
  const load = (): void => {
    if (loading || whole) return
    loading = true
    loadRest().then(finish, () => {
      loading = false
      const heard = waiting
      waiting = []
      // Without the rest no question can be answered; the next one tries again.
      for (const message of heard)
        if ('id' in message)
          parts.post({ type: 'answer', id: message.id, answer: { problem: 'not-loaded' } }, [])
    })
  }
  return (message) => {
    if (whole) return handle(message)
    if (waiting.length === 0 && isForFirstLessons(message)) {
      handle(message)
      if (message.type === 'pull') parts.later(load, restDelay)
      return
    }
    waiting.push(message)
    load()
  }
}

/** ms after the first frame was asked for: what is on the screen comes first. */
const restDelay = 500

function createHandler(parts: ShellParts): (message: ToWorker) => void {
  const session = createSession()
  let open = false
  let pace = 0
  let lastWall = 0
  let seeking = false
  let scheduled = false
  let waiting: Interest | null = null
  let lastAnswered = ''
  let batch = 1

  const status = (): RunStatus =>
    seeking ? 'seeking' : pace > 0 && session.now < session.barrier ? 'running' : 'paused'

  /** A pull is answered when there is something new; until then it waits, and the page rests with it. */
  const answerPull = (): void => {
    if (waiting === null || !open) return
    const state = `${session.rev} ${session.now} ${status()} ${JSON.stringify(waiting)}`
    if (state === lastAnswered) return
    lastAnswered = state
    const frame = session.frame(waiting, status())
    waiting = null
    parts.post({ type: 'frame', frame }, buffersOf(frame))
  }

  /**
   * Some instants towards the goal: twice as many next time if they took little of a slice, a quarter if too
   * much.
   */
  const look = (): boolean => {
    const before = parts.clock()
    const reached = session.work(batch)
    const took = parts.clock() - before
    if (took > parts.slice) batch = Math.max(1, batch >> 2)
    else if (took < parts.slice / 4) batch = Math.min(instantsPerLook, batch * 2)
    return reached
  }

  /** Works towards the goal for one slice; afterwards either rests or asks to be called again. */
  const slice = (): void => {
    scheduled = false
    if (!open) return
    guard(() => {
      if (pace > 0 && !seeking) {
        const wall = parts.clock()
        session.setGoal(session.now + Math.round((wall - lastWall) * 1000 * pace))
        lastWall = wall
      }
      const until = parts.clock() + parts.slice
      let reached = look()
      while (!reached && parts.clock() < until) reached = look()
      if (reached && seeking) {
        seeking = false
        lastWall = parts.clock()
      }
      if (pace > 0 && reached && session.now >= session.barrier) pace = 0
      answerPull()
      if (!reached) schedule(parts.soon)
      else if (pace > 0) schedule((callback) => parts.later(callback, paceInterval))
    })
  }

  const schedule = (how: (callback: () => void) => void): void => {
    if (scheduled) return
    scheduled = true
    how(slice)
  }

  const guard = (work: () => void): void => {
    try {
      work()
    } catch (error) {
      open = false
      parts.post(
        {
          type: 'crashed',
          message: error instanceof Error ? error.message : String(error),
          link: lastLink(session),
        },
        [],
      )
    }
  }

  const searching = createSearching({ ...parts, guard })

  /** After something moved the goal: seek there, then answer. */
  const go = (): void => {
    seeking = true
    slice()
  }

  return (message) =>
    guard(() => {
      if (!open && message.type !== 'open' && message.type !== 'pull') {
        // Nothing to seek in or to ask about yet.
        if ('id' in message)
          parts.post({ type: 'answer', id: message.id, answer: { problem: 'nothing-open' } }, [])
        return
      }
      switch (message.type) {
        case 'open': {
          pace = 0
          searching.stop()
          const answer = session.open(message.open)
          open = open || !('problem' in answer)
          parts.post({ type: 'answer', id: message.id, answer }, [])
          lastAnswered = ''
          batch = 1
          // A moment that lies far ahead is gone to in slices.
          if (open && session.now !== session.goal) return go()
          return answerPull()
        }
        case 'pull':
          waiting = message.interest
          // Branches that are put beside the present one have to come to its time first.
          if (open && session.compare(waiting.compare?.branches ?? []) && !seeking && pace === 0) return go()
          answerPull()
          return
        case 'pace':
          pace = message.virtualPerWall
          session.stopHunting()
          lastWall = parts.clock()
          if (pace > 0) schedule(parts.soon)
          return answerPull()
        case 'seek':
          session.setGoal(message.to)
          return go()
        case 'step':
          pace = 0
          session.step(message.to)
          return go()
        case 'knob':
          pace = 0
          session.turnKnob(message.index)
          return go()
        case 'undo':
          session.undo()
          return answerPull()
        case 'redo':
          session.redo()
          return answerPull()
        case 'branch':
          session.branch(message.to)
          return answerPull()
        case 'counterfactuals': {
          const steps = session.counterfactuals(message.fact)
          if ('problem' in steps) return parts.post({ type: 'answer', id: message.id, answer: steps }, [])
          return searching.begin(message.id, steps)
        }
        case 'stop-search':
          return searching.stop()
        default:
          parts.post({ type: 'answer', id: message.id, answer: answerTo(session, message) }, [])
          answerPull()
      }
    })
}

type Question = Exclude<
  ToWorker,
  {
    type:
      | 'open'
      | 'pull'
      | 'pace'
      | 'seek'
      | 'step'
      | 'knob'
      | 'undo'
      | 'redo'
      | 'branch'
      | 'counterfactuals'
      | 'stop-search'
  }
>

function answerTo(session: Session, message: Question): Answer {
  switch (message.type) {
    case 'perform':
      return session.perform(message.command, message.branch)
    case 'could':
      return session.could(message.command)
    case 'claim':
      return session.claim(message.claim)
    case 'what-if':
      return session.whatIf(message.counterfactual)
    case 'victims':
      return session.victims(message.command, message.branch)
    case 'vary':
      return session.vary(message.set, message.name, message.journal)
    case 'explain':
      return session.explain(message.fact)
    case 'inspect':
      return session.inspect(message.table, message.name)
    case 'link':
      return session.link(message.view)
    case 'look':
      return session.look(message.look)
  }
}

function lastLink(session: Session): Extract<FromWorker, { type: 'crashed' }>['link'] {
  try {
    const link = session.link(undefined)
    return 'problem' in link ? null : link
  } catch {
    return null // The run is beyond telling; the message has to do.
  }
}

/** The arrays made for this one frame, given away instead of copied; those of topology and tracks are kept. */
function buffersOf({ stacks, fleet, sides = [] }: SessionFrame): readonly ArrayBuffer[] {
  const drawn = [...stacks, ...sides.flatMap(({ stack }) => stack ?? [])]
  const parts: object[] = drawn.flatMap(({ units, members }) => [units, members])
  if (fleet !== null) parts.push(fleet, ...fleet.details)
  const values = parts.flatMap((part): unknown[] => Object.values(part))
  return values.flatMap((value) => (ArrayBuffer.isView(value) ? [value.buffer as ArrayBuffer] : []))
}
