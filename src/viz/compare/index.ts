/** The door of the comparison: measures, gaps, charts. */
export { differencesOf, layoutChart, shapeOf } from './chart'
export { gapsOf, type Gap, type Values } from './gaps'
export {
  comparedMetrics,
  measures,
  metricsBehind,
  samplesOf,
  tells,
  valueOf,
  type Measure,
  type Samples,
} from './measures'
