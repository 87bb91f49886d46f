/** The tree of branches as rows of a timeline. */
export { trackRows, type TrackRow } from './layout'
