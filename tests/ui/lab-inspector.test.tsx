// The right panel: what is selected, the way there, what can be done to it, and what the run has lost.
import { screen, waitFor, within } from '@testing-library/react'
import { expect, test } from 'vitest'
import { locales } from '../../src/i18n/locale'
import type { InspectorField, NamedFact } from '../../src/sim'
import { Inspected } from '../../src/ui/lab/inspect/InspectorPanel'
import { Losses } from '../../src/ui/lab/Losses'
import { fleetFrame, renderInLab } from '../support/fake-lab'

const hostFields: readonly InspectorField[] = [
  field('hosts', 'power', 'on'),
  field('hosts', 'memoryMiB', 65536),
  field('hosts', 'reserveMiB', 4096),
  field('hosts', 'cores', 16),
  field('hostCpu', 'demandMillicores', 2000),
  field('hostCpu', 'usedMillicores', 1500),
  field('hostMemory', 'usedMiB', 8192),
]

const twoCopies = [
  { name: 'group.policy', args: { group: 'db', policy: 'spread' } },
  { name: 'group.scale', args: { group: 'db', count: 2 } },
]

function field(table: string, column: string, value: number | string): InspectorField {
  return { table, column, value, unit: '', refersTo: null }
}

const placed: NamedFact = {
  ordinal: 12,
  at: 0,
  name: 'placement.bound',
  cause: -1,
  args: { workload: 'web-1', host: 'host-1' },
}

test.each(locales)('in %s nothing selected tells about the run and what to try', async (locale) => {
  const { say, user, performed } = renderInLab(<Inspected readOnly={false} />, { locale })
  expect(screen.getByText(say('lab.about', { hosts: 3, workloads: 3, groups: 2, seed: 7 }))).toBeVisible()
  await user.click(screen.getByRole('button', { name: say('lab.try.second-copy', { name: 'db' }) }))
  await waitFor(() => expect(performed).toEqual(twoCopies))
  expect(document.body.textContent).not.toContain('⟦')
})

test('an import says what it did', async () => {
  renderInLab(<Inspected readOnly={false} />, { scenario: { notes: ['in plain words'] } })
  expect(await screen.findByText('in plain words')).toBeVisible()
})

test('a host shows what it was asked for and gave, and each part of its path can be selected', async () => {
  const { say, user, app } = renderInLab(<Inspected readOnly={false} />, {
    selected: 'host-1',
    answer: (question) =>
      question.type === 'inspect' && question.table === 'hosts' ? hostFields : undefined,
  })
  expect(await screen.findByRole('heading', { level: 2, name: 'host-1' })).toBeVisible()
  expect(await screen.findByText(say('lab.cpu-share', { wanted: '2.00', received: '1.50' }))).toBeVisible()
  expect(screen.getByText(say('lab.lost', { share: '25%' }))).toBeVisible()
  expect(screen.getByText(say('lab.of', { part: '8 GiB', whole: '60 GiB' }))).toBeVisible()
  await user.click(screen.getByRole('button', { name: 'rack-1' }))
  expect(app.store.getState().selection.selected).toEqual(['rack-1'])
})

test('failing a host says at all times whom it would take along', async () => {
  const { say, user, performed } = renderInLab(<Inspected readOnly={false} />, {
    selected: 'host-1',
    answer: (question) => {
      if (question.type === 'victims') return ['web-1', 'db-1']
      return question.type === 'inspect' && question.table === 'hosts' ? hostFields : undefined
    },
  })
  const fail = await screen.findByRole('button', { name: say('lab.fail-host', { host: 'host-1' }) })
  expect(await screen.findByText(say('lab.would-lose', { groups: 'db' }))).toBeVisible()
  await user.click(fail)
  expect(performed).toEqual([{ name: 'host.fail', args: { host: 'host-1' } }])
})

test('a host that is off is repaired, not failed again', async () => {
  const { say, user, performed } = renderInLab(<Inspected readOnly={false} />, {
    selected: 'host-1',
    answer: (question) =>
      question.type === 'inspect' && question.table === 'hosts'
        ? [field('hosts', 'power', 'off')]
        : undefined,
  })
  await user.click(await screen.findByRole('button', { name: say('lab.repair-host', { host: 'host-1' }) }))
  expect(performed).toEqual([{ name: 'host.repair', args: { host: 'host-1' } }])
})

test('the latest fact about a thing is a click away from its causes', async () => {
  const { say, user, app } = renderInLab(<Inspected readOnly={false} />, {
    selected: 'web-1',
    answer: (question) =>
      question.type === 'look' && question.look.look === 'about'
        ? { look: 'about', facts: [placed] }
        : undefined,
  })
  const why = await screen.findByRole('button', { name: say('lab.why-button') })
  await waitFor(() => expect(why).toBeEnabled())
  await user.click(why)
  expect(app.store.getState().view.why).toBe(12)
})

