// Laws against tables: what comes out of an input that was worked out by hand, and which field is wrong in another.
import { expect, test } from 'vitest'
import { evaluateLaw, isInputError } from '../../../src/sim'
import { lawOf } from './law'

export const evaluated = (id: string, input: unknown): unknown => evaluateLaw(lawOf(id), input)

/** Every worked example of the law itself. */
export function keepsItsExamples(id: string): void {
  test(`${id} keeps its examples`, () => {
    expect(lawOf(id).examples.length).toBeGreaterThan(0)
    for (const { input, output } of lawOf(id).examples) expect(evaluated(id, input)).toEqual(output)
  })
}

export type Case = readonly [what: string, input: unknown, output: unknown]

export function hasOutputs(id: string, cases: readonly Case[]): void {
  test.each(cases)(`${id}: %s`, (_, input, output) => {
    expect(evaluated(id, input)).toEqual(output)
  })
}

/** Inputs that differ in one thing from a good one, and the path that is complained about. */
export function complainsAbout(
  id: string,
  good: Readonly<Record<string, unknown>>,
  wrong: readonly (readonly [path: string, change: Readonly<Record<string, unknown>>])[],
): void {
  test(`${id}: the input that the wrong ones are made of is right`, () => {
    expect(isInputError(evaluated(id, good))).toBe(false)
  })
  test.each(wrong)(`${id} complains about %s`, (path, change) => {
    const found = evaluated(id, { ...good, ...change })
    expect(isInputError(found) ? found.error.path : found).toBe(path)
    if (isInputError(found)) expect(found.error.message).not.toContain('{')
  })
}
