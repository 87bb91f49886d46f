// What would have changed a fact, looked for in slices beside the open run: news of it, its answer, and its end.
import { expect, test } from 'vitest'
import type { Answer } from '../../src/worker/protocol'
import type { Counterfactuals, Link } from '../../src/sim'
import { createBench, type Bench } from './bench'
import { fleet, group, scenario, second } from '../support/builders'

// Ten containers, and room for eight.
const world = scenario([fleet('host', 2)], [group('web', 10, { flavours: ['l'] })])
const link: Link = {
  modelVersion: 1,
  scenario: world,
  branches: [{ name: 'A', parent: -1, at: 0, journal: [] }],
  branch: 0,
}

const search = 77

function opened(): { readonly bench: Bench; readonly fact: number } {
  const bench = createBench()
  bench.open({ link })
  bench.send({ type: 'seek', to: second })
  bench.settle()
  const fact = bench.frame().facts.find(({ name }) => name === 'placement.failed')
  if (fact === undefined) throw new Error('everything has found a place')
  return { bench, fact: fact.ordinal }
}

function answersTo(bench: Bench, id: number): readonly Answer[] {
  return bench.posted.flatMap((message) =>
    message.type === 'answer' && message.id === id ? [message.answer] : [],
  )
}

const found = (bench: Bench, id = search): Counterfactuals | undefined =>
  answersTo(bench, id).find((answer): answer is Counterfactuals => answer !== null && 'changes' in answer)

test('the answer comes when it has been looked for, with news of every run on the way', () => {
  const { bench, fact } = opened()
  bench.costOfLook = 100
  bench.send({ type: 'counterfactuals', id: search, fact })
  expect(answersTo(bench, search)).toEqual([])
  bench.settle()
  expect(found(bench)?.changes.map(({ knob }) => knob)).toContain('hosts')
  const news = bench.posted.flatMap((message) => (message.type === 'progress' ? [message.progress.runs] : []))
  expect(news).toEqual([...news].sort((a, b) => a - b))
  expect(news.length).toBeGreaterThan(5)
})

test('the run goes on between two slices, and its digest is that of a run nobody asked about', () => {
  const { bench, fact } = opened()
  bench.costOfLook = 100
  bench.send({ type: 'counterfactuals', id: search, fact })
  bench.settle(3)
  bench.send({ type: 'seek', to: 20 * second })
  expect(bench.frame().now).toBe(20 * second)
  expect(found(bench)).toBeUndefined()
  bench.settle()
  expect(found(bench)).toBeDefined()
  const { bench: other } = opened()
  other.send({ type: 'seek', to: 20 * second })
  other.settle()
  expect(bench.frame().hash).toBe(other.frame().hash)
})

test('a search that is stopped says so and does nothing more', () => {
  const { bench, fact } = opened()
  bench.costOfLook = 100
  bench.send({ type: 'counterfactuals', id: search, fact })
  bench.settle(2)
  bench.send({ type: 'stop-search' })
  expect(answersTo(bench, search)).toEqual([{ problem: 'stopped' }])
  const posted = bench.posted.length
  bench.settle()
  expect(bench.posted.slice(posted).filter(({ type }) => type !== 'frame')).toEqual([])
})

test('a second search takes the place of the first', () => {
  const { bench, fact } = opened()
  bench.send({ type: 'counterfactuals', id: search, fact })
  bench.send({ type: 'counterfactuals', id: search + 1, fact })
  bench.settle()
  expect(answersTo(bench, search)).toEqual([{ problem: 'stopped' }])
  expect(found(bench, search + 1)).toBeDefined()
})

test('a fact that is not kept has no answer to look for', () => {
  const { bench } = opened()
  expect(bench.ask({ type: 'counterfactuals', fact: 99999 })).toEqual({ problem: 'fact-not-kept' })
})

test('what was found opens as a branch in which it does not happen', () => {
  const { bench, fact } = opened()
  bench.send({ type: 'counterfactuals', id: search, fact })
  bench.settle()
  const changes = found(bench)?.changes.slice(0, 3) ?? []
  expect(changes).toHaveLength(3)
  for (const { world: other } of changes) {
    const { set, journal } = other
    const answer = bench.ask({ type: 'vary', set, journal, name: 'B' })
    expect(answer).toHaveProperty('branch')
    expect(bench.frame({ factsFrom: 0 }).facts.map(({ name }) => name)).not.toContain('placement.failed')
    bench.send({ type: 'branch', to: 0 })
  }
})
