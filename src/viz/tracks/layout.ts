/** Branches → rows: where each begins, how far it was visited, and the curve on which it leaves its parent. */
import type { BranchView, TrackView } from '../../sim'
import type { Scale } from '../scale'

export interface TrackRow {
  readonly branch: number
  readonly name: string
  readonly y: number
  /** px of its first moment, of the farthest visited, and of the end of the run. */
  readonly from: number
  readonly to: number
  readonly end: number
  /** From the parent's row down to this one; empty for a branch that has no parent on the picture. */
  readonly fork: string
}

/** Width that the curve of a fork may take, px. */
const curve = 18

/** One row below the other, in the order of the branches. `top` is the middle of the first row. */
export function trackRows(
  branches: readonly BranchView[],
  tracks: readonly TrackView[],
  time: Scale,
  end: number,
  top: number,
  rowHeight: number,
): readonly TrackRow[] {
  const yOf = (at: number): number => top + at * rowHeight
  return branches.map((branch, at) => {
    const reached = tracks.find((track) => track.branch === branch.id)?.reached ?? branch.at
    const from = time.to(branch.at)
    const parent = branches.findIndex((other) => other.id === branch.parent)
    const to = Math.max(from, time.to(reached))
    return {
      branch: branch.id,
      name: branch.name,
      y: yOf(at),
      from: parent < 0 ? from : Math.min(from + curve, Math.max(from, to)),
      to,
      end: time.to(end),
      fork: parent < 0 ? '' : forkPath(from, yOf(parent), yOf(at)),
    }
  })
}

function forkPath(x: number, y0: number, y1: number): string {
  const middle = x + curve / 2
  return `M${x},${y0}C${middle},${y0} ${middle},${y1} ${x + curve},${y1}`
}
