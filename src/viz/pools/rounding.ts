/** Rounds numbers so that what is printed still adds up: a sum that misses its total would look like a mistake. */
import { sum } from 'd3'

/** Each value rounded to `digits` decimals, up where most is lost, so that they sum to the rounded total. */
export function roundToSum(values: readonly number[], digits: number): readonly number[] {
  const factor = 10 ** digits
  const scaled = values.map((value) => value * factor)
  const floors = scaled.map(Math.floor)
  const missing = Math.round(sum(scaled)) - sum(floors)
  const byLoss = scaled
    .map((value, at) => ({ at, loss: value - Math.floor(value) }))
    .sort((a, b) => b.loss - a.loss || a.at - b.at)
  const raised = new Set(byLoss.slice(0, missing).map(({ at }) => at))
  return floors.map((floor, at) => (floor + (raised.has(at) ? 1 : 0)) / factor)
}