test('a workload moves by name, and a host that cannot take it says why', async () => {
  const { say, user, performed } = renderInLab(<Inspected readOnly={false} />, {
    selected: 'web-1',
    answer: (question) =>
      question.type === 'could' && question.command.args['host'] === 'host-2'
        ? { reason: 'host-off', args: {} }
        : undefined,
  })
  await user.click(await screen.findByRole('button', { name: say('lab.move-to') }))
  const hosts = within(await screen.findByRole('dialog'))
  expect(hosts.queryByRole('button', { name: /^host-1/ })).toBeNull()
  const refused = hosts.getByRole('button', { name: /^host-2/ })
  await waitFor(() => expect(refused).toHaveTextContent(say('refusal.host-off.what')))
  expect(refused).toBeDisabled()
  const free = hosts.getByRole('button', { name: /^host-3/ })
  await waitFor(() => expect(free).toBeEnabled())
  await user.click(free)
  expect(performed).toEqual([{ name: 'workload.move', args: { workload: 'web-1', host: 'host-3' } }])
})

test('what only looks on offers nothing that changes the run', async () => {
  const { say } = renderInLab(<Inspected readOnly />, {
    selected: 'host-1',
    answer: (question) => (question.type === 'inspect' ? hostFields : undefined),
  })
  await screen.findByRole('heading', { level: 2, name: 'host-1' })
  expect(await screen.findByText(say('lab.cpu-share', { wanted: '2.00', received: '1.50' }))).toBeVisible()
  expect(screen.queryByRole('button', { name: say('lab.fail-host', { host: 'host-1' }) })).toBeNull()
  expect(screen.queryByRole('button', { name: say('lab.remove') })).toBeNull()
})

test('a name that means nothing now says so and can be dropped', async () => {
  const { say, user, app } = renderInLab(<Inspected readOnly={false} />, { selected: 'web-99' })
  expect(await screen.findByText(say('lab.gone', { name: 'web-99' }))).toBeVisible()
  await user.click(screen.getByRole('button', { name: say('lab.clear') }))
  expect(app.store.getState().selection.selected).toEqual([])
})

test.each(locales)('in %s losses are said in words: what is gone, what is weaker, what stands', (locale) => {
  const { say } = renderInLab(<Losses />, {
    locale,
    frame: {
      fleet: fleetFrame({ state: Uint8Array.of(3, 0, 0), groupRunning: Uint32Array.of(1, 0) }),
    },
  })
  const losses = within(screen.getByRole('status'))
  const gone = say('lab.running-of', { name: 'db', running: 0, count: 1 })
  const weaker = say('lab.running-of', { name: 'web', running: 1, count: 2 })
  expect(losses.getByText(new RegExp(escaped(say('lab.lost-all', { groups: gone }))))).toBeVisible()
  expect(losses.getByText(new RegExp(escaped(say('lab.survived', { groups: weaker }))))).toBeVisible()
  expect(losses.getByText(new RegExp(escaped(say('lab.down', { n: 1, hosts: 'host-1' }))))).toBeVisible()
})

test('nothing is said while everything runs, and a lost host that took nobody is good news', () => {
  const { say, show } = renderInLab(<Losses />)
  expect(screen.queryByRole('status')).toBeNull()
  show({ fleet: fleetFrame({ state: Uint8Array.of(0, 0, 3) }) })
  return waitFor(() => expect(screen.getByRole('status')).toHaveTextContent(say('lab.lost-none')))
})

test('copies that never had a host are not lost: there is no room for them', () => {
  const { say } = renderInLab(<Losses />, {
    frame: {
      fleet: fleetFrame({
        groupCount: Uint32Array.of(5, 1),
        groupPlaced: Uint32Array.of(2, 0),
        groupRunning: Uint32Array.of(2, 0),
      }),
    },
  })
  const status = screen.getByRole('status')
  const groups = [
    say('lab.part-of', { n: 3, count: 5, name: 'web' }),
    say('lab.part-of', { n: 1, count: 1, name: 'db' }),
  ].join(say('lab.list'))
  expect(status).toHaveTextContent(say('lab.no-room', { groups }))
  expect(status).not.toHaveTextContent(say('lab.lost-all', { groups: '' }).replace('.', ''))
})

test('a host that is off is repaired where the loss is told', async () => {
  const { say, user, performed } = renderInLab(<Losses />, {
    frame: { fleet: fleetFrame({ state: Uint8Array.of(3, 0, 0) }) },
  })
  await user.click(screen.getByRole('button', { name: say('lab.repair-host', { host: 'host-1' }) }))
  expect(performed).toEqual([{ name: 'host.repair', args: { host: 'host-1' } }])
})

test('a built-in scenario is called by its title in the reader’s language', () => {
  const { say } = renderInLab(<Inspected readOnly={false} />, {
    locale: 'zh-CN',
    scenario: { title: 'Small cluster' },
  })
  const title = say('scenario.small-cluster.title')
  expect(title).not.toBe('Small cluster')
  expect(screen.getByRole('heading', { name: title })).toBeVisible()
})

function escaped(sentence: string): string {
  return sentence.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
}
