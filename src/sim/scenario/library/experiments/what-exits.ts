/** Four VMs whose work changes: system calls, new processes, input and output. */
import { constant, experiment, one } from './parts'

export const whatExits = experiment({
  title: 'What exits',
  fleet: [one('host', 'kvm')],
  workloads: [
    {
      name: 'guest',
      count: 4,
      kind: 'vm',
      flavours: ['medium'],
      app: 'service',
      mix: 'compute',
      technique: 'hvm-nested',
      demand: constant(1000),
    },
  ],
})
