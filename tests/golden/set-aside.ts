// VMs that are saved, changed, repaired and put aside; kernels, VMMs and daemons that fail; kernels that are needed.
import type { Command, JournalEntry, Scenario } from '../../src/sim'
import { define, fleet, group, scenario, second } from '../support/builders'

const at = (seconds: number, name: string, args: Command['args'] = {}): JournalEntry =>
  ({ at: seconds * second, command: { name, args } }) as JournalEntry

const one = { vm: 'vm-vm-1' }
const two = { vm: 'vm-vm-2' }

/** Each of the sixteen snapshots that may be kept, and one more. */
const manySnapshots = Array.from({ length: 17 }, (_, n) =>
  at(400 + n, 'vm.snapshot', { ...two, name: `s${n}` }),
)

export const setAside: Scenario = scenario(
  [fleet('host', 2), fleet('xen', 1, { kernel: 'xen' })],
  [
    group('vm', 2, { kind: 'vm' }),
    group('pod', 2, { wrap: [{ profile: 'kvm-qemu', per: 2 }, { profile: 'runc' }] }),
    group('box', 2, { on: 'host', security: { seccomp: 'unconfined', userns: true } }),
    group('old', 1, { kernel: 'linux-4.19' }),
  ],
  {
    define,
    horizon: 2000 * second,
    rules: { transfer: { diskMBps: 20 } },
    script: [
      at(1, 'vm.save', one),
      at(2, 'vm.resume', one),
      at(20, 'vm.restore', one),
      at(21, 'vm.restore', two),
      at(40, 'vm.pmsuspend', one),
      at(41, 'vm.wakeup', one),
      at(50, 'vm.snapshot', { ...one, name: 'cold' }),
      at(51, 'vm.snapshot', { ...one, name: 'cold' }),
      at(52, 'vm.snapshot', { ...one, name: 'warm', memory: true }),
      at(70, 'vm.revert', { ...one, name: 'warm' }),
      at(90, 'vm.revert', { ...one, name: 'cold' }),
      at(91, 'vm.delete-snapshot', { ...one, name: 'cold' }),
      at(92, 'vm.delete-snapshot', { ...one, name: 'cold' }),
      at(93, 'vm.start', one),
      at(100, 'vm.resize', { ...one, vcpus: 2, memoryMiB: 400 }),
      at(101, 'vm.save', one),
      at(102, 'vm.revert-resize', one),
      at(103, 'vm.resize', { ...one, vcpus: 2, memoryMiB: 300 }),
      at(104, 'vm.confirm-resize', one),
      at(105, 'vm.resize', { ...one, vcpus: 2, memoryMiB: 300 }),
      at(106, 'vm.resize', { vm: 'pod-vm-1', vcpus: 3, memoryMiB: 300 }),
      at(110, 'vm.rescue', { vm: 'pod-vm-1' }),
      at(111, 'container.start', { container: 'pod-1' }),
      at(112, 'vm.unrescue', { vm: 'pod-vm-1' }),
      at(120, 'vm.shelve', one),
      at(200, 'vm.unshelve', one),
      at(270, 'vm.migrate', { ...two, host: 'host-2' }),
      at(270.5, 'vm.save', two),
      at(280, 'vm.save', one),
      at(282, 'host.fail', { host: 'host-1' }),
      at(290, 'host.repair', { host: 'host-1' }),
      at(300, 'vm.save', one),
      at(325, 'host.remove', { host: 'host-1', drain: true }),
      at(330, 'workload.move', { workload: 'old-1', host: 'host-2' }),
      at(340, 'vmm.crash', two),
      at(341, 'vmm.crash', two),
      at(342, 'vm.start', two),
      at(350, 'daemon.crash', { host: 'host-2', liveRestore: false }),
      at(351, 'daemon.crash', { host: 'host-2' }),
      at(352, 'daemon.restart', { host: 'host-2' }),
      at(353, 'daemon.restart', { host: 'host-2' }),
      at(354, 'daemon.crash', { host: 'xen-1' }),
      ...manySnapshots,
      at(500, 'vm.shelve', one),
      at(600, 'host.fail', { host: 'host-2' }),
      at(601, 'vm.unshelve', one),
    ],
  },
)

/** A month of faults by chance: a host of containers and one of VMs, at rates that are easily seen. */
export const byChance: Scenario = scenario(
  [fleet('host', 1), fleet('vm-host', 1)],
  [
    group('box', 4, { on: 'host', demand: { law: 'constant', millicores: 0 } }),
    group('pod', 4, {
      on: 'vm-host',
      wrap: [{ profile: 'kvm-qemu', per: 2 }, { profile: 'runc' }],
      demand: { law: 'constant', millicores: 0 },
    }),
  ],
  {
    horizon: 30 * 86400 * second,
    rules: { isolation: { kernelMeanHours: 200, hypervisorMeanHours: 300, guestRebootSeconds: 30 } },
    script: [at(86400, 'group.scale', { group: 'pod', count: 6 })],
  },
)
