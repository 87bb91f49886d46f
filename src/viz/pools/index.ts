/** The pools of a fleet: treemap blocks to scale and sums that add up. */
export {
  layoutPools,
  neighbourOf,
  type PoolBlock,
  type PoolPart,
  type PoolsShape,
  type PoolTile,
} from './layout'
export { roundToSum } from './rounding'
