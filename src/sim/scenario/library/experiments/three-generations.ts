/** VMs that start many processes, each with all the CPU that its one vCPU can take. */
import { constant, experiment, one } from './parts'

export const threeGenerations = experiment({
  title: 'Three generations',
  fleet: [one('host', 'kvm')],
  workloads: [
    {
      name: 'build',
      count: 4,
      kind: 'vm',
      flavours: ['small'],
      app: 'batch',
      mix: 'fork-heavy',
      technique: 'binary-translation',
      demand: constant(1000),
    },
  ],
})
