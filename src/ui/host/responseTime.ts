/** Response times in ms as every view prints them: a request that is given up says that it may take longer still. */
import { timeOutMillis } from '../../sim'
import type { Formats } from '../hooks/useText'

/** Whether the client gives up before there is an answer. */
export const isTimeOut = (millis: number): boolean => millis >= timeOutMillis

/** ms → '12.2', '840', and '≥ 60 000' from the client's time-out on; the unit is said beside it. */
export function responseMillis(formats: Formats, millis: number, decimalsBelow = 100): string {
  const number = formats.number(millis, { digits: millis < decimalsBelow ? 1 : 0 })
  return isTimeOut(millis) ? `≥\u202f${number}` : number
}

/** Whether a metric is a time from a request to its answer. */
export const isResponseTime = (metric: string): boolean => metric.startsWith('response.')

/** A reading of any metric as a whole number, with the time-out as a lower bound where it is a response time. */
export function wholeReading(formats: Formats, metric: string, value: number): string {
  return isResponseTime(metric) ? responseMillis(formats, value, 0) : formats.number(value)
}
