// A day of whoever runs a fleet: hosts, groups and workloads come, move, change and go, and what is refused on the way.
import type { Command, JournalEntry, Scenario } from '../../src/sim'
import { fleet, group, scenario, second } from '../support/builders'

const at = (seconds: number, name: string, args: Command['args'] = {}): JournalEntry =>
  ({ at: seconds * second, command: { name, args } }) as JournalEntry

const bare = { kind: 'process', flavour: 's', app: 'plain', millicores: 150 } as const

export const operatorsDay: Scenario = scenario(
  [
    fleet('host', 3, { rack: 'row', perRack: 2 }),
    fleet('xen', 1, { kernel: 'xen' }),
    fleet('box', 1, { machine: 'box' }),
  ],
  [
    group('web', 7, {
      wrap: [{ profile: 'kvm-qemu', per: 3 }, { profile: 'runc' }],
      flavours: ['m'],
      app: 'fat',
    }),
    group('db', 3, {
      kind: 'vm',
      on: 'host',
      reservationMillicores: 2500,
      place: { policy: 'spread', per: 4 },
    }),
    group('day', 4, {
      on: 'host',
      demand: {
        law: 'diurnal',
        lowMillicores: 50,
        highMillicores: 900,
        period: 30 * second,
        peakAt: 0,
        cadence: second,
        jitterPercent: 20,
      },
    }),
    group('big', 9, { kind: 'process', flavours: ['l'], place: { policy: 'best-fit' } }),
    group('full', 'fill', { kind: 'process', on: 'box', flavours: ['m'] }),
  ],
  {
    rules: {
      failure: { hostMeanHours: 1, hostRepairSeconds: 9, processMeanSeconds: 45, processRestartSeconds: 4 },
    },
    script: [
      at(1, 'workload.move', { workload: 'db-1', host: 'host-1' }),
      at(1, 'workload.move', { workload: 'db-1', host: 'host-3' }),
      at(1, 'workload.move', { workload: 'web-1', host: 'box-1' }),
      at(2, 'host.add', { group: 'host', count: 3 }),
      at(2, 'host.add', {
        group: 'edge',
        count: 2,
        machine: 'box',
        kernel: 'linux',
        zone: 'west',
        rack: 'shelf',
      }),
      at(3, 'host.add', { group: 'host', count: 20000 }),
      at(3, 'host.add', { group: 'new', count: 1, kernel: 'kvm' }),
      at(3, 'host.add', { group: 'db-vm', count: 1, machine: 'box', kernel: 'kvm' }),
      at(3, 'host.add', { group: 'host', count: 1, machine: 'abacus' }),
      at(5, 'group.add', { name: 'late', count: 4, on: 'edge', policy: 'spread', tenant: 'blue', ...bare }),
      at(5, 'group.add', { name: 'pods', count: 5, per: 2, ...bare, kind: 'container-in-vm' }),
      at(6, 'group.add', { name: 'late', count: 1, ...bare }),
      at(6, 'group.add', { name: 'more', count: 250000, ...bare }),
      at(6, 'group.add', { name: 'more', count: 1, ...bare, flavour: 'huge' }),
      at(6, 'group.add', { name: 'wide', count: 1, ...bare, kind: 'vm', flavour: 'l', on: 'box' }),
      at(8, 'group.scale', { group: 'web', count: 10 }),
      at(10, 'group.scale', { group: 'web', count: 5 }),
      at(11, 'group.scale', { group: 'web', count: 5 }),
      at(12, 'group.policy', { group: 'big', policy: 'worst-fit' }),
      at(12, 'group.shares', { group: 'day', shares: 4000 }),
      at(13, 'group.demand', { group: 'web', millicores: 700 }),
      at(14, 'workload.move', { workload: 'web-2', host: 'host-5' }),
      at(15, 'workload.move', { workload: 'web-2', host: 'host-5' }),
      at(15, 'workload.move', { workload: 'day-1', host: 'edge-1' }),
      at(15, 'workload.move', { workload: 'web-1', host: 'xen-1' }),
      at(16, 'workload.remove', { workload: 'web-2' }),
      at(17, 'workload.remove', { workload: 'big-1' }),
      at(18, 'host.fail', { host: 'host-6' }),
      at(18, 'workload.move', { workload: 'web-1', host: 'host-6' }),
      at(18, 'workload.move', { workload: 'web-1', host: 'box-1' }),
      at(20, 'host.remove', { host: 'host-1' }),
      at(20, 'host.remove', { host: 'host-1', drain: true }),
      at(22, 'group.remove', { group: 'day' }),
      at(24, 'group.add', { name: 'day', count: 3, ...bare, kind: 'vm', profile: 'firecracker' }),
      at(26, 'group.scale', { group: 'full', count: 2 }),
      at(30, 'host.add', { group: 'host', count: 1 }),
      at(35, 'group.remove', { group: 'late' }),
      at(36, 'host.remove', { host: 'edge-1' }),
      at(60, 'group.add', { name: 'bound', count: 1, ...bare, on: 'xen' }),
      ...['host-2', 'host-3', 'host-4', 'host-5', 'host-6', 'host-7', 'edge-2', 'box-1'].map((host, step) =>
        at(70 + step, 'host.remove', { host, drain: true }),
      ),
      at(80, 'host.remove', { host: 'xen-1' }),
      at(85, 'host.add', { group: 'host', count: 2, machine: 'crate', kernel: 'kvm' }),
    ],
  },
)
