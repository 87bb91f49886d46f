/** Misses over the number of frames: steps that should only go down. */

export interface MissPoint {
  readonly frames: number
  readonly misses: number
  readonly x: number
  readonly y: number
  /** More misses than with one frame fewer. */
  readonly anomaly: boolean
}

export interface MissPicture {
  readonly points: readonly MissPoint[]
  readonly path: string
  readonly axisY: number
  readonly left: number
}

/** Lays out misses for 1, 2, … frames on width × height px; empty for no frames. */
export function layoutMisses(misses: readonly number[], width: number, height: number): MissPicture {
  const [left, right, top, axisY] = [32, width - 12, 28, height - 24]
  const most = misses.reduce((all, one) => Math.max(all, one), 1)
  const apart = misses.length > 1 ? (right - left) / (misses.length - 1) : 0
  const points = misses.map((count, at) => ({
    frames: at + 1,
    misses: count,
    x: left + at * apart,
    y: axisY - (count / most) * (axisY - top),
    anomaly: at > 0 && count > (misses[at - 1] ?? count),
  }))
  const path = points.map(({ x, y }, at) => `${at === 0 ? 'M' : 'L'}${x.toFixed(1)} ${y.toFixed(1)}`).join('')
  return { points, path, axisY, left }
}
