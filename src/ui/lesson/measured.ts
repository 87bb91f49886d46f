/** Outcomes that are measured and not counted: seconds and megabytes, with the digits they need and with their unit. */
import type { Lesson } from '../../lessons/lesson'
import { isSeconds, seconds } from '../host/responseTime'
import type { Formats, TextFunction } from '../hooks/useText'

const isMegabytes = (metric: string): boolean => metric.endsWith('-mb')

/** Whether the lesson's sentences say the unit of its metric behind each of its values. */
export const hasUnit = (metric: string): boolean => isSeconds(metric) || isMegabytes(metric)

/** '0.29', '6.9'; '647'. */
export function measured(formats: Formats, metric: string, value: number): string {
  return isSeconds(metric) ? seconds(formats, value) : formats.number(value)
}

/** '6.9 s', '647 MB': where a value stands alone. */
export function withUnit(
  { id, metric }: Pick<Lesson, 'id' | 'metric'>,
  value: number,
  t: TextFunction,
  formats: Formats,
): string {
  return t('lesson-host.with-unit', {
    value: measured(formats, metric, value),
    unit: t(`lesson.${id}.count`),
  })
}
