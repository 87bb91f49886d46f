/** How far a reader is in an experiment: kept outside the page's parts, which come and go with the selection. */
import type { App } from '../../../app/app'
import type { Prediction } from '../../../lessons/experiments'

export interface Progress {
  /** The run that the steps were done to; another one starts afresh. */
  readonly epoch: number
  /** Steps that have been done. */
  readonly done: number
  readonly busy: boolean
  /** The next step was refused or overtaken by another run. */
  readonly stopped: boolean
  /** Numbers before the first step and after each that was done, in the order of the measures. */
  readonly readings: readonly (readonly number[])[]
}

interface Notebook {
  progress(epoch: number): Progress
  setProgress(progress: Progress): void
  /** What the reader has said of an experiment; it stays as long as the page. */
  prediction(id: string): Prediction | null
  predict(id: string, prediction: Prediction): void
  subscribe(listener: () => void): () => void
}

const notebooks = new WeakMap<App, Notebook>()

export function notebookOf(app: App): Notebook {
  const known = notebooks.get(app)
  if (known !== undefined) return known
  const made = createNotebook()
  notebooks.set(app, made)
  return made
}

function createNotebook(): Notebook {
  let current = fresh(-1)
  const predictions = new Map<string, Prediction>()
  const listeners = new Set<() => void>()
  const tell = (): void => {
    for (const listener of [...listeners]) listener()
  }
  return {
    progress(epoch) {
      if (current.epoch !== epoch) current = fresh(epoch)
      return current
    },
    setProgress(progress) {
      current = progress
      tell()
    },
    prediction: (id) => predictions.get(id) ?? null,
    predict(id, prediction) {
      predictions.set(id, prediction)
      tell()
    },
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}

function fresh(epoch: number): Progress {
  return { epoch, done: 0, busy: false, stopped: false, readings: [] }
}
