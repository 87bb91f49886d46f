// Values that cannot be true at once are refused with their place and the nearest value that is allowed.
import { expect, test } from 'vitest'
import { planOf } from '../../../src/sim/scenario/plan'
import type { Scenario, WorkloadGroup } from '../../../src/sim/scenario/scenario'

const machine = {
  sockets: 1,
  coresPerSocket: 2,
  threadsPerCore: 2,
  memoryMiB: 65536,
  hostReserveMiB: 0,
  diskGiB: 0,
  nicMbps: 0,
  idleWatts: 0,
  peakWatts: 0,
  source: 'assumed',
}
const define = {
  machines: { own: machine },
  flavours: {
    small: { vcpus: 1, memoryMiB: 64, source: 'assumed' },
  },
  apps: { app: { librariesMiB: 0, source: 'assumed' } },
  guests: { default: { guestOsMiB: 64, source: 'assumed' } },
}

function scenarioOf(group: Partial<WorkloadGroup>, pools: Scenario['pools'] = []): Scenario {
  const web: WorkloadGroup = {
    name: 'web',
    count: 1,
    flavours: ['small'],
    app: 'app',
    demand: { law: 'constant', millicores: 100 },
    ...group,
  }
  const fleet = [{ name: 'host', count: 1, machine: 'own', kernel: 'linux' }]
  return { format: 1, seed: 1, horizon: 1000000, define, fleet, workloads: [web], pools }
}

const contradictions: readonly [Partial<WorkloadGroup>, string, string, number | string][] = [
  [{ reservationMillicores: 300, limitMillicores: 200 }, 'over-bound', 'reservationMillicores', 200],
  [{ memory: { reservationMiB: 40, limitMiB: 30 } }, 'over-bound', 'memory.reservationMiB', 30],
  [{ memory: { reservationMiB: 65 } }, 'over-bound', 'memory.reservationMiB', 64],
  [{ cgroup: { memoryMinMiB: 9, memoryLowMiB: 8 } }, 'over-bound', 'cgroup.memoryMinMiB', 8],
  [{ cgroup: { memoryLowMiB: 9, memoryHighMiB: 8 } }, 'over-bound', 'cgroup.memoryLowMiB', 8],
  [{ cgroup: { memoryHighMiB: 65 } }, 'over-bound', 'cgroup.memoryHighMiB', 64],
  [{ limitMillicores: 9 }, 'quota-too-small', 'limitMillicores', 10],
  [{ kind: 'vm', pages: { host: '1G' } }, 'over-bound', 'pages.host', '2M'],
  [{ pages: { host: '2M' } }, 'unfit', 'pages.host', '4K'],
  [{ cgroup: { cpus: '0-4' } }, 'over-bound', 'cgroup.cpus', 3],
  [{ cgroup: { cpus: '3-2' } }, 'backward-range', 'cgroup.cpus', '2-3'],
  [{ kind: 'vm', technique: 'container' }, 'unfit', 'technique', 'trap-and-emulate'],
]

test.each(contradictions)('%j is refused', (group, problem, field, nearest) => {
  const args: unknown = expect.objectContaining({ nearest })
  expect(planOf(scenarioOf(group))).toEqual({ problem: { problem, path: `workloads[0].${field}`, args } })
})

test('a pool promises no more than it may use', () => {
  const pools = [{ name: 'pool', shares: 1, reservationMillicores: 300, limitMillicores: 200 }]
  const args: unknown = expect.objectContaining({ value: 300, nearest: 200 })
  const path = 'pools[0].reservationMillicores'
  expect(planOf(scenarioOf({}, pools))).toEqual({ problem: { problem: 'over-bound', path, args } })
})

test('values at their bounds are accepted', () => {
  const cgroup = { memoryMinMiB: 8, memoryLowMiB: 8, memoryHighMiB: 64, cpus: '0-3' }
  const memory = { reservationMiB: 64, limitMiB: 64 }
  const atBounds = { reservationMillicores: 10, limitMillicores: 10, memory, cgroup }
  expect(planOf(scenarioOf(atBounds))).toHaveProperty('plan')
})
