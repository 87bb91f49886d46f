/** The hosts of a fleet as bars with the holes that are left in them. */
export {
  barAt,
  barsOnPage,
  layoutBin,
  type BinBlock,
  type BinLayout,
  type BinScale,
  type Span,
} from './layout'
