// The right choice: nearest on a log scale, as people guess.
import { describe, expect, test } from 'vitest'
import { checkDoubling, checkOutcome, type Gate, type Side } from '../../src/lessons'

const sides = (['A', 'B'] as const).map((id): Side => ({
  id,
  host: '',
  group: `group-${id}`,
  panic: { name: '', args: {} },
}))

function outcome(A: number, B: number, values: readonly (number | null)[], how: Partial<Gate['outcome']>) {
  const gate: Gate = {
    id: 'gate',
    at: 0,
    choices: values.map((value) => ({ id: String(value), value })),
    outcome: { metric: 'copies', ...how },
  }
  return checkOutcome(gate, sides, (metric, group) => {
    expect(metric).toBe('copies')
    return group === 'group-A' ? A : B
  })
}

describe('the outcome', () => {
  test('is the ratio B : A, or the metric of one side', () => {
    expect(outcome(4, 12, [3], { ratio: true })).toEqual({ value: 3, choice: '3', A: 4, B: 12, sweep: null })
    expect(outcome(4, 12, [3], { side: 'A' }).value).toBe(4)
    expect(outcome(4, 12, [3], { side: 'B' }).value).toBe(12)
  })

  test.each([
    // 1.3 is 1.3 times 1, and 2 is 1.54 times 1.3.
    [1.3, [1, 2], '1'],
    // The middle of 1 and 2 is sqrt(2) = 1.414…: 1.42 is nearer to 2, although it is nearer to 1 in plain numbers.
    [1.42, [1, 2], '2'],
    [1, [10, 3, 1.5, 1, null], '1'],
    [1.2, [10, 3, 1.5, 1, null], '1'],
    [1.3, [10, 3, 1.5, 1, null], '1.5'],
    [100, [10, 3, 1.5, 1, null], '10'],
    [0, [1, 4, 0], '0'],
  ] as const)('%d among %j is nearest to %s', (value, offered, choice) => {
    expect(outcome(1, value, offered, { side: 'B' }).choice).toBe(choice)
  })

  test('“I have no idea” is never the right choice', () => {
    expect(outcome(1, 5, [null], { side: 'B' }).choice).toBe('')
  })

  test('what is no number is near to no choice', () => {
    expect(outcome(0, 0, [1, 2], { ratio: true })).toMatchObject({ value: NaN, choice: '' })
    expect(outcome(NaN, NaN, [1, 2], { side: 'A' }).choice).toBe('')
  })
})

describe('a question about the whole knob', () => {
  const gate: Gate = {
    id: 'gate',
    at: 0,
    choices: [100, 150, 200].map((value) => ({ id: String(value), value })),
    outcome: { metric: 'p99', side: 'A', doubles: true },
  }
  const values = [100, 150, 200]

  test('is answered by the first stop at which a side has doubled', () => {
    const read = checkDoubling(gate, { values, A: [10, 19, 20], B: [10, 25, 80] })
    expect(read).toMatchObject({ value: 200, choice: '200', A: 200, B: 150 })
    expect(read.sweep?.A).toEqual([10, 19, 20])
  })

  test('is the last stop where it never doubles', () => {
    expect(checkDoubling(gate, { values, A: [10, 11, 12], B: [10, 9, 8] })).toMatchObject({ A: 200, B: 200 })
  })
})
