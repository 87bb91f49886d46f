// What comes back by itself, when, and what a user has stopped for good.
import { describe, expect, test } from 'vitest'
import type { Run, Scenario, WorkloadGroup } from '../../../../src/sim'
import { ContainerState } from '../../../../src/sim/model/container'
import { cell, fleet, group, hour, scenario, second, startRun } from '../../../support/builders'
import { operate, runOn } from '../../../support/operate'
import { order, runTimed, startPlan, timedWorld } from '../../../support/timed'
import { complainsAbout, hasOutputs, keepsItsExamples } from '../law-cases'

type Policy = WorkloadGroup['restart']

function world(restart: Policy, more: Partial<Scenario> = {}, as: Partial<WorkloadGroup> = {}): Run {
  const own = restart === undefined ? {} : { restart }
  return startRun(
    scenario([fleet('host', 1)], [group('web', 1, { ...own, ...as })], { horizon: 2 * hour, ...more }),
  )
}

const running = (run: Run): boolean => run.metric('workload.running', 'web') === 1
const stateOf = (run: Run): number => cell(run, 'containers', 'state', 0)

/** Crashes the workload as often as it runs again, at once each time; the delays, seconds. */
function delays(run: Run, times: number): readonly number[] {
  for (let crash = 0; crash < times; crash++) {
    operate(run, 'process.crash', { workload: 'web-1' })
    while (!running(run)) runOn(run, run.nextInstant())
  }
  return run
    .facts(0, Infinity)
    .filter(({ name }) => name === 'restart.planned')
    .map(({ args }) => Number(args['delay']) / second)
}

describe('how long it waits', () => {
  test('O-26: at once, then 10, 20, 40, 80, 160, 300, 300 s', () => {
    expect(delays(world('always'), 8)).toEqual([0, 10, 20, 40, 80, 160, 300, 300])
  })

  test('Docker: 100 ms, doubling up to a minute', () => {
    const run = world('always', { rules: { restart: { backoff: 'docker' } } })
    expect(delays(run, 12)).toEqual([0.1, 0.2, 0.4, 0.8, 1.6, 3.2, 6.4, 12.8, 25.6, 51.2, 60, 60])
  })

  test('a run longer than ten minutes forgets what was; one as long does not', () => {
    const run = world('on-failure')
    delays(run, 3)
    runOn(run, run.now + 600 * second)
    expect(delays(run, 1).at(-1)).toBe(40)
    runOn(run, run.now + 600 * second + 1)
    expect(delays(run, 1).at(-1)).toBe(0)
  })

  test('while it waits the container is restarting', () => {
    const run = world('always')
    delays(run, 1)
    operate(run, 'process.crash', { workload: 'web-1' })
    expect(stateOf(run)).toBe(ContainerState.restarting)
    runOn(run, run.now + 10 * second)
    expect(stateOf(run)).toBe(ContainerState.running)
  })
})

