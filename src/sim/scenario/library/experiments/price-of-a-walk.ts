/**
 * A VM that reads much memory at random places, first with page tables that only the hypervisor keeps; alone, since
 * streams take caches and bandwidth from each other.
 */
import { constant, experiment, one } from './parts'

export const priceOfAWalk = experiment({
  title: 'Price of a walk',
  fleet: [one('host', 'kvm')],
  workloads: [
    {
      name: 'lookup',
      count: 1,
      kind: 'vm',
      flavours: ['large'],
      app: 'database',
      mix: 'random-read',
      technique: 'hvm-shadow',
      demand: constant(4000),
    },
  ],
})
