// The built-in scenarios show what they say they show.
import { describe, expect, test } from 'vitest'
import { encodeLink, labScenarios, library, modelVersion, scenarioSchema, type Run } from '../../../src/sim'
import * as v from 'valibot'
import { texts } from '../../../src/i18n/gather'
import { allAtOnce, cell, hour, rowsOf, second, startRun } from '../../support/builders'

function open(id: string): Run {
  const scenario = library[id]
  if (scenario === undefined) throw new Error(`no scenario ${id}`)
  return startRun(scenario)
}

/** CPU asked for over what there is, of every host. */
function loadsOf(run: Run): readonly { host: string; load: number }[] {
  const { groups } = run.engine.world
  return rowsOf(run, 'hosts').map((row) => ({
    host: `${groups[cell(run, 'hosts', 'group', row)] ?? ''}-${cell(run, 'hosts', 'ordinal', row)}`,
    load: cell(run, 'hostCpu', 'demandMillicores', row) / (cell(run, 'hosts', 'cores', row) * 1000),
  }))
}

const hottest = (run: Run): number => Math.max(...loadsOf(run).map(({ load }) => load))

test.each(Object.entries(library))(
  '%s keeps its own rules, and all of its workloads find a place',
  (id, scenario) => {
    expect(v.safeParse(scenarioSchema, scenario).success).toBe(true)
    const run = open(id)
    run.advance(0, allAtOnce)
    for (const { name, count } of scenario.workloads)
      if (count !== 'fill') expect([name, run.metric('workload.placed', name)]).toEqual([name, count])
  },
)

test.each(labScenarios)('%s is built in, with words in both languages', (id) => {
  expect(Object.keys(library)).toContain(id)
  // The page knows a built-in scenario again by its title.
  expect(library[id]?.title?.toLowerCase().replace(/ /g, '-')).toBe(id)
  for (const known of Object.values(texts)) {
    expect(known[`scenario.${id}.title`]).toBeTruthy()
    expect(known[`scenario.${id}.about`]).toBeTruthy()
  }
})

test('in the small cluster some host gets warm at the peak, and none has too little for long', () => {
  const run = open('small-cluster')
  const loads = [60, 120, 240].map((at) => {
    run.advance(at * second, allAtOnce)
    return hottest(run)
  })
  expect(Math.max(...loads)).toBeGreaterThan(0.85)
  expect(Math.min(...loads)).toBeLessThan(0.6)
  expect(Math.max(...loads)).toBeLessThan(1.2)
})

describe('ten thousand hosts', () => {
  test('hold a hundred thousand workloads and a short link', () => {
    const scenario = library['ten-thousand-hosts']
    if (scenario === undefined) throw new Error('not built in')
    const run = open('ten-thousand-hosts')
    expect([rowsOf(run, 'hosts').length, rowsOf(run, 'workloads').length]).toEqual([10000, 100000])
    const branches = [{ name: 'A', parent: -1, at: 0, journal: [] }]
    expect(encodeLink({ modelVersion, scenario, branches, branch: 0 }).length).toBeLessThan(2000)
  })

  test('have one that is overrun, far beyond its capacity, while all others stay below 90 %', () => {
    const run = open('ten-thousand-hosts')
    for (const at of [60 * second, hour / 2]) {
      run.advance(at, allAtOnce)
      const hot = loadsOf(run).filter(({ load }) => load >= 0.9)
      expect(hot).toEqual([{ host: 'host-7342', load: expect.any(Number) }])
      expect(hot[0]?.load).toBeGreaterThan(2)
    }
    expect(run.facts(0, allAtOnce).filter(({ name }) => name === 'command.refused')).toEqual([])
  })
})

test('in the power bill both sides draw the same, until the empty hosts are taken out', () => {
  const run = open('power-bill')
  const rackWatts = (rack: string): number =>
    loadsOf(run)
      .filter(({ host }) => host.startsWith(`${rack}-`))
      .reduce((sum, { host }) => sum + run.metric('energy.power', host), 0)
  run.advance(7 * hour, allAtOnce)
  expect(rackWatts('even')).toBeCloseTo(rackWatts('dense'), 6)
  run.advance(14 * hour, allAtOnce)
  // Five idle hosts of 100 W.
  expect(rackWatts('even') - rackWatts('dense')).toBeCloseTo(500, 6)
  expect(run.metric('cpu.steal', '')).toBe(0)
  expect(loadsOf(run)).toHaveLength(11)
})
