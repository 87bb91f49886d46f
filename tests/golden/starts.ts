// Everything takes its time: images, clones and boots that are lost, destroyed and moved on the way, containers that
// cannot be had, and restarts that wait longer each time.
import type { Command, JournalEntry, Scenario } from '../../src/sim'
import { define, fleet, group, scenario, second } from '../support/builders'

const at = (seconds: number, name: string, args: Command['args'] = {}): JournalEntry =>
  ({ at: seconds * second, command: { name, args } }) as JournalEntry

const image = (...lines: readonly string[]) => ({ dockerfile: lines.join('\n'), source: 'assumed' })

export const slowStarts: Scenario = scenario(
  [fleet('host', 2), fleet('spare', 1)],
  [
    group('db', 3, { kind: 'vm', flavours: ['m'], place: { policy: 'spread' }, on: 'host' }),
    group('pod', 4, {
      wrap: [{ profile: 'kvm-qemu', per: 2 }, { profile: 'runc' }],
      restart: 'unless-stopped',
      image: 'app',
      on: 'host',
    }),
    group('web', 2, { restart: 'always', image: 'app', on: 'host' }),
    group('cell', 1, { wrap: [{ profile: 'gvisor' }], on: 'host', image: 'app' }),
    group('huge', 1, { image: 'huge', on: 'spare' }),
    group('box', 1, { kind: 'container-in-vm', image: 'huge', on: 'spare' }),
    group('task', 1, { kind: 'process', restart: 'on-failure', on: 'host' }),
  ],
  {
    seed: 27,
    define: {
      ...define,
      wraps: { 'kvm-qemu': { startMillis: 9000, imageKiB: 300000, source: 'assumed' } },
      images: {
        app: image('FROM scratch', '#+ /app 60MB', 'ADD app /'),
        huge: image('FROM scratch', 'RUN dd if=/dev/zero of=/f bs=1M count=2000'),
      },
    },
    rules: {
      start: { timed: true, disk: 'clone', images: 'cold', diskMBps: 250 },
      image: { cold: true },
      restart: { backoff: 'docker' },
    },
    script: [
      at(2, 'vm.suspend', { vm: 'db-vm-1' }),
      at(3, 'vm.start', { vm: 'db-vm-1' }),
      at(5, 'workload.move', { workload: 'db-3', host: 'host-2' }),
      at(6, 'container.stop', { container: 'web-1' }),
      at(7, 'container.restart', { container: 'web-2' }),
      at(9, 'process.crash', { workload: 'task-1' }),
      at(10, 'vm.destroy', { vm: 'db-vm-2' }),
      at(12, 'host.fail', { host: 'host-1' }),
      at(14, 'host.repair', { host: 'host-1' }),
      at(16, 'vm.start', { vm: 'db-vm-2' }),
      at(18, 'vm.start', { vm: 'db-vm-2' }),
      at(40, 'process.crash', { workload: 'web-2' }),
      at(42, 'process.crash', { workload: 'web-2' }),
      at(44, 'process.crash', { workload: 'pod-1' }),
      at(45, 'container.restart', { container: 'pod-2' }),
      at(45.01, 'vm.suspend', { vm: 'pod-vm-1' }),
      at(46, 'vm.resume', { vm: 'pod-vm-1' }),
      at(50, 'container.start', { container: 'huge-1' }),
      at(55, 'workload.remove', { workload: 'pod-4' }),
      at(60, 'host.remove', { host: 'host-2', drain: true }),
    ],
  },
)
