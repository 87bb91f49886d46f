// What workloads do and how they are virtualized, what their kernel grants them, and what neighbours take from them.
import type { Command, JournalEntry, Scenario } from '../../src/sim'
import { fleet, group, scenario, second } from '../support/builders'

const at = (seconds: number, name: string, args: Command['args'] = {}): JournalEntry =>
  ({ at: seconds * second, command: { name, args } }) as JournalEntry

const busy = { law: 'constant', millicores: 900 } as const

export const naturesAndNeighbours: Scenario = scenario(
  [fleet('kvm-host', 2), fleet('linux-host', 1, { kernel: 'linux' })],
  [
    group('db', 3, { kind: 'vm', mix: 'database', flavours: ['m'], demand: busy, numa: 'interleaved' }),
    group('shadow', 1, { kind: 'vm', mix: 'fork-heavy', technique: 'hvm-shadow', demand: busy }),
    group('cell', 2, { wrap: [{ profile: 'gvisor' }], mix: 'syscall-heavy', demand: busy }),
    group('cache', 3, { kind: 'process', on: 'linux-host', mix: 'cache-hungry', demand: busy }),
    group('plain', 2, { on: 'linux-host', flavours: ['m'] }),
  ],
  {
    rules: { neighbours: { llcMiB: 8, memoryMBps: 20000 } },
    script: [
      at(2, 'group.technique', { group: 'plain', technique: 'hvm-nested' }),
      at(3, 'group.technique', { group: 'cell', technique: 'user-kernel-ptrace' }),
      at(4, 'group.technique', { group: 'cell', technique: 'user-kernel-kvm' }),
      at(5, 'group.technique', { group: 'cell', technique: 'user-kernel-kvm' }),
      at(6, 'group.pages', { group: 'plain', guest: '2M' }),
      at(7, 'group.pages', { group: 'cache', host: '2M' }),
      at(8, 'group.pages', { group: 'db', guest: '2M', host: '2M' }),
      at(9, 'group.pages', { group: 'db', guest: '1G' }),
      at(10, 'group.mix', { group: 'plain', mix: 'stream' }),
      at(11, 'group.mix', { group: 'plain', mix: 'stream' }),
      at(15, 'neighbours.partition', { mode: 'cache' }),
      at(16, 'neighbours.partition', { mode: 'cache' }),
      at(20, 'group.cgroup', { group: 'plain', memoryMinMiB: 50, memoryLowMiB: 100, memoryHighMiB: 400 }),
      at(21, 'group.cgroup', { group: 'plain', memoryMinMiB: 200 }),
      at(22, 'group.cgroup', { group: 'plain', memoryHighMiB: 0, swapMaxMiB: 10, oomScoreAdj: 300 }),
      at(23, 'group.cgroup', { group: 'plain', swapMaxMiB: -1 }),
      at(24, 'group.cgroup', { group: 'plain', swapMaxMiB: -1 }),
      at(30, 'group.cpuset', { group: 'plain', cpus: '0-2' }),
      at(31, 'group.cpuset', { group: 'plain', cpus: '0,4' }),
      at(32, 'group.cpuset', { group: 'plain', cpus: '3-1' }),
      at(33, 'group.cpuset', { group: 'plain', cpus: '' }),
    ],
  },
)

/** Twice as much promised as there is: balloons, compression, swap, sharing, and a kill when nothing is left. */
export const promisedTwice: Scenario = scenario(
  [fleet('host', 1, { machine: 'box' })],
  [
    group('vm', 9, { kind: 'vm', flavours: ['m'], memory: { activePercent: 20, samePercent: 30 } }),
    group('box', 2, { memory: { activePercent: 50 } }),
  ],
  {
    horizon: 1200 * second,
    rules: {
      memory: { overcommitPercent: 200 },
      reclaim: { sharing: 'ksm', pagesToScan: 5000, touchMiBps: 200 },
    },
    script: [
      at(100, 'group.memory', { group: 'vm', activePercent: 60 }),
      at(200, 'group.memory', { group: 'vm', activePercent: 95 }),
      at(300, 'group.memory', { group: 'vm', activePercent: 95 }),
      at(400, 'group.memory', { group: 'vm', activePercent: 10 }),
      at(500, 'group.memory-shares', { group: 'vm', reservationMiB: 200, limitMiB: 400 }),
      at(501, 'group.memory-shares', { group: 'vm', reservationMiB: 401 }),
      at(600, 'reclaim.set', { rule: 'balloon', value: false }),
      at(601, 'reclaim.set', { rule: 'balloon', value: false }),
      at(602, 'reclaim.set', { rule: 'taxPercent', value: 100 }),
      at(603, 'reclaim.set', { rule: 'compression', value: false }),
      at(604, 'reclaim.set', { rule: 'swap', value: 'none' }),
      at(650, 'group.memory-shares', { group: 'vm', reservationMiB: 0, limitMiB: 0 }),
      at(700, 'group.memory', { group: 'vm', activePercent: 100, samePercent: 0 }),
      // All are back after a panic, and this time nobody may be killed.
      at(900, 'group.cgroup', { group: 'vm', oomScoreAdj: -1000 }),
      at(901, 'group.cgroup', { group: 'box', oomScoreAdj: -1000 }),
      at(910, 'kernel.panic', { kernel: 'host-1' }),
      at(920, 'kernel.reboot', { kernel: 'host-1' }),
    ],
  },
)
