/** The newest frame of the run, held outside React: components take single values from it and follow only those. */
import type { SessionFrame } from '../worker/protocol'

export interface FrameStore {
  current(): SessionFrame
  set(frame: SessionFrame): void
  /** Returns what ends the subscription. */
  subscribe(listener: () => void): () => void
}

/** What is shown before the first frame has come. */
export const emptyFrame: SessionFrame = {
  rev: -1,
  now: 0,
  end: 0,
  barrier: 0,
  status: 'paused',
  stacks: [],
  series: [],
  facts: [],
  branch: 0,
  branches: [],
  canUndo: false,
  canRedo: false,
  knob: null,
  gates: [],
  hash: null,
  fleet: null,
  topology: null,
  tracks: [],
}

export function createFrameStore(): FrameStore {
  let frame = emptyFrame
  const listeners = new Set<() => void>()
  return {
    current: () => frame,
    set(next) {
      frame = next
      for (const listener of [...listeners]) listener()
    },
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}
