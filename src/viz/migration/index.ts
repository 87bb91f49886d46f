/** The door of the picture of a migration. */
export { rateBars, type RateBars } from './rates'
export { layoutRounds, trendOf, type RoundBar, type RoundsLayout } from './rounds'
