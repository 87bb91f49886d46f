/**
 * Copies of the world along each branch of a run, under one byte budget for all of them; when it is full, the past of
 * the branch with most copies is thinned, and every present kept.
 */
import { weightOf, type ColumnArray, type Micros, type Snapshot } from '../core'

export interface Keyframe {
  readonly snapshot: Snapshot
  /** Entries of the branch's timeline that have been applied. */
  readonly cursor: number
}

export interface KeyframeOptions {
  /** Bytes for the keyframes of all branches together. */
  readonly keyframeBudget?: number
  /** Work between two of them; see `Engine.work`. */
  readonly workPerKeyframe?: number
}

/** What all branches of a run may hold, and do. */
export interface Room {
  readonly budget: number
  /** Of all arrays together; those that several share count once. */
  bytes: number
  /** How many keyframes hold each array. */
  readonly holders: Map<ColumnArray, number>
  readonly branches: Keyframes[]
}

/** The keyframes of one branch. */
export interface Keyframes {
  readonly room: Room
  readonly every: number
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

export function createRoom({ keyframeBudget = defaultBudget }: KeyframeOptions = {}): Room {
  return { budget: keyframeBudget, bytes: 0, holders: new Map(), branches: [] }
}

export function createKeyframes(
  room: Room,
  { workPerKeyframe = defaultWork }: KeyframeOptions = {},
): Keyframes {
  const frames: Keyframes = { room, every: workPerKeyframe, list: [] }
  room.branches.push(frames)
  return frames
}

export function addKeyframe({ room, list }: Keyframes, keyframe: Keyframe): void {
  const last = list[list.length - 1]
  if (last !== undefined && last.snapshot.at >= keyframe.snapshot.at && last.cursor >= keyframe.cursor) return
  list.push(keyframe)
  hold(room, keyframe)
  while (room.bytes > room.budget) {
    const most = room.branches.reduce((left, right) => (right.list.length > left.list.length ? right : left))
    if (most.list.length <= 2) return
    thin(most)
  }
}

/** Drops every second one of the older half, never the first (nothing lies before it) and never the newest. */
function thin({ room, list }: Keyframes): void {
  const half = Math.max(2, list.length >> 1)
  for (let at = half - 1; at >= 1; at -= 2) {
    release(room, list[at])
    list.splice(at, 1)
  }
}

function hold(room: Room, { snapshot }: Keyframe): void {
  for (const array of snapshot.arrays) {
    const count = room.holders.get(array) ?? 0
    if (count === 0) room.bytes += weightOf(array)
    room.holders.set(array, count + 1)
  }
}

function release(room: Room, { snapshot }: Keyframe): void {
  for (const array of snapshot.arrays) {
    const count = room.holders.get(array) ?? 0
    if (count > 1) {
      room.holders.set(array, count - 1)
      continue
    }
    room.holders.delete(array)
    room.bytes -= weightOf(array)
  }
}

/** The latest keyframe at or before a time. */
export function keyframeFor({ list }: Keyframes, at: Micros): Keyframe | undefined {
  return latest(list, ({ at: time }) => time <= at)
}

/** The latest keyframe from before a fact, which may well be of the same time. */
export function keyframeBefore({ list }: Keyframes, fact: number): Keyframe | undefined {
  return latest(list, ({ nextFact }) => nextFact <= fact)
}

function latest(list: readonly Keyframe[], fits: (snapshot: Snapshot) => boolean): Keyframe | undefined {
  for (let index = list.length - 1; index >= 0; index--) if (fits(list[index].snapshot)) return list[index]
  return undefined
}

/** Forgets what lies after a time, or was made with more entries of the timeline than come before it. */
export function dropKeyframesAfter({ room, list }: Keyframes, at: Micros, cursor: number): void {
  while (list.length > 0) {
    const last = list[list.length - 1]
    if (last.snapshot.at <= at && last.cursor <= cursor) return
    release(room, last)
    list.pop()
  }
}
