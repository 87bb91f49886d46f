/** The door of the line charts. */
export { bandPath, largestValue, linePath, valueAt } from './path'
