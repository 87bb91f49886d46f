/** A VM and a container beside neighbours that sleep at first, then fill the cache; many containers, and some VMs. */
import { constant, experiment, one } from './parts'

const small = { flavours: ['tiny'], app: 'service', demand: constant(100) }
const victim = { count: 1, flavours: ['small'], app: 'database', mix: 'database', demand: constant(1000) }

export const wallsAndWindows = experiment({
  title: 'Walls and windows',
  fleet: [one('shared', 'kvm'), one('boxes', 'linux'), one('guests', 'kvm')],
  workloads: [
    { name: 'near-guest', on: 'shared', kind: 'vm', ...victim },
    { name: 'near-box', on: 'shared', kind: 'container', ...victim },
    {
      name: 'noisy',
      count: 3,
      on: 'shared',
      kind: 'vm',
      flavours: ['small'],
      app: 'batch',
      mix: 'cache-hungry',
      demand: constant(0),
    },
    { name: 'box', count: 40, on: 'boxes', kind: 'container', ...small },
    { name: 'guest', count: 8, on: 'guests', kind: 'vm', ...small },
    { name: 'sandbox', count: 1, on: 'guests', wrap: [{ profile: 'gvisor-systrap' }], ...small },
  ],
})
