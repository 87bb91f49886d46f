// Small worlds that together use every mechanism, command, event, policy, law and kind there is.
import type { Command, JournalEntry, Scenario } from '../../src/sim'
import { define, fleet, group, hour, scenario, second } from '../support/builders'
import { boundsAndPools } from './bounds'
import { everyProfile } from './every-profile'
import { pulledImages, warmImages } from './images'
import { onTheMove } from './migrations'
import { naturesAndNeighbours, promisedTwice } from './natures'
import { operatorsDay } from './operator'
import { quietYear } from './quiet-year'
import { byChance, setAside } from './set-aside'
import { slowStarts } from './starts'

const at = (seconds: number, name: string, args: Command['args'] = {}): JournalEntry =>
  ({ at: seconds * second, command: { name, args } }) as JournalEntry

const constant = (millicores: number) => ({ law: 'constant', millicores }) as const

/** Every hypervisor on a host kernel it is made for, alone and with containers inside; every runtime alone. */
const everyWrap = scenario(
  [
    fleet('kvm-host', 2),
    fleet('linux-host', 1, { kernel: 'linux', zone: 'west' }),
    fleet('xen-host', 1, { kernel: 'xen' }),
    fleet('esxi-host', 1, { kernel: 'esxi', rack: 'row', perRack: 1 }),
  ],
  [
    group('qemu', 2, { wrap: [{ profile: 'kvm-qemu' }], app: 'fat' }),
    group('fire', 3, { wrap: [{ profile: 'firecracker' }], flavours: ['s', 'm'] }),
    group('cloud', 4, { wrap: [{ profile: 'cloud-hypervisor', per: 3 }, { profile: 'runc' }], app: 'fat' }),
    group('xen-vm', 2, { wrap: [{ profile: 'xen' }], flavours: ['l'] }),
    group('xen-box', 3, { wrap: [{ profile: 'xen', per: 2 }, { profile: 'gvisor' }] }),
    group('esxi-vm', 2, { wrap: [{ profile: 'esxi' }], flavours: ['m', 'l'] }),
    group('nested', 12, { kind: 'container-in-vm', app: 'fat' }),
    group('plain-vm', 1, { kind: 'vm' }),
    group('run', 3, { kind: 'container', app: 'fat', on: 'linux-host' }),
    group('cell', 2, { wrap: [{ profile: 'gvisor' }], app: 'fat', on: 'linux-host' }),
    group('bare', 2, { kind: 'process', app: 'fat', on: 'linux-host' }),
  ],
  {
    script: [
      at(10, 'kernel.panic', { kernel: 'linux-host-1' }),
      at(20, 'kernel.reboot', { kernel: 'linux-host-1' }),
      at(30, 'host.fail', { host: 'xen-host-1' }),
      at(40, 'host.repair', { host: 'xen-host-1' }),
      at(50, 'process.crash', { workload: 'nested-3' }),
      at(60, 'kernel.panic', { kernel: 'cell-sandbox-2' }),
      at(70, 'kernel.panic', { kernel: 'nested-vm-1' }),
      at(80, 'kernel.reboot', { kernel: 'cell-sandbox-2' }),
    ],
  },
)

/** CPU that is not enough for all: shares, floors, caps, every law of demand, jitter, and changes by hand. */
const crowdedCores = scenario(
  [fleet('host', 2, { machine: 'box' })],
  [
    group('floor', 2, { demand: constant(1500), reservationMillicores: 400, shares: 100 }),
    group('cap', 2, { demand: constant(900), limitMillicores: 250, flavours: ['m'] }),
    group('heavy', 1, { demand: constant(4000), shares: 5000, flavours: ['m'] }),
    group('steps', 2, {
      demand: {
        law: 'stepped',
        steps: [
          { at: 5 * second, millicores: 300 },
          { at: 25 * second, millicores: 1200 },
          { at: 55 * second, millicores: 0 },
          { at: 90 * second, millicores: 10 },
        ],
      },
    }),
    group('day', 4, {
      kind: 'container-in-vm',
      demand: {
        law: 'diurnal',
        lowMillicores: 20,
        highMillicores: 800,
        period: 60 * second,
        peakAt: 40 * second,
        cadence: second,
        jitterPercent: 30,
      },
    }),
    group('night', 1, {
      kind: 'process',
      demand: {
        law: 'diurnal',
        lowMillicores: 700,
        highMillicores: 10,
        period: 33 * second,
        peakAt: 0,
        cadence: 2 * second,
      },
    }),
  ],
  {
    script: [
      at(12, 'workload.demand', { group: 'heavy', millicores: 100 }),
      at(12, 'workload.demand', { group: 'heavy', millicores: 100 }),
      at(31, 'workload.demand', { group: 'day', millicores: 333 }),
      at(44.5, 'workload.demand', { group: 'steps', millicores: 77 }),
      at(70, 'workload.demand', { group: 'floor', millicores: 0 }),
    ],
  },
)

