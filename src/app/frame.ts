/** The newest frame of the run, held outside React: components take single values from it and follow only those. */
import type { FleetTopology } from '../sim'
import type { SessionFrame } from '../worker/protocol'

export interface FrameStore {
  current(): SessionFrame
  /** The shape of the fleet that the newest fleet frames line up with; null before the first. */
  topology(): FleetTopology | null
  set(frame: SessionFrame): void
  /** Returns what ends the subscription. */
  subscribe(listener: () => void): () => void
  /** Calls back when another topology has come. */
  onTopology(listener: () => void): void
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
  let topology: FleetTopology | null = null
  const topologyListeners: (() => void)[] = []
  const listeners = new Set<() => void>()
  return {
    current: () => frame,
    topology: () => topology,
    onTopology: (listener) => topologyListeners.push(listener),
    set(next) {
      frame = next
      const renewed = next === emptyFrame ? null : (next.topology ?? topology)
      const changed = renewed !== topology
      topology = renewed
      if (changed) for (const listener of topologyListeners) listener()
      for (const listener of [...listeners]) listener()
    },
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}
