/** 14: "Live migration has no downtime, and always comes to an end." */
import { perform, seek, show, type Action, type Experiment, type Measure } from './experiment'

const stands = (group: string): Measure => ({
  id: group,
  shown: 'seconds',
  from: { look: 'metric', metric: 'migration.downtime-seconds', subject: group },
})

type Options = Readonly<Record<string, string | boolean>>
const move = (group: string, host: 1 | 2, options: Options = {}): Action =>
  perform('vm.migrate', { vm: `${group}-vm-1`, host: `${group}-host-${host}`, ...options })
/** More than the link carries. */
const writeMuch = (group: string): Action => perform('group.memory', { group, dirtyMiBps: 2400 })

export const downtimeOfAMove: Experiment = {
  id: 'downtime-of-a-move',
  misconception: 14,
  measures: [
    stands('plain'),
    { id: 'sent', shown: 'mib', from: { look: 'metric', metric: 'migration.sent-mib', subject: 'plain' } },
    stands('brake'),
    stands('pack'),
    stands('follow'),
    { id: 'lost', shown: 'count', from: { look: 'metric', metric: 'isolation.lost', subject: '' } },
  ],
  steps: [
    { id: 'calm', actions: [show('migration'), seek(5), move('plain', 2), seek(40)] },
    {
      id: 'busy',
      actions: [...['plain', 'brake', 'pack', 'follow', 'risk'].map(writeMuch), move('plain', 1), seek(200)],
    },
    {
      id: 'help',
      actions: [move('brake', 2, { autoConverge: true }), move('pack', 2, { compress: true }), seek(360)],
    },
    {
      id: 'follow',
      actions: [
        move('follow', 2, { mode: 'post-copy' }),
        move('risk', 2, { mode: 'post-copy' }),
        seek(362),
        perform('host.fail', { host: 'risk-host-1' }),
        seek(400),
      ],
    },
  ],
  sources: ['clark2005', 'qemu-migration', 'qemu-xbzrle', 'hines2009', 'assumed'],
}