/** Life cycles of VMs and of containers in and outside of them, and what is refused on the way. */
const lifeCycles = scenario(
  [fleet('host', 1)],
  [
    group('vm', 2, { kind: 'vm', demand: constant(700) }),
    group('inner', 4, {
      wrap: [{ profile: 'firecracker', per: 2 }, { profile: 'runc' }],
      demand: constant(300),
    }),
    group('box', 2, { demand: constant(200) }),
    group('cell', 1, { wrap: [{ profile: 'gvisor' }] }),
    group('bare', 1, { kind: 'process' }),
  ],
  {
    rules: { failure: { processMeanSeconds: 40, processRestartSeconds: 3 } },
    script: [
      at(1, 'vm.suspend', { vm: 'vm-vm-1' }),
      at(2, 'vm.suspend', { vm: 'vm-vm-1' }),
      at(3, 'vm.resume', { vm: 'vm-vm-1' }),
      at(4, 'vm.shutdown', { vm: 'vm-vm-1' }),
      at(5, 'vm.start', { vm: 'vm-vm-1' }),
      at(6, 'vm.destroy', { vm: 'vm-vm-2' }),
      at(7, 'kernel.panic', { kernel: 'vm-vm-2' }),
      at(8, 'vm.start', { vm: 'vm-vm-2' }),
      at(10, 'container.pause', { container: 'inner-1' }),
      at(11, 'vm.suspend', { vm: 'inner-vm-1' }),
      at(12, 'container.resume', { container: 'inner-1' }),
      at(13, 'process.crash', { workload: 'inner-3' }),
      at(14, 'vm.resume', { vm: 'inner-vm-1' }),
      at(15, 'container.resume', { container: 'inner-1' }),
      at(16, 'container.kill', { container: 'inner-2' }),
      at(17, 'vm.suspend', { vm: 'inner-vm-1' }),
      at(18, 'container.start', { container: 'inner-2' }),
      at(19, 'vm.resume', { vm: 'inner-vm-1' }),
      at(20, 'container.start', { container: 'inner-2' }),
      at(21, 'vm.shutdown', { vm: 'inner-vm-1' }),
      at(22, 'container.start', { container: 'inner-2' }),
      at(23, 'vm.start', { vm: 'inner-vm-1' }),
      at(24, 'process.crash', { workload: 'inner-4' }),
      at(25, 'vm.suspend', { vm: 'inner-vm-2' }),
      at(33, 'vm.resume', { vm: 'inner-vm-2' }),
      at(40, 'container.kill', { container: 'box-1' }),
      at(41, 'kernel.panic', { kernel: 'host-1' }),
      at(42, 'vm.start', { vm: 'vm-vm-1' }),
      at(43, 'kernel.reboot', { kernel: 'host-1' }),
      at(44, 'container.kill', { container: 'cell-1' }),
      at(45, 'container.start', { container: 'cell-1' }),
      at(46, 'container.kill', { container: 'bare-1' }),
    ],
  },
)

/** Hosts and processes that fail at random for a day and come back, with demand that goes on meanwhile. */
const badDay = scenario(
  [fleet('host', 4), fleet('spare', 1, { machine: 'box' })],
  [
    group('web', 6, { kind: 'container', app: 'fat', place: { policy: 'spread' } }),
    group('db', 3, { kind: 'vm', flavours: ['l'], place: { policy: 'best-fit' } }),
    group('pool', 8, { wrap: [{ profile: 'kvm-qemu', per: 4 }, { profile: 'runc' }] }),
    group('tide', 4, {
      place: { policy: 'worst-fit' },
      demand: {
        law: 'diurnal',
        lowMillicores: 100,
        highMillicores: 2000,
        period: 24 * hour,
        peakAt: 15 * hour,
        cadence: hour,
        jitterPercent: 20,
      },
    }),
  ],
  {
    seed: 20240229,
    horizon: 24 * hour,
    rules: {
      failure: {
        hostMeanHours: 6,
        hostRepairSeconds: 1800,
        processMeanSeconds: 20000,
        processRestartSeconds: 60,
      },
    },
    script: [
      at(3600, 'host.fail', { host: 'host-2' }),
      at(5400, 'host.repair', { host: 'host-2' }),
      at(40000, 'host.fail', { host: 'spare-1' }),
    ],
  },
)

