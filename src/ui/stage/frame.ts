/** Where the parts of one side stand: pure arithmetic from the measured box. */
import type { CopyFrame } from '../../viz/stack'
import type { Box } from './useBox'

export interface PlotFrame {
  /** Below this width the kill switch stands under the stack and not beside it. */
  readonly narrow: boolean
  /** Size of small text, px. */
  readonly text: number
  readonly stack: {
    readonly width: number
    readonly height: number
    readonly hardware: number
    /** Least height of the host kernel: a line of its label. */
    readonly kernel: number
  }
  /** Where the last line above the kill switch begins. */
  readonly lastCaption: number
  /** px from the left edge of the labels to the right edge of the side. */
  readonly labels: number
  /** The facts of the hardware stand below its name. */
  readonly tall: boolean
  readonly copy: CopyFrame
  /** Middle of the gap between stack and magnified copy. */
  readonly channel: number
}

export const narrowBelow = 400

/**
 * `captions`: room is kept at the foot of the column for a kill switch with that many lines; null without a
 * switch.
 */
export function plotFrame(box: Box, captions: number | null): PlotFrame {
  const narrow = box.width < narrowBelow
  const type = box.text / 13
  const gap = 20
  const column = narrow ? 26 : 40
  const leader = narrow ? 10 : 12
  const labels = Math.round((narrow ? 98 : 118) * type)
  const width = Math.max(80, box.width - gap - column - leader - labels)
  const line = labelLine(box.text)
  const tall = width < 20 * box.text
  const switchHeight = captions !== null && !narrow ? box.button + captions * line + 6 : 0
  return {
    narrow,
    text: box.text,
    tall,
    labels,
    lastCaption: box.height - box.button - line - 6,
    stack: {
      width,
      height: box.height,
      hardware: Math.round(6 + (tall ? 2.6 : 1.7) * box.text),
      kernel: line + 2,
    },
    copy: {
      x: width + gap,
      width: column,
      labelX: width + gap + column + leader,
      labelHeight: 2 * line + 4,
      labelBottom: box.height - switchHeight,
    },
    channel: width + gap / 2,
  }
}

/** Line height of the labels beside the magnified copy, px: tighter than running text. */
export function labelLine(text: number): number {
  return Math.round(text * 1.25)
}
