/** "Maintaining a server means taking it down": the model book has no number for it. */
import { perform, seek, show, type Experiment } from './experiment'

export const maintainingTheDatabase: Experiment = {
  id: 'maintaining-the-database',
  misconception: null,
  measures: [
    { id: 'bare', shown: 'seconds', from: { look: 'about', name: 'bare-1', of: 'outage' } },
    { id: 'lost', shown: 'seconds', from: { look: 'about', name: 'db-1', of: 'outage' } },
    {
      id: 'stood',
      shown: 'seconds',
      from: { look: 'metric', metric: 'migration.downtime-seconds', subject: 'db' },
    },
    { id: 'sent', shown: 'mib', from: { look: 'metric', metric: 'migration.sent-mib', subject: 'db' } },
  ],
  steps: [
    {
      id: 'bare',
      actions: [show('starts'), seek(40), perform('host.fail', { host: 'server-1' }), seek(270)],
    },
    {
      id: 'away',
      actions: [
        show('migration'),
        perform('vm.snapshot', { vm: 'db-vm-1', name: 'before-the-patch' }),
        perform('vm.migrate', { vm: 'db-vm-1', host: 'host-2' }),
        seek(300),
      ],
    },
    { id: 'patch', actions: [perform('host.fail', { host: 'host-1' }), seek(540)] },
    { id: 'return', actions: [perform('vm.migrate', { vm: 'db-vm-1', host: 'host-1' }), seek(570)] },
  ],
  sources: ['clark2005', 'qemu-migration', 'assumed'],
}