/** Groups that fill their hosts while they grow and shrink, beside groups that lose their place and find another. */
const growingPains = scenario(
  [
    fleet('vm-host', 2, { machine: 'box' }),
    fleet('box-host', 1, { machine: 'box', kernel: 'linux' }),
    fleet('mixed', 2, { machine: 'box' }),
  ],
  [
    group('vm', 'fill', { kind: 'vm', on: 'vm-host', flavours: ['m'] }),
    group('box', 'fill', { kind: 'container', on: 'box-host', app: 'fat', flavours: ['m', 's'] }),
    group('team', 'fill', {
      wrap: [{ profile: 'cloud-hypervisor', per: 2 }, { profile: 'gvisor' }],
      on: 'mixed',
      app: 'fat',
      flavours: ['m'],
    }),
    group('guest', 5, { kind: 'container', on: 'mixed', app: 'fat' }),
    group('lone', 2, { kind: 'vm', on: 'mixed' }),
  ],
  {
    rules: { failure: { processMeanSeconds: 20, processRestartSeconds: 2 } },
    script: [
      at(10, 'workload.resize', { group: 'vm', memoryMiB: 700 }),
      at(15, 'workload.resize', { group: 'box', memoryMiB: 900 }),
      at(20, 'workload.resize', { group: 'team', memoryMiB: 800 }),
      at(25, 'workload.resize', { group: 'guest', memoryMiB: 1500 }),
      at(30, 'workload.resize', { group: 'lone', memoryMiB: 3500 }),
      at(40, 'workload.resize', { memoryMiB: 200 }),
      at(50, 'host.fail', { host: 'mixed-1' }),
      at(55, 'workload.resize', { group: 'guest', memoryMiB: 100 }),
      at(60, 'workload.resize', { memoryMiB: 150 }),
      at(65, 'host.repair', { host: 'mixed-1' }),
      at(70, 'workload.resize', { memoryMiB: 300 }),
      at(80, 'workload.resize', { memoryMiB: 1000000 }),
      at(90, 'workload.resize', { memoryMiB: 450 }),
    ],
  },
)

/** Every policy against every filter, with more asked for than there is. */
const tightPlaces = scenario(
  [
    fleet('large', 2, { zone: 'east', rack: 'row', perRack: 1 }),
    fleet('small', 3, { machine: 'box', zone: 'west', rack: 'row', perRack: 2 }),
    fleet('bare', 1, { kernel: 'linux' }),
  ],
  [
    group('block', 3, { kind: 'vm', place: { policy: 'block' } }),
    group('first', 4, { flavours: ['m'], place: { policy: 'first-fit', per: 6 } }),
    group('best', 5, { flavours: ['l'], place: { policy: 'best-fit' } }),
    group('worst', 5, { flavours: ['m', 'l'], place: { policy: 'worst-fit' }, app: 'fat' }),
    group('spread', 8, { place: { policy: 'spread' }, app: 'fat', reservationMillicores: 700 }),
    group('pack', 4, { place: { policy: 'pack', per: 9 }, kind: 'vm' }),
    group('pinned', 9, { on: 'small', flavours: ['l'], place: { policy: 'spread' } }),
    group('nowhere', 2, { wrap: [{ profile: 'xen' }] }),
    group('promised', 6, { flavours: ['m'], reservationMillicores: 2000, on: 'bare' }),
  ],
  {
    horizon: 50 * second,
    script: [
      at(10, 'host.fail', { host: 'large-1' }),
      at(20, 'workload.resize', { group: 'pinned', memoryMiB: 600 }),
      at(30, 'host.repair', { host: 'large-1' }),
      at(40, 'workload.resize', { group: 'best', memoryMiB: 8000 }),
    ],
  },
)

