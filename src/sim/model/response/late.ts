/** Response times as metrics. */
import { defineLate } from '../../core'
import { responseMetrics } from './times'

export const responseLate = defineLate({ metrics: responseMetrics })
