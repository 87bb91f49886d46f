/** A database on a server of its own, the same in a VM with a second host beside it: both servers need a patch. */
import { constant, experiment, one } from './parts'

const database = { count: 1, flavours: ['medium'], app: 'database', mix: 'database', demand: constant(500) }

export const maintainingTheDatabase = experiment({
  title: 'Maintaining the database',
  fleet: [one('server', 'linux'), { name: 'host', count: 2, machine: 'small-8', kernel: 'kvm' }],
  workloads: [
    { name: 'bare', on: 'server', kind: 'process', ...database },
    { name: 'db', on: 'host', kind: 'vm', place: { policy: 'first-fit' }, ...database },
  ],
  rules: {
    start: { timed: true },
    // From power off to power on with the patch: the middle of the model book's two to five minutes.
    failure: { hostRepairSeconds: 210 },
  },
})