/** Commands that cannot be done, one for each reason, and failures on top of failures. */
const refusedAndLost = scenario(
  [fleet('host', 2), fleet('xen', 1, { kernel: 'xen' })],
  [
    group('web', 3),
    group('db', 2, { kind: 'vm' }),
    group('cell', 2, { wrap: [{ profile: 'gvisor' }] }),
    group('waiting', 1, { flavours: ['l'], on: 'xen' }),
    group('waiting-vm', 1, { kind: 'vm', on: 'xen' }),
  ],
  {
    script: [
      at(1, 'no.such-command'),
      at(1, 'host.fail', { host: 'host-9' }),
      at(1, 'host.fail', { host: 7 }),
      at(1, 'host.fail', { host: 'host-1', force: true }),
      at(2, 'vm.start', { vm: 'host-1' }),
      at(2, 'vm.start', { vm: 'waiting-vm-vm-1' }),
      at(2, 'vm.start', { vm: 'db-vm-1' }),
      at(3, 'container.start', { container: 'db-1' }),
      at(3, 'container.start', { container: 'waiting-1' }),
      at(3, 'container.start', { container: 'web-1' }),
      at(4, 'kernel.reboot', { kernel: 'host-1' }),
      at(4, 'host.repair', { host: 'host-1' }),
      at(5, 'workload.demand', { group: 'web', millicores: 100 }),
      at(5, 'workload.demand', { group: 'web', millicores: -1 }),
      at(5, 'workload.resize', { group: 'web', memoryMiB: 0.5 }),
      at(6, 'process.crash', { workload: 'web-1' }),
      at(6, 'process.crash', { workload: 'web-1' }),
      at(7, 'kernel.panic', { kernel: 'db-vm-1' }),
      at(7, 'kernel.panic', { kernel: 'db-vm-1' }),
      at(8, 'kernel.panic', { kernel: 'host-1' }),
      at(8, 'kernel.reboot', { kernel: 'db-vm-1' }),
      at(8, 'container.start', { container: 'web-1' }),
      at(9, 'host.fail', { host: 'host-1' }),
      at(9, 'host.fail', { host: 'host-1' }),
      at(9, 'kernel.panic', { kernel: 'host-1' }),
      at(9, 'kernel.reboot', { kernel: 'host-1' }),
      at(9, 'vm.destroy', { vm: 'db-vm-1' }),
      at(10, 'host.repair', { host: 'host-1' }),
      at(200, 'host.fail', { host: 'host-1' }),
    ],
  },
)

/** Two minutes of constant trouble in one room: the longest and the busiest of them. */
const busyRoom = scenario(
  [fleet('host', 3), fleet('edge', 2, { machine: 'box', kernel: 'linux' })],
  [
    group('web', 8, { app: 'fat', place: { policy: 'worst-fit' }, demand: constant(800) }),
    group('vm', 4, { kind: 'vm', demand: constant(1500) }),
    group('pod', 12, { kind: 'container-in-vm' }),
    group('day', 6, {
      wrap: [{ profile: 'gvisor' }],
      place: { policy: 'pack' },
      demand: {
        law: 'diurnal',
        lowMillicores: 0,
        highMillicores: 1000,
        period: 100 * second,
        peakAt: 10 * second,
        cadence: second,
        jitterPercent: 100,
      },
    }),
  ],
  {
    seed: 99,
    horizon: 120 * second,
    rules: { failure: { processMeanSeconds: 9, processRestartSeconds: 1, hostRepairSeconds: 15 } },
    script: Array.from({ length: 6 }, (_, step) =>
      at(20 * step + 10, 'host.fail', { host: `host-${(step % 3) + 1}` }),
    ),
  },
)

/** Loads that know each workload by its number: recordings of different lengths, and that of speed tests. */
const recordedDays = scenario(
  [fleet('host', 2)],
  [
    group('trace', 5, {
      flavours: ['s', 'm'],
      demand: { law: 'trace', trace: 'week', cadence: 7 * second },
      place: { policy: 'spread' },
    }),
    group('vm', 3, { kind: 'vm', demand: { law: 'trace', trace: 'week', cadence: 11 * second } }),
    group('made-up', 4, {
      flavours: ['l', 's'],
      demand: { law: 'hashed', cadence: 9 * second },
      place: { policy: 'spread' },
    }),
  ],
  {
    seed: 12,
    define: {
      ...define,
      // Percent: 10, 80, 100, 0, 33 and 5, 95.
      traces: { week: { series: ['ClBkACE', 'BV8'], source: 'assumed' } },
    },
    script: [
      at(20, 'workload.demand', { group: 'trace', millicores: 600 }),
      at(30, 'host.fail', { host: 'host-2' }),
    ],
  },
)

export const goldenScenarios: Readonly<Record<string, Scenario>> = {
  'every-wrap': everyWrap,
  'crowded-cores': crowdedCores,
  'life-cycles': lifeCycles,
  'bad-day': badDay,
  'growing-pains': growingPains,
  'tight-places': tightPlaces,
  'refused-and-lost': refusedAndLost,
  'quiet-year': quietYear,
  'busy-room': busyRoom,
  'recorded-days': recordedDays,
  'operators-day': operatorsDay,
  'bounds-and-pools': boundsAndPools,
  'natures-and-neighbours': naturesAndNeighbours,
  'promised-twice': promisedTwice,
  'slow-starts': slowStarts,
  'pulled-images': pulledImages,
  'warm-images': warmImages,
  'every-profile': everyProfile,
  'on-the-move': onTheMove,
  'set-aside': setAside,
  'by-chance': byChance,
}
