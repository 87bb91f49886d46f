// Response times as they are printed: numbers as they are, and the client's time-out as a lower bound.
import { expect, test } from 'vitest'
import { formatsOf } from '../../src/i18n/format'
import { timeOutMillis } from '../../src/sim'
import { isResponseTime, isTimeOut, responseMillis, wholeReading } from '../../src/ui/host/responseTime'

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
  expect(wholeReading(formats, 'response.group-p99', 28.1)).toBe('28')
  expect(wholeReading(formats, 'response.group-p99', 60_000)).toContain('≥')
  expect(wholeReading(formats, 'workload.running', 60_000)).not.toContain('≥')
})

test('only times of requests are printed so', () => {
  expect([isResponseTime('response.group-p99'), isResponseTime('workload.running')]).toEqual([true, false])
})
