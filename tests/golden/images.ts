// Images from Dockerfiles on cold hosts: shared layers, queues, a lazy rest, a disk too small, a digest that differs,
// hosts that go down and leave; and a world in which nothing is pulled at all.
import type { Command, JournalEntry, Scenario } from '../../src/sim'
import { crate, define, fleet, group, scenario, second } from '../support/builders'

const at = (seconds: number, name: string, args: Command['args'] = {}): JournalEntry =>
  ({ at: seconds * second, command: { name, args } }) as JournalEntry

const image = (...lines: readonly string[]) => ({ dockerfile: lines.join('\n'), source: 'assumed' })

const machines = { crate: { ...crate, nicMbps: 100 }, box: { ...crate, coresPerSocket: 1, nicMbps: 0 } }

const images = {
  base: image('FROM scratch', '#+ /lib 75MB', 'ADD base.tar /', '#+ /usr 125MB', 'RUN install', 'ENV A=1'),
  web: image('FROM base', 'RUN fallocate -l 50MB /big', 'RUN rm /big', 'CMD ["web"]'),
  slim: image(
    'FROM base AS build',
    '#+ /app 12500kB',
    'RUN make',
    'FROM scratch',
    'COPY --from=build /app /',
  ),
  huge: image('FROM scratch', 'RUN dd if=/dev/zero of=/f bs=1M count=2000'),
}

export const pulledImages: Scenario = scenario(
  [fleet('host', 3), fleet('small', 1, { machine: 'box' })],
  [group('app', 2, { image: 'slim', on: 'host' })],
  {
    define: { ...define, machines, images },
    rules: {
      image: { cold: true, pullsAtOnce: 2, registryMbps: 250, lazyPermille: 500 },
      transfer: { diskMBps: 300 },
    },
    script: [
      at(1, 'image.pull', { host: 'host-3', image: 'web' }),
      at(1, 'image.pull', { host: 'host-3', image: 'base' }),
      at(1, 'image.pull', { host: 'small-1', image: 'huge' }),
      at(1, 'image.pull', { host: 'small-1', image: 'slim', digest: 'sha256:another' }),
      at(2, 'image.pull', { host: 'host-3', image: 'web' }),
      at(2, 'image.remove', { host: 'host-3', image: 'base' }),
      at(3, 'image.pull', { host: 'small-1', image: 'debian' }),
      at(3, 'image.pull', { host: 'small-1', image: 'database' }),
      at(4, 'host.fail', { host: 'host-3' }),
      at(6, 'host.repair', { host: 'host-3' }),
      at(7, 'image.pull', { host: 'host-2', image: 'batch' }),
      at(8, 'host.remove', { host: 'host-2', drain: true }),
      at(40, 'image.pull', { host: 'host-1', image: 'slim' }),
      at(41, 'image.pull', { host: 'host-3', image: 'web' }),
      at(42, 'image.remove', { host: 'host-3', image: 'web' }),
      at(43, 'image.remove', { host: 'host-3', image: 'web' }),
      at(60, 'image.remove', { host: 'host-1', image: 'slim' }),
      at(61, 'image.remove', { host: 'small-1', image: 'debian' }),
    ],
  },
)

export const warmImages: Scenario = scenario(
  [fleet('host', 1)],
  [group('web', 2, { image: 'debian' }), group('box', 1, { app: 'plain' })],
  {
    horizon: 10 * second,
    script: [
      at(1, 'image.pull', { host: 'host-1', image: 'debian' }),
      at(2, 'image.remove', { host: 'host-1', image: 'debian' }),
    ],
  },
)
