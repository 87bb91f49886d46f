// VMs that go to other hosts: each way, each end, and everything that stands in the way.
import type { Command, JournalEntry, Scenario, WorkloadGroup } from '../../src/sim'
import { crate, define, fleet, group, scenario, second } from '../support/builders'

const at = (seconds: number, name: string, args: Command['args'] = {}): JournalEntry =>
  ({ at: seconds * second, command: { name, args } }) as JournalEntry

const busy = { law: 'constant', millicores: 900 } as const
const vm: Partial<WorkloadGroup> = { kind: 'vm', on: 'host', flavours: ['m'], demand: busy }

export const onTheMove: Scenario = scenario(
  [
    fleet('host', 3),
    fleet('old', 1, { machine: 'old' }),
    fleet('deaf', 1, { machine: 'deaf' }),
    fleet('linux-host', 1, { kernel: 'linux' }),
  ],
  [
    group('db', 1, { ...vm, memory: { dirtyMiBps: 30, touchedPercent: 80, activePercent: 50 } }),
    group('hot', 1, { ...vm, demand: { law: 'constant', millicores: 1900 }, memory: { dirtyMiBps: 110 } }),
    group('web', 1, {
      ...vm,
      memory: { activePercent: 20, touchesPerSecond: 20000, samePercent: 30, rewritesPerHour: 60 },
    }),
    group('fire', 1, { flavours: ['s'], wrap: [{ profile: 'firecracker' }], on: 'host' }),
    group('free', 1, { kind: 'vm', flavours: ['s'] }),
    group('box', 1, { on: 'linux-host' }),
    group('bare', 1, { kind: 'process', on: 'linux-host' }),
  ],
  {
    define: {
      ...define,
      machines: {
        ...define.machines,
        old: { ...crate, memoryMiB: 5000, cpuLevel: 2 },
        deaf: { ...crate, memoryMiB: 5000, nicMbps: 0 },
      },
    },
    horizon: 200 * second,
    script: [
      at(1, 'vm.migrate', { vm: 'db-vm-1', host: 'host-2' }),
      at(2, 'vm.migrate', { vm: 'db-vm-1', host: 'host-3' }),
      at(3, 'vm.migrate-cancel', { vm: 'db-vm-1' }),
      at(4, 'vm.migrate-cancel', { vm: 'db-vm-1' }),
      at(5, 'workload.migrate', { workload: 'db-1', host: 'host-2', stopRule: 'xen' }),
      // Its working set is all it has: throttled until the rounds shrink.
      at(20, 'vm.migrate', {
        vm: 'hot-vm-1',
        host: 'host-3',
        autoConverge: true,
        maxMiBps: 100,
        maxRounds: 12,
      }),
      at(80, 'vm.migrate', { vm: 'web-vm-1', host: 'host-3', mode: 'post-copy' }),
      at(81, 'vm.migrate-cancel', { vm: 'web-vm-1' }),
      at(82, 'vm.migrate-postcopy', { vm: 'web-vm-1' }),
      at(90, 'vm.migrate', { vm: 'web-vm-1', host: 'host-1', compress: true }),
      at(92, 'vm.migrate-postcopy', { vm: 'web-vm-1' }),
      at(100, 'vm.migrate', { vm: 'fire-vm-1', host: 'host-2' }),
      at(101, 'vm.migrate', { vm: 'fire-vm-1', host: 'host-2', mode: 'cold' }),
      at(105, 'vm.migrate', { vm: 'free-vm-1', host: 'old-1' }),
      at(106, 'vm.migrate', { vm: 'free-vm-1', host: 'deaf-1' }),
      at(107, 'workload.migrate', { workload: 'box-1', host: 'host-1' }),
      at(108, 'workload.migrate', { workload: 'bare-1', host: 'host-1' }),
      // Room that is lost, a host that is lost, and a VM whose pages are on two hosts.
      at(110, 'vm.migrate', { vm: 'db-vm-1', host: 'host-3', rateAdapt: true }),
      at(112, 'workload.resize', { group: 'db', memoryMiB: 400 }),
      at(120, 'vm.migrate', { vm: 'db-vm-1', host: 'host-1' }),
      at(122, 'host.fail', { host: 'host-1' }),
      at(130, 'host.repair', { host: 'host-1' }),
      at(140, 'vm.migrate', { vm: 'db-vm-1', host: 'host-1', mode: 'post-copy' }),
      at(142, 'host.fail', { host: 'host-2' }),
    ],
  },
)
