// The order in which a scenario lists its definitions is nobody's business: the world and its digest are the same.
import { expect, test } from 'vitest'
import { decodeFile, encodeFile, type Scenario } from '../../../src/sim'
import { toBase64Url } from '../../../src/sim/scenario/base64url'
import { define, fleet, group, scenario, second, startRun } from '../../support/builders'
import { linkTo } from '../../worker/support'

const recording = (...percent: readonly number[]) => ({
  series: [toBase64Url(Uint8Array.from(percent))],
  source: 'assumed',
})

/** Two recordings, of which the one that comes later in the alphabet is listed first. */
const listed = {
  ...define,
  traces: { night: recording(5, 90, 10), day: recording(80, 20, 60), 'day-2': recording(1, 2, 3) },
} satisfies Scenario['define']
const alphabetical = {
  ...define,
  machines: Object.fromEntries(Object.entries(define.machines).reverse()),
  flavours: Object.fromEntries(Object.entries(define.flavours).reverse()),
  traces: { day: listed.traces.day, 'day-2': listed.traces['day-2'], night: listed.traces.night },
} satisfies Scenario['define']

const of = (definitions: Scenario['define']): Scenario =>
  scenario(
    [fleet('host', 2)],
    ['night', 'day'].map((trace) =>
      group(`${trace}-shift`, 3, { demand: { law: 'trace', trace, cadence: 10 * second } }),
    ),
    { define: definitions },
  )

function passedOn(from: Scenario): Scenario {
  const decoded = decodeFile(encodeFile(linkTo(from)))
  if ('problem' in decoded) throw new Error(decoded.problem.problem)
  return decoded.link.scenario
}

function story(from: Scenario): readonly (string | number)[] {
  const run = startRun(from)
  return [0, 15, 25].flatMap((at) => {
    run.seek(at * second, Infinity)
    return [run.hash(), run.metric('cpu.demand', ''), run.metric('cpu.used', '')]
  })
}

test('as written, as sent on, and in order of the alphabet', () => {
  const written = story(of(listed))
  expect(story(passedOn(of(listed)))).toEqual(written)
  expect(story(of(alphabetical))).toEqual(written)
})

test('a recording is found by its own name only', () => {
  const [night] = of(listed).workloads
  const misnamed = { ...night, name: 'web', demand: { law: 'trace', trace: 'constructor', cadence: second } }
  expect(() => startRun({ ...of(listed), workloads: [misnamed as never] })).toThrow('unknown-id')
})
