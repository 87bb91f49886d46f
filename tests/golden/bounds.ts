// CPU bounds on a busy day: pools within pools, second threads, lists of CPUs, and what an operator changes of them.
import type { Command, JournalEntry, Scenario } from '../../src/sim'
import { define, crate, fleet, group, scenario, second } from '../support/builders'

const at = (seconds: number, name: string, args: Command['args'] = {}): JournalEntry =>
  ({ at: seconds * second, command: { name, args } }) as JournalEntry

const busy = { law: 'constant', millicores: 4000 } as const

export const boundsAndPools: Scenario = scenario(
  [fleet('twin', 2, { kernel: 'kvm', machine: 'twin' }), fleet('box', 1, { machine: 'box' })],
  [
    group('web', 3, { pool: 'inner', flavours: ['m'], demand: busy }),
    group('batch', 2, { pool: 'outer', kind: 'process', flavours: ['l'], demand: busy }),
    group('pinned', 2, { kind: 'process', on: 'twin', cgroup: { cpus: '0-1' }, demand: busy }),
    group('half', 1, { kind: 'process', on: 'twin', cgroup: { cpus: '1,2' }, flavours: ['m'], demand: busy }),
    group('pair', 4, { kind: 'vm', on: 'twin', wrap: [{ profile: 'kvm-qemu', per: 2 }], demand: busy }),
    group('wide', 1, { kind: 'vm', on: 'box', flavours: ['l'], demand: busy }),
  ],
  {
    define: {
      ...define,
      machines: { ...define.machines, twin: { ...crate, sockets: 2, threadsPerCore: 2 } },
    },
    pools: [
      { name: 'outer', shares: 2000, limitMillicores: 5000, expandable: true },
      { name: 'inner', parent: 'outer', shares: 1000, reservationMillicores: 500 },
    ],
    rules: { cpu: { smtPercent: 30, reserveMillicores: 500 } },
    script: [
      at(5, 'pool.shares', { pool: 'inner', shares: 3000 }),
      at(6, 'pool.shares', { pool: 'inner', shares: 3000 }),
      at(7, 'pool.shares', { pool: 'inner', shares: 0 }),
      at(10, 'pool.limit', { pool: 'inner', millicores: 400 }),
      at(11, 'pool.limit', { pool: 'inner', millicores: 1500 }),
      at(12, 'pool.reservation', { pool: 'inner', millicores: 1600 }),
      at(13, 'pool.reservation', { pool: 'inner', millicores: 1500 }),
      at(20, 'pool.limit', { pool: 'outer', millicores: 0 }),
      at(25, 'group.limit', { group: 'web', millicores: 5 }),
      at(26, 'group.limit', { group: 'web', millicores: 700 }),
      at(27, 'group.reservation', { group: 'web', millicores: 800 }),
      at(28, 'group.reservation', { group: 'web', millicores: 600 }),
      at(29, 'group.limit', { group: 'web', millicores: 500 }),
      at(30, 'group.quota-period', { group: 'web', millis: 1 }),
      at(31, 'group.quota-period', { group: 'web', millis: 2000 }),
      at(32, 'group.quota-period', { group: 'web', millis: 10 }),
      at(35, 'group.reservation', { group: 'batch', millicores: 100000 }),
      at(40, 'group.limit', { group: 'web', millicores: 0 }),
      at(45, 'workload.move', { workload: 'wide-1', host: 'box-1' }),
    ],
  },
)
