// The longest of the golden worlds.
import type { Scenario } from '../../src/sim'
import { fleet, group, hour, scenario, second } from '../support/builders'

/** A year in which hardly anything happens: times and work far beyond 32 bits. */
export const quietYear: Scenario = scenario(
  [fleet('host', 1)],
  [
    group('hum', 3, { demand: { law: 'constant', millicores: 999 } }),
    group('season', 2, {
      kind: 'vm',
      demand: {
        law: 'diurnal',
        lowMillicores: 1,
        highMillicores: 1777,
        period: 8760 * hour,
        peakAt: 4000 * hour,
        cadence: 168 * hour,
        jitterPercent: 5,
      },
    }),
  ],
  {
    seed: 4294967295,
    horizon: 8760 * hour,
    rules: { failure: { hostMeanHours: 3000, hostRepairSeconds: 31622400 } },
    script: [
      {
        at: 30000000 * second,
        command: { name: 'workload.demand', args: { group: 'hum', millicores: 1 } },
      },
    ],
  },
)
