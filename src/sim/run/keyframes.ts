/**
 * Copies of the world along a run, under one byte budget; when it is full, the past is thinned and the present
 * kept.
 */
import type { ColumnArray, Micros, Snapshot } from '../core'

export interface Keyframe {
  readonly snapshot: Snapshot
  /** Entries of the branch's timeline that have been applied. */
  readonly cursor: number
}

export interface KeyframeOptions {
  /** Bytes for keyframes of each branch. */
  readonly keyframeBudget?: number
  /** Work between two of them; see `Engine.work`. */
  readonly workPerKeyframe?: number
}

export interface Keyframes {
  readonly budget: number
  readonly every: number
  /** Of all arrays together; those that several share count once. */
  bytes: number
  /** How many keyframes hold each array. */
  readonly holders: Map<ColumnArray, number>
  /** In ascending order of time. */
  readonly list: Keyframe[]
}

export const defaultBudget = 192 * 1024 * 1024

/** Re-running this much takes far below the 0.3 s a seek may need. */
const defaultWork = 20000

/**
 * Copying a large world costs as much as some work; this much of it to a megabyte keeps copies below a tenth
 * of the run.
 */
const workPerMegabyte = 2700

/** Work from the last keyframe to the next one. */
export function spacingOf({ every, list }: Keyframes): number {
  const bytes = list.length === 0 ? 0 : list[list.length - 1].snapshot.bytes
  return Math.max(every, (bytes / 1000000) * workPerMegabyte)
}

export function createKeyframes(options: KeyframeOptions = {}): Keyframes {
  const { keyframeBudget = defaultBudget, workPerKeyframe = defaultWork } = options
  return { budget: keyframeBudget, every: workPerKeyframe, bytes: 0, holders: new Map(), list: [] }
}

export function addKeyframe(frames: Keyframes, keyframe: Keyframe): void {
  const { list } = frames
  const last = list[list.length - 1]
  if (last !== undefined && last.snapshot.at >= keyframe.snapshot.at && last.cursor >= keyframe.cursor) return
  list.push(keyframe)
  hold(frames, keyframe)
  // Drop every second one of the older half, never the first (nothing lies before it) and never the newest.
  while (frames.bytes > frames.budget && list.length > 2) {
    const half = Math.max(2, list.length >> 1)
    for (let at = half - 1; at >= 1; at -= 2) {
      release(frames, list[at])
      list.splice(at, 1)
    }
  }
}

function hold(frames: Keyframes, { snapshot }: Keyframe): void {
  for (const array of snapshot.arrays) {
    const count = frames.holders.get(array) ?? 0
    if (count === 0) frames.bytes += array.byteLength
    frames.holders.set(array, count + 1)
  }
}

function release(frames: Keyframes, { snapshot }: Keyframe): void {
  for (const array of snapshot.arrays) {
    const count = frames.holders.get(array) ?? 0
    if (count > 1) {
      frames.holders.set(array, count - 1)
      continue
    }
    frames.holders.delete(array)
    frames.bytes -= array.byteLength
  }
}

/** The latest keyframe at or before a time; strictly before it when `before` is set. */
export function keyframeFor(frames: Keyframes, at: Micros, before = false): Keyframe | undefined {
  const { list } = frames
  for (let index = list.length - 1; index >= 0; index--) {
    if (before ? list[index].snapshot.at < at : list[index].snapshot.at <= at) return list[index]
  }
  return undefined
}

/** Forgets what lies after a time, or was made with more entries of the timeline than come before it. */
export function dropKeyframesAfter(frames: Keyframes, at: Micros, cursor: number): void {
  const { list } = frames
  while (list.length > 0) {
    const last = list[list.length - 1]
    if (last.snapshot.at <= at && last.cursor <= cursor) return
    release(frames, last)
    list.pop()
  }
}
