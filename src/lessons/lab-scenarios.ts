/** What the Lab offers to open, in order: the page knows these ids, the worker knows what stands behind them. */
export { labScenarios } from '../sim'
