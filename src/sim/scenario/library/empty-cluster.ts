/** Four hosts and nothing on them: where a scenario of one's own begins. */
import type { Scenario } from '../scenario'

const seconds = 1000000

export const emptyCluster: Scenario = {
  format: 1,
  title: 'Empty cluster',
  seed: 1,
  horizon: 600 * seconds,
  fleet: [
    { name: 'host', count: 4, zone: 'east', rack: 'rack', perRack: 4, machine: 'general-64', kernel: 'kvm' },
  ],
  workloads: [],
}
