/** The door of the memory of one host: maps of pages, bands over time, and the scale of reclaim. */
export {
  cellCount,
  cellsOf,
  cellSize,
  leastCell,
  mapShape,
  noCell,
  pageMap,
  type CellSize,
  type PageMap,
} from './cells'
export { mapGrid, type MapGrid } from './grid'
export { hilbertCurve, mostSide } from './hilbert'
export { paintPages, paintTable, type PaintTable, type Rgb, type StateInk } from './paint'
export { isInk, stateTiles, tilePath, tiles, tileSide, type Tile } from './patterns'
export {
  percentOfMinFree,
  reclaimMarker,
  reclaimOrder,
  reclaimZones,
  type ReclaimState,
  type ReclaimZone,
} from './reclaim'
export { bandArea, gibibyteTicks, spreadLabels, stackBands, type Band } from './stacked'
