/** A metric against the values of a knob: one point for each stop, and where it has doubled. */
import { pathRound, scaleLinear } from 'd3'
import { valueScale, type AxisShape, type Scale } from '../scale'

export interface SweepFrame {
  readonly left: number
  readonly right: number
  readonly top: number
  readonly bottom: number
}

export interface SweepPlot {
  /** Knob value → px. */
  readonly x: (value: number) => number
  readonly y: Scale
  /** The line through the points of one side. */
  readonly path: (metric: readonly number[]) => string
}

/** Geometry of a sweep over `values` (rising, at least two of them) in a frame of px. */
export function sweepPlot(values: readonly number[], axis: AxisShape, frame: SweepFrame): SweepPlot {
  const x = scaleLinear([values[0] ?? 0, values[values.length - 1] ?? 1], [frame.left, frame.right])
  const y = valueScale(axis, frame.bottom, frame.top)
  return {
    x: (value) => x(value),
    y,
    path(metric) {
      const path = pathRound(2)
      metric.forEach((value, at) => {
        const to: [number, number] = [x(values[at] ?? 0), y.to(value)]
        if (at === 0) path.moveTo(...to)
        else path.lineTo(...to)
      })
      return path.toString()
    },
  }
}
