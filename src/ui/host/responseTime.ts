/**
 * Readings of metrics as every view prints them. Response times are in ms: a request that is given up says that it may
 * take longer still.
 */
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

/** Whether a metric is a time in seconds that may be far below one of them. */
export const isSeconds = (metric: string): boolean => metric.endsWith('-seconds')

/** s → '0.03', '6.9', '206'; the unit is said beside it. */
export function seconds(formats: Formats, value: number): string {
  return formats.number(value, { digits: value < 1 ? 2 : value < 100 ? 1 : 0 })
}

/** A reading of any metric in short: times with the digits they need, all else as a whole number. */
export function shortReading(formats: Formats, metric: string, value: number): string {
  if (isSeconds(metric)) return seconds(formats, value)
  return isResponseTime(metric) ? responseMillis(formats, value, 0) : formats.number(value)
}
