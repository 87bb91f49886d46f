// A world with every hypervisor and runtime of the catalogue, each on a host it is made for.
import { wraps } from '../../src/sim/catalog'
import { fleet, group, scenario, second } from '../support/builders'

const hostOf = (hosts: readonly string[] | undefined): string => hosts?.[0] ?? 'linux'

/** One host of each kernel, as many as its profiles need. */
const kernels = [...new Set(wraps.map(({ hosts }) => hostOf(hosts)))]

export const everyProfile = scenario(
  kernels.map((kernel) => fleet(`on-${kernel}`, 2, { kernel })),
  wraps.map(({ id, hosts }) =>
    group(id, 1, { wrap: [{ profile: id }], app: 'fat', on: `on-${hostOf(hosts)}` }),
  ),
  {
    define: {
      ...scenario([], []).define,
      wraps: {
        crun: { memoryKiB: 2048, cpuPermille: 1100, source: 'assumed' },
        'xen-tinyx': { memoryKiB: 8192, imageKiB: 10240, source: 'assumed' },
      },
    },
    script: [
      { at: 10 * second, command: { name: 'kernel.panic', args: { kernel: 'kata-sandbox-1' } } },
      { at: 20 * second, command: { name: 'kernel.panic', args: { kernel: 'lightvm-vm-1' } } },
    ],
  },
)
