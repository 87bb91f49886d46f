/** The door of the picture of a migration. */
export { rateBars, type RateBars } from './rates'
export { followingOf, layoutRounds, trendOf, type RoundBar, type RoundsLayout } from './rounds'
