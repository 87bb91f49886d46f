// Small rules of the interface: whose turn a beat is, what a knob's ruler says, how often a screen reader is
// spoken to.
import { act, render, screen } from '@testing-library/react'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { formatsOf } from '../../src/i18n/format'
import { lessons, type Lesson } from '../../src/lessons'
import { useLatest } from '../../src/ui/facts/LiveRegion'
import { ticksOf, valueOf } from '../../src/ui/knob/ticks'
import { beatOf } from '../../src/ui/lesson/beat'

const claim = { gate: 'gate', choice: 'one', confidence: 'fair' } as const
const outcome = { value: 1, choice: 'one', A: 7, B: 7, sweep: null }

test('the beats follow each other and are never taken back', () => {
  const open = { claim: null }
  const locked = { claim }
  const at = (touched: boolean, asked: boolean, known: boolean) => ({
    touched,
    asked,
    outcome: known ? outcome : null,
  })
  expect(beatOf(at(false, false, false), null)).toBe('see')
  expect(beatOf(at(true, false, false), open)).toBe('touch')
  expect(beatOf(at(false, true, false), open)).toBe('predict')
  expect(beatOf(at(true, true, false), locked)).toBe('reveal')
  expect(beatOf(at(true, true, true), locked)).toBe('why')
})

test('a ruler names its unit where it begins and at its end', () => {
  const { knob } = lessons[0] as Lesson
  const labels = ticksOf(knob, (value) => valueOf(knob, value, formatsOf('en'))).map((tick) => tick.label)
  expect(labels).toEqual(['64 MiB', '128', '256', '512', '1 GiB', '2', '4', '8 GiB'])
})

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

function Said({ message }: { readonly message: string }) {
  return <p role="status">{useLatest(message)}</p>
}

test('of many messages within a moment only the latest is said, and each is said at most once', () => {
  const { rerender } = render(<Said message="one" />)
  for (const message of ['two', 'three', 'four']) rerender(<Said message={message} />)
  expect(screen.getByRole('status')).toHaveTextContent('one')
  act(() => void vi.advanceTimersByTime(1499))
  expect(screen.getByRole('status')).toHaveTextContent('one')
  act(() => void vi.advanceTimersByTime(1))
  expect(screen.getByRole('status')).toHaveTextContent('four')
  act(() => void vi.advanceTimersByTime(5000))
  expect(screen.getByRole('status')).toHaveTextContent('four')
})
