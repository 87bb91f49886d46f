/** Talks to the session in the worker: questions become promises, and frames are pulled, at most one at a time. */
import type {
  Claim,
  Command,
  Counterfactuals,
  Explanation,
  InspectorField,
  JournalEntry,
  Link,
  Look,
  LookAnswer,
  Override,
  Refusal,
  SearchProgress,
} from '../sim'
import type {
  Answer,
  FromWorker,
  Interest,
  OpenRequest,
  Opened,
  SessionFrame,
  ToWorker,
  Varied,
  WhatIf,
} from '../worker/protocol'

/** One end of a worker, or of the same session on the page's own thread. */
export interface SessionPort {
  postMessage(message: ToWorker): void
  onmessage: ((event: { readonly data: FromWorker }) => void) | null
  /** Called when the session cannot be loaded or has died without a word. */
  onerror?: ((event: unknown) => void) | null
  terminate?(): void
}

export interface Crash {
  readonly message: string
  /** Reproduces the crash, when the session lived long enough to make one. */
  readonly link: Link | null
}

export interface Problem {
  readonly problem: string
  /** Where in the scenario, and what its sentences ask for, when the session says so. */
  readonly path?: string
  readonly args?: Readonly<Record<string, string | number>>
}

interface ClientParts {
  makePort(): Promise<SessionPort>
  /** Calls back at the next animation frame in which the page is visible. */
  onNextFrame(callback: () => void): void
  onFrame(frame: SessionFrame): void
  onCrash(crash: Crash): void
}

/** What needs no answer. */
type Order = Extract<
  ToWorker,
  { type: 'pace' | 'seek' | 'step' | 'knob' | 'undo' | 'redo' | 'branch' | 'stop-search' }
>
/** A question without its number. */
type Unnumbered<T> = T extends { readonly id: number } ? Omit<T, 'id'> : never
type Question = Unnumbered<ToWorker>

export interface Client {
  open(open: OpenRequest): Promise<Opened | Problem>
  order(order: Order): void
  /** On the present branch, or on another one, which is then the present one. */
  perform(command: Command, branch?: number): Promise<Refusal | null>
  could(command: Command): Promise<Refusal | null>
  claim(claim: Claim): Promise<Refusal | Problem | null>
  whatIf(counterfactual: string): Promise<WhatIf | Problem>
  /** Names of the workloads a command would stop. */
  victims(command: Command, branch?: number): Promise<readonly string[]>
  explain(fact: number): Promise<Explanation | Problem>
  /** What would have changed a fact; ends early, with a problem, when a search is stopped or another one begins. */
  counterfactuals(fact: number, heard: (progress: SearchProgress) => void): Promise<Counterfactuals | Problem>
  /** A branch whose scenario differs, or whose edits do; it becomes the present one. */
  vary(set: readonly Override[], name: string, journal?: readonly JournalEntry[]): Promise<Varied | Problem>
  /** Every field of one row, by table and name; empty when there is none of that name. */
  inspect(table: string, name: string): Promise<readonly InspectorField[]>
  link(view: Link['view']): Promise<Link | Problem>
  /** A question about the present moment; the answer has the shape the question names. */
  look<L extends Look['look']>(
    look: Extract<Look, { readonly look: L }>,
  ): Promise<Extract<LookAnswer, { readonly look: L }> | Problem>
  /** What the next frames hold. */
  watch(interest: Interest): void
  /** Ends the session; the next `open` starts another one. */
  restart(): void
}

interface Waiting {
  resolve(answer: Answer): void
  reject(reason: Error): void
  heard?(progress: SearchProgress): void
}

interface Line {
  port: SessionPort
  /** A pull has been sent; the session answers it when there is something new, so a pause costs nothing. */
  outstanding: boolean
  scheduled: boolean
}

