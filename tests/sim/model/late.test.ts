// The first lessons run before the late parts of the mechanisms are there: they must take the same course without them.
import { describe, expect, test } from 'vitest'
import { assemble, completeModel, hashWorld, type Model } from '../../../src/sim/core'
import { mechanisms, modelVersion } from '../../../src/sim/model'
import { lateParts } from '../../../src/sim/model/late'
import { advance } from '../../../src/sim/run/advance'
import { buildEngine } from '../../../src/sim/scenario/build'
import { library } from '../../../src/sim'
import type { Scenario } from '../../../src/sim'

const incomplete = (): Model => assemble(modelVersion, mechanisms)

function complete(): Model {
  const model = incomplete()
  completeModel(model, lateParts)
  return model
}

function digestOf(scenario: Scenario, model: Model, whole: Model | null = null): string {
  const built = buildEngine(scenario, model)
  if ('problem' in built) throw new Error(JSON.stringify(built.problem))
  const { engine } = built
  const position = { cursor: 0 }
  const script = scenario.script ?? []
  advance(engine, script, position, Math.floor(scenario.horizon / 2), Infinity)
  if (whole !== null) completeModel(model, lateParts)
  advance(engine, script, position, scenario.horizon, Infinity)
  return hashWorld(engine.world)
}

describe.each(['seven-versus-seven', 'one-kernel'])('%s', (id) => {
  const scenario = library[id]
  if (scenario === undefined) throw new Error(`no scenario ${id}`)

  test('ends alike with and without the late parts', () => {
    expect(digestOf(scenario, incomplete())).toBe(digestOf(scenario, complete()))
  })

  test('ends alike when they come in the middle of it', () => {
    const model = incomplete()
    expect(digestOf(scenario, model, model)).toBe(digestOf(scenario, complete()))
  })
})

test('the late parts add to the model and move nothing in it', () => {
  const [before, after] = [incomplete(), complete()]
  expect(after.events.map(({ name }) => name)).toEqual(before.events.map(({ name }) => name))
  expect(after.facts.map(({ name }) => name)).toEqual(before.facts.map(({ name }) => name))
  expect(Object.keys(after.tables)).toEqual(Object.keys(before.tables))
  expect(after.commands.size).toBeGreaterThan(before.commands.size)
  expect([...before.commands.keys()].every((name) => after.commands.has(name))).toBe(true)
})
