// Response times as they are printed: numbers as they are, and the client's time-out as a lower bound.
import { expect, test } from 'vitest'
import { formatsOf } from '../../src/i18n/format'
import { timeOutMillis } from '../../src/sim'
import { isResponseTime, isTimeOut, responseMillis, shortReading } from '../../src/ui/host/responseTime'

const formats = formatsOf('en')

test('what is answered is printed as it is', () => {
  expect(responseMillis(formats, 12.24)).toBe('12.2')
  expect(responseMillis(formats, 12.24, 10)).toBe('12')
  expect(responseMillis(formats, 59_999)).not.toContain('≥')
})

test('what the client gave up is a lower bound', () => {
  expect(responseMillis(formats, timeOutMillis)).toMatch(/^≥\s60\s000$/)
  expect([isTimeOut(timeOutMillis), isTimeOut(timeOutMillis - 1)]).toEqual([true, false])
})

test('a whole reading knows a time from a count', () => {
  expect(shortReading(formats, 'response.group-p99', 28.1)).toBe('28')
  expect(shortReading(formats, 'response.group-p99', 60_000)).toContain('≥')
  expect(shortReading(formats, 'workload.running', 60_000)).not.toContain('≥')
})

test('seconds keep the digits they need', () => {
  const metric = 'migration.downtime-seconds'
  const said = [0, 0.033356, 0.286, 2.03, 6.901948, 206.2].map((value) =>
    shortReading(formats, metric, value),
  )
  expect(said).toEqual(['0', '0.03', '0.29', '2', '6.9', '206'])
})

test('only times of requests are printed so', () => {
  expect([isResponseTime('response.group-p99'), isResponseTime('workload.running')]).toEqual([true, false])
})