export function createClient(parts: ClientParts): Client {
  const waiting = new Map<number, Waiting>()
  let lastId = 0
  let interest: Interest = { stacks: [], series: [], factsFrom: 0 }
  let connecting: Promise<Line> | null = null
  let line: Line | null = null

  function connect(): Promise<Line> {
    connecting ??= parts.makePort().then((port) => {
      const made: Line = { port, outstanding: false, scheduled: false }
      port.onmessage = ({ data }) => hear(made, data)
      port.onerror = () => crash(made, { message: 'worker-lost', link: null })
      line = made
      return made
    })
    return connecting
  }

  function hear(from: Line, message: FromWorker): void {
    if (from !== line) return
    if (message.type === 'frame') return takeFrame(from, message.frame)
    if (message.type === 'crashed') return crash(from, message)
    if (message.type === 'progress') return waiting.get(message.id)?.heard?.(message.progress)
    waiting.get(message.id)?.resolve(message.answer)
    waiting.delete(message.id)
  }

  function takeFrame(from: Line, frame: SessionFrame): void {
    from.outstanding = false
    parts.onFrame(frame)
    schedulePull(from)
  }

  function schedulePull(on: Line): void {
    if (on.scheduled) return
    on.scheduled = true
    parts.onNextFrame(() => {
      on.scheduled = false
      if (on !== line) return
      on.outstanding = true
      on.port.postMessage({ type: 'pull', interest })
    })
  }

  function wake(): void {
    if (line !== null && !line.outstanding) schedulePull(line)
  }

  function crash(from: Line, { message, link }: Crash): void {
    if (from !== line) return
    disconnect(message)
    parts.onCrash({ message, link })
  }

  function disconnect(reason: string): void {
    line?.port.terminate?.()
    line = null
    connecting = null
    for (const { reject } of waiting.values()) reject(new Error(reason))
    waiting.clear()
  }

  async function ask(question: Question, heard?: Waiting['heard']): Promise<Answer> {
    // Without a wait where there is none, so that questions and orders reach the session as they were given.
    const { port } = line ?? (await connect())
    const id = ++lastId
    return new Promise((resolve, reject) => {
      waiting.set(id, heard === undefined ? { resolve, reject } : { resolve, reject, heard })
      port.postMessage({ ...question, id })
      wake()
    })
  }

  return {
    open: (open) => ask({ type: 'open', open }) as Promise<Opened | Problem>,
    order(order) {
      line?.port.postMessage(order)
      wake()
    },
    perform: (command, branch) => ask({ type: 'perform', command, ...on(branch) }) as Promise<Refusal | null>,
    could: (command) => ask({ type: 'could', command }) as Promise<Refusal | null>,
    claim: (claim) => ask({ type: 'claim', claim }) as Promise<Refusal | Problem | null>,
    whatIf: (counterfactual) => ask({ type: 'what-if', counterfactual }) as Promise<WhatIf | Problem>,
    victims: (command, branch) =>
      ask({ type: 'victims', command, ...on(branch) }) as Promise<readonly string[]>,
    inspect: (table, name) => ask({ type: 'inspect', table, name }) as Promise<readonly InspectorField[]>,
    explain: (fact) => ask({ type: 'explain', fact }) as Promise<Explanation | Problem>,
    counterfactuals: (fact, heard) =>
      ask({ type: 'counterfactuals', fact }, heard) as Promise<Counterfactuals | Problem>,
    vary: (set, name, journal) =>
      ask({ type: 'vary', set, name, ...(journal === undefined ? {} : { journal }) }) as Promise<
        Varied | Problem
      >,
    link: (view) => ask({ type: 'link', view }) as Promise<Link | Problem>,
    // The session answers each question in its own shape.
    look: (look) => ask({ type: 'look', look }) as Promise<never>,
    watch(next) {
      interest = next
      // A pull that is still waiting asks for the wrong things: the newer one takes its place.
      if (line !== null) schedulePull(line)
    },
    restart: () => disconnect('restarted'),
  }
}

/** Whether an answer says that something could not be done. */
export function isProblem(answer: unknown): answer is Problem {
  return typeof answer === 'object' && answer !== null && 'problem' in answer
}

function on(branch: number | undefined): { readonly branch?: number } {
  return branch === undefined ? {} : { branch }
}
