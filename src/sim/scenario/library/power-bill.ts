/**
 * One load twice over a day: spread over eight hosts of one rack, packed on three of another. Both cost the same, for
 * a host that is on draws most of its power idle; only when the empty ones are taken out does packing save.
 */
import type { Scenario, WorkloadGroup } from '../scenario'

const seconds = 1000000
const hour = 3600 * seconds

/** Hosts of the packed side that hold nothing. */
const empty = [4, 5, 6, 7, 8]

export const powerBill: Scenario = {
  format: 1,
  title: 'Power bill',
  seed: 11,
  horizon: 24 * hour,
  fleet: [
    { name: 'even', count: 8, zone: 'hall', rack: 'even', machine: 'general-64', kernel: 'kvm' },
    { name: 'dense', count: 8, zone: 'hall', rack: 'dense', machine: 'general-64', kernel: 'kvm' },
  ],
  workloads: [
    shop('shop-even', 'even', { policy: 'spread' }),
    shop('shop-dense', 'dense', { policy: 'pack', per: 8 }),
  ],
  script: empty.map((number) => ({
    at: 8 * hour,
    command: { name: 'host.remove', args: { host: `dense-${number}` } },
  })),
}

function shop(name: string, on: string, place: NonNullable<WorkloadGroup['place']>): WorkloadGroup {
  return {
    name,
    count: 24,
    on,
    kind: 'vm',
    flavours: ['medium'],
    app: 'web-app',
    tenant: 'shop',
    demand: {
      law: 'diurnal',
      lowMillicores: 200,
      highMillicores: 1400,
      period: 24 * hour,
      peakAt: 14 * hour,
      cadence: 300 * seconds,
    },
    place,
  }
}
