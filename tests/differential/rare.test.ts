// Stories that chance seldom tells, in the core and in the naive model.
import { expect, test } from 'vitest'
import type { Scenario } from '../../src/sim'
import { fleet, group, scenario, second } from '../support/builders'
import { disagreement } from '../support/naive-compare'

const at = (seconds: number, name: string, args: Record<string, string>) => ({
  at: seconds * second,
  command: { name, args },
})

const stories: Readonly<Record<string, Scenario>> = {
  'a process that should be restarted while its VM is paused': scenario(
    [fleet('host', 1)],
    [group('web', 3, { wrap: [{ profile: 'kvm-qemu', per: 3 }] })],
    {
      rules: { failure: { processRestartSeconds: 2 } },
      script: [
        at(1, 'process.crash', { workload: 'web-2' }),
        at(2, 'vm.suspend', { vm: 'web-vm-1' }),
        at(8, 'vm.resume', { vm: 'web-vm-1' }),
      ],
    },
  ),
  // 4000 millicores by 1 : 1 : 2 less an idle one's 2 leave 999.5, 999.5 and exactly 1999.
  'a part that is whole among parts that are not': scenario(
    [fleet('host', 1)],
    [
      group('idle', 1, { demand: { law: 'constant', millicores: 2 }, shares: 1000 }),
      group('even', 1, { flavours: ['l'], demand: { law: 'constant', millicores: 9000 }, shares: 2 }),
      group('odd', 2, { flavours: ['l'], demand: { law: 'constant', millicores: 9000 }, shares: 1 }),
    ],
  ),
}

test.each(Object.entries(stories))('%s', (_, story) => {
  expect(disagreement(story, 100)).toBeNull()
})
