// Where the CPU time of each workload of a host goes, as the run tells it.
import { expect, test } from 'vitest'
import type { Run } from '../../../src/sim'
import { lookAt } from '../../../src/sim/run/look'
import { losses, unitsTold, type BottleneckView } from '../../../src/sim/run/host-views'
import { crate, define, fleet, group, scenario, startRun } from '../../support/builders'

function look(run: Run, host: string): BottleneckView {
  const answer = lookAt(run.engine, { look: 'bottlenecks', host })
  if (answer.look !== 'bottlenecks') throw new Error('another answer')
  return answer
}

test('every bar adds up, and names what was lost to vCPUs, virtualization, a limit and others', () => {
  const run = startRun(
    scenario(
      [fleet('host', 1)],
      [
        group('tight', 1, { kind: 'vm', demand: { law: 'constant', millicores: 1500 } }),
        group('capped', 1, { limitMillicores: 400, demand: { law: 'constant', millicores: 900 } }),
        group('greedy', 1, { flavours: ['l'], demand: { law: 'constant', millicores: 4000 } }),
        group('quiet', 1, { demand: { law: 'constant', millicores: 0 } }),
      ],
    ),
  )
  run.advance(0, Infinity)
  const view = look(run, 'host-1')
  expect([view.capacity, view.hostThreads, view.others]).toEqual([4000, 0, 0])
  expect(view.workloads.map(({ name }) => name)).toEqual(['tight-1', 'capped-1', 'greedy-1', 'quiet-1'])
  for (const bar of view.workloads)
    expect(bar.lost.reduce((sum, lost) => sum + lost, bar.received)).toBe(bar.wanted)
  const lost = (at: number): Record<string, number> =>
    Object.fromEntries(
      losses.map((loss, place) => [loss, view.workloads[at]?.lost[place] ?? 0]).filter(([, n]) => n !== 0),
    )
  // One vCPU for 1500, and 1.023 for each of its millicores; of four cores it gets its part by weight, 1 : 1 : 4.
  expect(lost(0)).toEqual({ vcpus: 500, exits: 23, steal: 274 })
  expect(lost(1)).toEqual({ limit: 500 })
  expect(lost(3)).toEqual({})
  // Seven vCPUs on four CPUs, none of them ever idle: three of seven wait.
  expect(view.workloads[0]).toMatchObject({ used: 720, hostThreads: 0, p99Millis: 60000, readyPermille: 428 })
})

test('a host that is not there has no bars', () => {
  const run = startRun(scenario([fleet('host', 1)], []))
  expect(look(run, 'nobody-1')).toEqual({
    look: 'bottlenecks',
    host: 'nobody-1',
    capacity: 0,
    hostThreads: 0,
    workloads: [],
    others: 0,
  })
})

test('no more bars than can be told apart, the others are counted', () => {
  const machines = { crate: { ...crate, memoryMiB: 100000 } }
  const run = startRun(
    scenario([fleet('host', 1)], [group('web', unitsTold + 3)], { define: { ...define, machines } }),
  )
  run.advance(0, Infinity)
  const view = look(run, 'host-1')
  expect([view.workloads.length, view.others]).toEqual([unitsTold, 3])
})
