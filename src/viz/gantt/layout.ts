/** Where the parts of a schedule stand: axis, lanes, the run queue and one line of readings, one below the other. */
export interface GanttLayout {
  /** Width of the names at the left, px; the plots take the rest. */
  readonly label: number
  readonly plot: number
  /** Foot of the axis, where the lanes begin. */
  readonly axis: number
  /** Height of a lane with its gap, and without it. */
  readonly row: number
  readonly lane: number
  readonly queue: { readonly top: number; readonly height: number }
  readonly reading: { readonly top: number; readonly height: number }
  readonly height: number
}

/** `text`: size of small text, px. */
export function ganttLayout(width: number, text: number, lanes: number): GanttLayout {
  const label = Math.min(160, Math.max(84, Math.round(width * 0.17)))
  const axis = text + 12
  const row = text + 10
  const title = text + 14
  const queue = { top: axis + lanes * row + title, height: 40 }
  const reading = { top: queue.top + queue.height + title, height: 56 }
  return {
    label,
    plot: Math.max(1, width - label - 8),
    axis,
    row,
    lane: row - 4,
    queue,
    reading,
    height: reading.top + reading.height + 8,
  }
}

/** The lane at a height; the first or last beyond them. */
export function laneAt({ axis, row }: GanttLayout, lanes: number, y: number): number {
  return Math.max(0, Math.min(lanes - 1, Math.floor((y - axis) / row)))
}
