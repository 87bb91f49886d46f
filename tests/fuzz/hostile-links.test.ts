// The table of hostile links: each has the problem it should have, and costs no more than its limits allow.
import type * as Fflate from 'fflate'
import { beforeEach, expect, test, vi } from 'vitest'
import type { Problem } from '../../src/app/client'
import { argumentsOf } from '../../src/i18n/text'
import { texts } from '../../src/i18n/gather'
import type { Locale } from '../../src/i18n/locale'
import { decodeLink } from '../../src/sim'
import { inflatedLimit } from '../../src/sim/scenario/codec'
import { createSession } from '../../src/worker/session'
import { hostileLinks } from '../fixtures/hostile-links/links'

/** Bytes that came out of the inflater since the test began. */
const work = vi.hoisted(() => ({ inflated: 0 }))

vi.mock('fflate', async (original) => {
  const fflate = await original<typeof Fflate>()
  class CountedInflate extends fflate.Inflate {
    constructor(take: (part: Uint8Array, last: boolean) => void) {
      super((part, last) => {
        work.inflated += part.length
        take(part, last)
      })
    }
  }
  return { ...fflate, Inflate: CountedInflate }
})

const links = hostileLinks()
/** One piece of input may overshoot the limit by as much as it can inflate to. */
const mostInflated = inflatedLimit + 512 * 1032

beforeEach(() => {
  work.inflated = 0
})

test('the table has at least forty links that must not open', () => {
  expect(links.filter(({ problem }) => problem !== null).length).toBeGreaterThanOrEqual(40)
  expect(new Set(links.map(({ name }) => name)).size).toBe(links.length)
})

test.each(links)('$name', ({ text, problem, path }) => {
  const answer = problemOf(text)
  expect(answer.problem).toBe(problem)
  if (path !== undefined) expect(answer.path).toBe(path)
  expect(work.inflated).toBeLessThanOrEqual(mostInflated)
  expect(({} as { polluted?: unknown }).polluted).toBeUndefined()
})

test.each(links)('$name: said in both languages, with all that its sentences ask for', ({ text }) => {
  const { problem, args, decoded } = problemOf(text)
  if (problem === null) return
  for (const locale of ['en', 'zh-CN'] as const) {
    const exact = [`decode.${problem}`, `problem.${problem}`].find((key) => isSaid(locale, key, args))
    // What the model alone refuses may be said in general words; what cannot be read is always said exactly.
    const known = decoded ? ['problem.cannot-open'] : []
    const said = exact ?? known.find((key) => isSaid(locale, key, { code: problem }))
    expect(said).toBeDefined()
  }
})

function isSaid(locale: Locale, key: string, args: Answer['args']): boolean {
  const sentences = ['what', 'why', 'do'].map((part) => texts[locale][`${key}.${part}`])
  return sentences.every((one) => one !== undefined && argumentsOf(one).every((name) => name in args))
}

interface Answer {
  readonly problem: string | null
  readonly path?: string
  readonly args: Readonly<Record<string, string | number>>
  /** The text could be read. */
  readonly decoded: boolean
}

/** As the page does it: decode, then let the session build the run. */
function problemOf(text: string): Answer {
  const decoded = decodeLink(text)
  if ('problem' in decoded) {
    const { problem, path, args } = decoded.problem
    return { problem, path, args: { ...args, path }, decoded: false }
  }
  const opened = createSession().open({ link: decoded.link })
  if (!('problem' in opened)) return { problem: null, args: {}, decoded: true }
  const { problem, path = '', args = {} }: Problem = opened
  return { problem, path, args: { ...args, path }, decoded: true }
}
