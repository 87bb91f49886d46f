/** How large the maps of a host's units are, so that as many as possible are seen at once. */

export interface MapGrid {
  readonly columns: number
  /** Px along a side of one map. */
  readonly tile: number
}

export interface MapFrame {
  /** Height of the line above each map, px. */
  readonly label: number
  readonly gap: number
  /** Least px along a side of a map. */
  readonly least: number
}

const most = 260

/**
 * The largest maps with which `count` of them fit into `width` × `height` px; no smaller than `least`, even if they
 * then go on below.
 */
export function mapGrid(
  count: number,
  width: number,
  height: number,
  { label, gap, least }: MapFrame,
): MapGrid {
  let columns = 1
  for (;;) {
    const tile = Math.min(most, Math.floor((width - (columns - 1) * gap) / columns))
    const next = Math.floor((width - columns * gap) / (columns + 1))
    const fits = Math.ceil(count / columns) * (tile + label + gap) <= height
    if (fits || next < least || columns >= count) return { columns, tile: Math.max(1, tile) }
    columns++
  }
}
