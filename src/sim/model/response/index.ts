/** Response: how long the requests of a workload take with what it got; reads only, and changes nothing. */
import { defineMechanism } from '../../core'
import { cpu } from '../cpu'
import { reclaim } from '../reclaim'
import { technique } from '../technique'
import { workload } from '../workload'

export { timeOutMillis } from './time-out'
export { meanOf, p99Of } from './times'

export const response = defineMechanism({
  name: 'response',
  needs: [workload, technique, reclaim, cpu],
  tables: {},
})