describe('what each policy brings back', () => {
  test.each([
    ['no', false],
    ['on-failure', true],
    ['always', true],
    ['unless-stopped', true],
  ] as const)('%s after a crash: %s', (policy, back) => {
    const run = world(policy)
    operate(run, 'process.crash', { workload: 'web-1' })
    expect(running(run)).toBe(back)
  })

  test.each([
    ['no', false],
    ['on-failure', false],
    ['always', true],
    ['unless-stopped', true],
  ] as const)('%s after the host was away: %s', (policy, back) => {
    const run = world(policy)
    operate(run, 'host.fail', { host: 'host-1' })
    operate(run, 'host.repair', { host: 'host-1' })
    expect(running(run)).toBe(back)
  })

  test.each([
    ['no', false],
    ['on-failure', false],
    ['always', true],
    ['unless-stopped', false],
  ] as const)('%s after a user stopped it and the host was away: %s', (policy, back) => {
    const run = world(policy)
    operate(run, 'container.stop', { container: 'web-1' })
    runOn(run, 1000 * second)
    expect(running(run)).toBe(false)
    operate(run, 'host.fail', { host: 'host-1' })
    operate(run, 'host.repair', { host: 'host-1' })
    expect(running(run)).toBe(back)
  })

  test.each([
    ['no', false],
    ['always', true],
    ['unless-stopped', false],
  ] as const)('%s in a VM that was shut down after a user stopped it: %s', (policy, back) => {
    const run = world(policy, {}, { kind: 'container-in-vm' })
    operate(run, 'container.kill', { container: 'web-1' })
    operate(run, 'vm.shutdown', { vm: 'web-vm-1' })
    operate(run, 'vm.start', { vm: 'web-vm-1' })
    expect(running(run)).toBe(back)
  })

  test('without a policy the rules of failure decide', () => {
    const rules = { failure: { processRestartSeconds: 7 } }
    const without = world(undefined, { rules })
    const never = world('no', { rules })
    for (const run of [without, never]) {
      operate(run, 'process.crash', { workload: 'web-1' })
      runOn(run, 7 * second)
    }
    expect([running(without), running(never)]).toEqual([true, false])
  })

  test('a user who stops what waits has the last word', () => {
    const run = world('always')
    delays(run, 1)
    operate(run, 'process.crash', { workload: 'web-1' })
    operate(run, 'container.stop', { container: 'web-1' })
    runOn(run, run.now + hour)
    expect([running(run), stateOf(run)]).toEqual([false, ContainerState.stopped])
  })

  test('what comes due in a paused VM starts when that goes on', () => {
    const run = world('always', {}, { kind: 'container-in-vm' })
    delays(run, 1)
    operate(run, 'process.crash', { workload: 'web-1' })
    operate(run, 'vm.suspend', { vm: 'web-vm-1' })
    runOn(run, run.now + 60 * second)
    expect(running(run)).toBe(false)
    operate(run, 'vm.resume', { vm: 'web-vm-1' })
    expect(running(run)).toBe(true)
  })
})

test('in a world where starts take time, a restart takes the entrypoint and the application', () => {
  const timed = timedWorld(
    scenario([fleet('host', 1)], [group('web', 1, { restart: 'always' })], {
      rules: { start: { timed: true } },
    }),
    {
      web: {
        runtime: startPlan([
          ['create', 20],
          ['start', 10],
        ]),
        appMillis: 100,
      },
    },
  )
  runTimed(timed, 1000)
  order(timed, 'process.crash', { workload: 0 })
  runTimed(timed, 2000)
  order(timed, 'process.crash', { workload: 0 })
  runTimed(timed, 20000)
  const starts = timed.facts.filter(({ name }) => name === 'container.started').map(({ at }) => at / 1000)
  expect(starts).toEqual([130, 1110, 12110])
})

keepsItsExamples('restart.back-off')
keepsItsExamples('orchestration.crash-loop-back-off')
hasOutputs('orchestration.crash-loop-back-off', [
  [
    'no run at all',
    { initialSeconds: 10, maxSeconds: 300, resetAfterSeconds: 600, runSecondsPerStart: [] },
    { delayBeforeRestartSeconds: [], startTimesSeconds: [0] },
  ],
  [
    'a first wait above the longest one',
    { initialSeconds: 50, maxSeconds: 20, resetAfterSeconds: 600, runSecondsPerStart: [1, 1, 601] },
    { delayBeforeRestartSeconds: [0, 20, 0], startTimesSeconds: [0, 1, 22, 623] },
  ],
])
complainsAbout(
  'orchestration.crash-loop-back-off',
  { initialSeconds: 10, maxSeconds: 300, resetAfterSeconds: 600, runSecondsPerStart: [1] },
  [
    ['initialSeconds', { initialSeconds: -1 }],
    ['runSecondsPerStart[0]', { runSecondsPerStart: [-1] }],
  ],
)
