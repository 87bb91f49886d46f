/** The Lab's first scenario: a shop in containers, a bank in VMs and batch jobs on twelve hosts in three racks. */
import type { Scenario } from '../scenario'

const seconds = 1000000
const day = 300 * seconds

export const smallCluster: Scenario = {
  format: 1,
  title: 'Small cluster',
  seed: 7,
  horizon: 600 * seconds,
  fleet: [
    { name: 'host', count: 8, zone: 'east', rack: 'rack', perRack: 4, machine: 'general-64', kernel: 'kvm' },
    {
      name: 'edge',
      count: 4,
      zone: 'west',
      rack: 'rack',
      perRack: 4,
      machine: 'general-64',
      kernel: 'linux',
    },
  ],
  workloads: [
    {
      name: 'bank',
      count: 24,
      on: 'host',
      kind: 'vm',
      flavours: ['medium', 'large'],
      app: 'database',
      tenant: 'bank',
      demand: diurnal(400, 2200, 0),
      place: { policy: 'spread' },
    },
    {
      name: 'web',
      count: 60,
      kind: 'container',
      flavours: ['small'],
      app: 'web-app',
      tenant: 'shop',
      demand: diurnal(150, 800, day / 4),
      place: { policy: 'spread' },
    },
    {
      name: 'cart',
      count: 36,
      on: 'host',
      kind: 'container-in-vm',
      flavours: ['small'],
      app: 'service',
      tenant: 'shop',
      demand: diurnal(80, 500, day / 4),
      place: { policy: 'worst-fit' },
    },
    {
      name: 'batch',
      count: 40,
      on: 'edge',
      kind: 'container',
      flavours: ['small', 'medium'],
      app: 'batch',
      tenant: 'research',
      demand: diurnal(300, 1200, day / 2),
      place: { policy: 'best-fit', per: 18 },
    },
  ],
}

function diurnal(
  lowMillicores: number,
  highMillicores: number,
  peakAt: number,
): Scenario['workloads'][number]['demand'] {
  return {
    law: 'diurnal',
    lowMillicores,
    highMillicores,
    period: day,
    peakAt: Math.round(peakAt),
    cadence: 5 * seconds,
    jitterPercent: 20,
  }
}
