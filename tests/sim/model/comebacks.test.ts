// What comes back, when and where: after a resize in the dark, a reboot, and a second crash.
import { describe, expect, test } from 'vitest'
import type { Run } from '../../../src/sim'
import { fleet, group, minute, scenario, second, startRun } from '../../support/builders'
import { operate, runOn } from '../../support/operate'

describe('a group that is resized while its host is off', () => {
  const start = (): Run =>
    startRun(
      scenario([fleet('host', 2)], [group('web', 3, { kind: 'process', flavours: ['l'], on: 'host' })]),
    )

  test('keeps its place, and comes back there in its new size', () => {
    const run = start()
    operate(run, 'host.fail', { host: 'host-1' })
    expect(operate(run, 'workload.resize', { group: 'web', memoryMiB: 3000 })).toEqual([
      'workload.resized web 3000',
    ])
    expect([run.metric('workload.placed', 'web'), run.metric('workload.lost', 'web')]).toEqual([3, 3])
    operate(run, 'host.repair', { host: 'host-1' })
    expect(run.metric('workload.running', 'web')).toBe(3)
    expect(run.stack('host-1')).toMatchObject({ usedMiB: 9000, freeMiB: 0, units: { count: 3 } })
  })

  test('leaves only with what is too large for the host', () => {
    const run = start()
    operate(run, 'host.fail', { host: 'host-1' })
    operate(run, 'workload.resize', { group: 'web', memoryMiB: 4000 })
    expect([run.metric('workload.placed', 'web'), run.metric('workload.running', 'web')]).toEqual([3, 1])
    expect(run.stack('host-1')?.units.count).toBe(2)
  })
})

test('a rebooted kernel takes what waits, because of the reboot', () => {
  const run = startRun(scenario([fleet('host', 1)], [group('web', 2, { kind: 'process', flavours: ['l'] })]))
  operate(run, 'kernel.panic', { kernel: 'host-1' })
  operate(run, 'group.scale', { group: 'web', count: 3 })
  expect(run.metric('workload.placed', 'web')).toBe(2)
  const facts = operate(run, 'kernel.reboot', { kernel: 'host-1' })
  expect(facts).toContain('placement.bound web-3 host-1 < kernel.rebooted')
  expect(run.metric('workload.running', 'web')).toBe(3)
})

test('many that wait are placed because of the repair, not one because of the other', () => {
  const run = startRun(scenario([fleet('host', 1)], [group('web', 1, { kind: 'process' })]))
  operate(run, 'host.fail', { host: 'host-1' })
  operate(run, 'group.scale', { group: 'web', count: 4 })
  const facts = operate(run, 'host.repair', { host: 'host-1' })
  expect(facts.filter((fact) => fact.startsWith('placement'))).toEqual(
    [2, 3, 4].map((at) => `placement.bound web-${at} host-1 < host.repaired`),
  )
})

test('a process that was started by hand and crashes again waits its whole time again', () => {
  const rules = { failure: { processRestartSeconds: 5 } }
  const run = startRun(scenario([fleet('host', 1)], [group('web', 1)], { rules }))
  const running = () => run.metric('workload.running', 'web')
  runOn(run, second)
  operate(run, 'process.crash', { workload: 'web-1' })
  runOn(run, 3 * second)
  operate(run, 'container.start', { container: 'web-1' })
  runOn(run, 4 * second)
  operate(run, 'process.crash', { workload: 'web-1' })
  runOn(run, 9 * second - 1)
  expect(running()).toBe(0)
  runOn(run, 9 * second)
  expect(running()).toBe(1)
})

test('those who join a filling group later crash by chance and are restarted like the first ones', () => {
  const rules = { failure: { processMeanSeconds: 5, processRestartSeconds: 1 } }
  const filling = group('web', 'fill', { kind: 'process', flavours: ['l'] })
  const run = startRun(scenario([fleet('host', 1)], [filling], { rules, horizon: minute }))
  operate(run, 'workload.resize', { group: 'web', memoryMiB: 1500 })
  runOn(run, run.end)
  const crashed = run.facts(0, Infinity).filter(({ name }) => name === 'process.crashed')
  expect(new Set(crashed.map(({ args }) => args['workload']))).toContain('web-6')
})
