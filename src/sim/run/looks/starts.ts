/** Starts and pulls of one host. */
import type { Engine } from '../../core'
import type { StartsView } from '../life-views'

export function startsOf(_engine: Engine, host: string): StartsView {
  return { look: 'starts', host, timed: false, starts: [], pulls: [], others: 0, ended: 0, meanMicros: 0 }
}
