// Any host of a small story can be lost whenever something happens in it: the world stays sound, now and afterwards.
import { describe, expect, test } from 'vitest'
import { audit, standardModel, type Scenario } from '../../src/sim'
import { nameOf, nextDue, type Engine } from '../../src/sim/core'
import { advance, apply } from '../../src/sim/run/advance'
import { copyEngine } from '../../src/sim/run/branch'
import { journey } from '../golden/journey'
import { goldenScenarios } from '../golden/scenarios'
import { startRun } from '../support/builders'
import { brokenLaw } from '../support/laws'

/** Forks of one story, and instants that are looked at in each. */
const mostForks = 300
const aftermath = 8
/** Hosts of a story that counts as small. */
const mostHosts = 20

function hostsOf({ world }: Engine): readonly string[] {
  const { rows } = world.tables['hosts'] ?? { rows: null }
  if (rows === null) return []
  return Array.from({ length: rows.size }, (_, row) => row)
    .filter((row) => rows.alive[row] === 1)
    .map((row) => nameOf(world, 'hosts', row))
}

/** The first thing that is wrong in the instants after the loss, or null. */
function wrongAfter(engine: Engine, scenario: Scenario): string | null {
  const script = scenario.script ?? []
  const position = { cursor: script.filter(({ at }) => at <= engine.world.now).length }
  for (let instant = 0; instant < aftermath; instant++) {
    const wrong = brokenLaw(engine.world) ?? audit(engine.world, standardModel)
    if (wrong !== null) return wrong
    const due = nextDue(engine)
    const next = Math.min(script[position.cursor]?.at ?? Infinity, due < 0 ? Infinity : due)
    if (next > scenario.horizon) return null
    advance(engine, script, position, next, Infinity)
  }
  return null
}

const small = Object.entries(goldenScenarios).filter(
  ([, { fleet }]) => fleet.reduce((sum, { count }) => sum + count, 0) <= mostHosts,
)

describe.each(small)('%s', (_, scenario) => {
  test('stays sound when any host is lost at the time of any fact', () => {
    const { stops } = journey(scenario)
    const run = startRun(scenario)
    const forks = stops.length * hostsOf(run.engine).length
    const every = Math.max(1, Math.ceil(forks / mostForks))
    let fork = 0
    let lost = 0
    for (const { at } of stops) {
      run.advance(at, Infinity)
      for (const host of hostsOf(run.engine)) {
        if (fork++ % every !== 0) continue
        const hurt = copyEngine(run.engine)
        if (apply(hurt, { name: 'host.fail', args: { host } }) !== null) continue
        lost++
        expect([at, host, wrongAfter(hurt, scenario)]).toEqual([at, host, null])
      }
    }
    expect(lost).toBeGreaterThan(0)
  })
})
