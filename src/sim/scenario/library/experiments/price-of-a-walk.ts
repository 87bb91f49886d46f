/** VMs that read much memory at random places, first with page tables that only the hypervisor keeps. */
import { constant, experiment, one } from './parts'

export const priceOfAWalk = experiment({
  title: 'Price of a walk',
  fleet: [one('host', 'kvm')],
  workloads: [
    {
      name: 'lookup',
      count: 2,
      kind: 'vm',
      flavours: ['large'],
      app: 'database',
      mix: 'random-read',
      technique: 'hvm-shadow',
      demand: constant(4000),
    },
  ],
})
