// Everything that can fail fails whenever something happens, and once more while it recovers; every law holds.
import { describe, expect, test } from 'vitest'
import type { Command, Scenario } from '../../src/sim'
import { nameOf, nextDue, type Engine } from '../../src/sim/core'
import { advance, apply } from '../../src/sim/run/advance'
import { copyEngine } from '../../src/sim/run/branch'
import { journey } from '../golden/journey'
import { goldenScenarios } from '../golden/scenarios'
import { startRun } from '../support/builders'
import { brokenLaw } from '../support/laws'

/** Instants that are looked at after a failure; what it breaks, it breaks soon. */
const aftermath = 6
/** Times of a scenario at which everything fails in turn. */
const moments = 40

/** Every way to break or bring back each thing in this world. */
function troubleIn({ world }: Engine): readonly Command[] {
  const names = (table: string): readonly string[] => {
    const rows = world.tables[table]?.rows
    if (rows === undefined) throw new Error(`no table ${table}`)
    return Array.from({ length: rows.size }, (_, row) => row)
      .filter((row) => rows.alive[row] === 1)
      .map((row) => nameOf(world, table, row))
  }
  const each = (table: string, argument: string, commands: readonly string[]): readonly Command[] =>
    names(table).flatMap((name) => commands.map((command) => ({ name: command, args: { [argument]: name } })))
  return [
    ...each('hosts', 'host', ['host.fail', 'host.repair']),
    ...each('kernels', 'kernel', ['kernel.panic', 'kernel.reboot']),
    ...each('kernels', 'vm', ['vm.destroy', 'vm.suspend']),
    ...each('workloads', 'workload', ['process.crash']),
    ...each('workloads', 'container', ['container.kill']),
    { name: 'workload.resize', args: { memoryMiB: 700 } },
  ]
}

/** Goes on for a few instants; the first broken law, or null. */
function watchOn(engine: Engine, scenario: Scenario): string | null {
  const script = scenario.script ?? []
  const position = { cursor: script.filter(({ at }) => at <= engine.world.now).length }
  for (let instant = 0; instant < aftermath; instant++) {
    const broken = brokenLaw(engine.world)
    if (broken !== null) return broken
    const next = Math.min(
      script[position.cursor]?.at ?? Infinity,
      nextDue(engine) < 0 ? Infinity : nextDue(engine),
    )
    if (next > scenario.horizon) return null
    advance(engine, script, position, next, Infinity)
  }
  return null
}

describe.each(Object.entries(goldenScenarios))('%s', (_, scenario) => {
  test('survives any failure at any time, and a second one during recovery', () => {
    const { stops } = journey(scenario)
    const times = stops.filter((__, at) => at % Math.ceil(stops.length / moments) === 0)
    const run = startRun(scenario)
    for (const { at } of times) {
      run.advance(at, Infinity)
      const trouble = troubleIn(run.engine)
      trouble.forEach((first, index) => {
        const hurt = copyEngine(run.engine)
        if (apply(hurt, first) !== null) return
        const again = copyEngine(hurt)
        expect([at, first, watchOn(hurt, scenario)]).toEqual([at, first, null])
        const second = trouble[(index * 7 + at) % trouble.length] ?? first
        if (apply(again, second) !== null) return
        expect([at, first, second, watchOn(again, scenario)]).toEqual([at, first, second, null])
      })
    }
  })
})
