/** Recorded loads, one file per VM → the hosts and VMs of the PlanetLab experiment. */
import * as v from 'valibot'
import { describe, expect, test } from 'vitest'
import { planetlabToScenario } from '../../../src/sim/import'
import { fromBase64Url } from '../../../src/sim/scenario/base64url'
import { scenarioSchema } from '../../../src/sim/scenario/scenario'

const file = (name: string, ...samples: readonly (number | string)[]) => ({
  name,
  text: `${samples.join('\n')}\n`,
})

function imported(files: readonly { readonly name: string; readonly text: string }[]) {
  const result = planetlabToScenario(files, 'day')
  if ('problems' in result) throw new Error(JSON.stringify(result.problems))
  expect(v.parse(scenarioSchema, result.scenario)).toEqual(result.scenario)
  return result
}

const bytesOf = (text: string) => [...(fromBase64Url(text) as Uint8Array)]

test('files are sorted by the bytes of their names and dealt to the four sizes in quarters', () => {
  // Upper case stands before lower case, and what lies beyond the 16-bit characters behind those that do not.
  const names = ['b', 'a', 'B', 'a_b', 'a-b', '\u{1F600}', '\uFF5E']
  const { scenario } = imported(names.map((name, at) => file(name, at, at)))
  const order = ['B', 'a', 'a-b', 'a_b', 'b', '\uFF5E', '\u{1F600}'].map((name) => names.indexOf(name))
  expect(scenario.workloads.map(({ name, count }) => [name, count])).toEqual([
    ['vm-2500', 2],
    ['vm-2000', 2],
    ['vm-1000', 2],
    ['vm-500', 1],
  ])
  const series = scenario.workloads.flatMap(({ name }) => scenario.define?.traces?.[name]?.series ?? [])
  expect(series.map((text) => bytesOf(text)[0])).toEqual(order)
})

test('each group follows its own recordings, every 300 s, until the last sample has been', () => {
  const { scenario, facts } = imported([file('a', 0, 50, 100, 7)])
  expect(scenario.workloads).toEqual([
    {
      name: 'vm-2500',
      count: 1,
      kind: 'vm',
      flavours: ['vm-2500'],
      app: 'trace',
      demand: { law: 'trace', trace: 'vm-2500', cadence: 300_000_000 },
      reservationMillicores: 125_000,
    },
  ])
  expect(bytesOf(scenario.define?.traces?.['vm-2500']?.series[0] ?? '')).toEqual([0, 50, 100, 7])
  expect(scenario.horizon).toBe(4 * 300_000_000)
  expect(facts).toEqual({ traces: 1, samples: 4, shortest: 4, longest: 4, meanPercent: 39.25 })
})

test('speeds are exact: 20 MIPS to a core, 2 × 1860 and 2 × 2660 to a host', () => {
  const { scenario } = imported(Array.from({ length: 10 }, (_, at) => file(`f${at}`, 1)))
  const cores = Object.values(scenario.define?.machines ?? {}).map((one) => one.sockets * one.coresPerSocket)
  expect(cores.map((count) => count * 20)).toEqual([2 * 1860, 2 * 2660])
  const speeds = Object.values(scenario.define?.flavours ?? {}).map(({ vcpus }) => vcpus * 20)
  expect(speeds).toEqual([2500, 2000, 1000, 500])
  expect(scenario.fleet.map(({ name, count }) => [name, count])).toEqual([
    ['host-g4', 5],
    ['host-g5', 5],
  ])
})

test('many recordings get the 800 hosts of the experiment', () => {
  const { scenario } = imported(Array.from({ length: 1052 }, (_, at) => file(`f${at}`, 1, 2)))
  expect(scenario.fleet.map(({ count }) => count)).toEqual([400, 400])
  expect(scenario.workloads.map(({ count }) => count)).toEqual([263, 263, 263, 263])
})

describe('problems', () => {
  const problemsOf = (...files: readonly { readonly name: string; readonly text: string }[]) => {
    const result = planetlabToScenario(files, '')
    return 'problems' in result
      ? result.problems.map(({ code, file: name = 'first', line }) => `${code} ${name}:${line}`)
      : []
  }
  test.each([
    ['no file', [], ['no-traces first:1']],
    ['an empty file', [file('a', 1), file('b', '')], ['trace-length b:1']],
    ['more than everything', [file('a', 1, 101)], ['trace-sample a:2']],
    ['less than nothing', [file('a', -1)], ['trace-sample a:1']],
    ['a fraction', [file('a', 1, 2, '3.5')], ['trace-sample a:3']],
    ['words', [file('a', 1), file('b', 1, 'x')], ['trace-sample b:2']],
    ['a hole', [file('a', 1, '', 2)], ['trace-sample a:2']],
    ['a year of samples', [file('a', ...Array.from({ length: 2017 }, () => 1))], ['trace-length a:1']],
  ])('%s', (_, files, problems) => {
    expect(problemsOf(...files)).toEqual(problems)
  })
  test('line ends of Windows and a byte order mark are none', () => {
    expect(problemsOf({ name: 'a', text: '\uFEFF1\r\n2\r\n' })).toEqual([])
  })
})
