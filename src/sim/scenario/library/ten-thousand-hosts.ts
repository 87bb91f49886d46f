/**
 * Ten thousand hosts with a hundred thousand workloads, six hours of a day: load moves over the fleet from region to
 * region, and one host in the middle is overrun by a dozen jobs that were moved onto it.
 */
import type { Scenario, WorkloadGroup } from '../scenario'

const seconds = 1000000
const hour = 3600 * seconds

/** The host that is overrun. */
const victim = 'host-7342'
const runaways = 12

export const tenThousandHosts: Scenario = {
  format: 1,
  title: 'Ten thousand hosts',
  seed: 42,
  horizon: 6 * hour,
  define: { flavours: { job: { vcpus: 4, memoryMiB: 256, source: 'assumed' } } },
  fleet: [
    {
      name: 'host',
      count: 10000,
      zone: 'region',
      rack: 'rack',
      perRack: 40,
      machine: 'general-64',
      kernel: 'kvm',
    },
  ],
  workloads: [
    // Eight to a host, so that each region of users has its own part of the fleet.
    web('asia', 30000, 0),
    web('europe', 30000, 6 * hour),
    web('america', 20000, 13 * hour),
    {
      name: 'bank',
      count: 8000,
      kind: 'vm',
      flavours: ['medium'],
      app: 'database',
      tenant: 'bank',
      demand: diurnal(300, 1600, 4 * hour),
      place: { policy: 'block', per: 9 },
    },
    {
      name: 'batch',
      count: 12000 - runaways,
      kind: 'container',
      flavours: ['small', 'medium'],
      app: 'batch',
      tenant: 'research',
      demand: diurnal(300, 1500, 22 * hour),
      place: { policy: 'spread' },
    },
    {
      name: 'runaway',
      count: runaways,
      kind: 'container',
      flavours: ['job'],
      app: 'batch',
      tenant: 'research',
      demand: { law: 'constant', millicores: 4000 },
      place: { policy: 'spread' },
    },
  ],
  script: Array.from({ length: runaways }, (_, at) => ({
    at: seconds,
    command: { name: 'workload.move', args: { workload: `runaway-${at + 1}`, host: victim } },
  })),
}

/** The shop's front ends for users of one part of the world. */
function web(region: string, count: number, peakAt: number): WorkloadGroup {
  return {
    name: `web-${region}`,
    count,
    kind: 'container',
    flavours: ['small'],
    app: 'web-app',
    tenant: `shop-${region}`,
    demand: diurnal(150, 850, peakAt),
    place: { policy: 'block', per: 8 },
  }
}

function diurnal(lowMillicores: number, highMillicores: number, peakAt: number): WorkloadGroup['demand'] {
  return {
    law: 'diurnal',
    lowMillicores,
    highMillicores,
    period: 24 * hour,
    peakAt,
    cadence: 120 * seconds,
    jitterPercent: 20,
  }
}
