// The build panel: counts that are commands, forms that are tried while they are filled in, and the echo.
import { screen, waitFor, within } from '@testing-library/react'
import { expect, test } from 'vitest'
import { locales } from '../../src/i18n/locale'
import type { Scenario } from '../../src/sim'
import { BuildPanel } from '../../src/ui/lab/build/BuildPanel'
import { fleetFrame, renderInLab } from '../support/fake-lab'

test.each(locales)('in %s every group says how many run of how many are wanted', async (locale) => {
  const { say } = renderInLab(<BuildPanel />, {
    locale,
    frame: { fleet: fleetFrame({ groupRunning: Uint32Array.of(1, 0) }) },
  })
  expect(screen.getByText(say('lab.running-of', { name: 'web', running: 1, count: 2 }))).toBeInTheDocument()
  expect(screen.getByText(say('lab.running-of', { name: 'db', running: 0, count: 1 }))).toBeInTheDocument()
  expect(document.body.textContent).not.toContain('⟦')
})

test('one more is a command, and so is a number that is typed', async () => {
  const { say, user, performed } = renderInLab(<BuildPanel />)
  await user.click(screen.getByRole('button', { name: say('lab.more', { name: 'web' }) }))
  expect(performed).toEqual([{ name: 'group.scale', args: { group: 'web', count: 3 } }])
  const count = screen.getByRole('textbox', { name: say('lab.count-of', { name: 'host' }) })
  await user.clear(count)
  await user.type(count, '5{Enter}')
  expect(performed[1]).toEqual({ name: 'host.add', args: { group: 'host', count: 2 } })
})

test('what is typed and makes no sense does nothing', async () => {
  const { say, user, performed } = renderInLab(<BuildPanel />)
  const count = screen.getByRole('textbox', { name: say('lab.count-of', { name: 'web' }) })
  await user.clear(count)
  await user.type(count, 'many{Enter}')
  expect(performed).toEqual([])
  expect(count).toHaveValue('2')
})

test('the last host goes; one that is in use goes only together with the move of what runs there', async () => {
  const { say, user, performed } = renderInLab(<BuildPanel />, {
    answer: (question) =>
      question.type === 'could' && question.command.args['drain'] === undefined
        ? { reason: 'host-off', args: {} }
        : undefined,
  })
  await user.click(screen.getByRole('button', { name: say('lab.fewer', { name: 'host' }) }))
  const drain = await screen.findByRole('button', { name: say('lab.remove-and-drain', { hosts: 'host-3' }) })
  expect(performed).toEqual([])
  await user.click(drain)
  await waitFor(() =>
    expect(performed).toEqual([{ name: 'host.remove', args: { host: 'host-3', drain: true } }]),
  )
})

test('a group opens its settings, and another policy is a command', async () => {
  const { say, user, performed, app } = renderInLab(<BuildPanel />)
  await user.click(screen.getByRole('button', { name: /db/, expanded: false }))
  expect(app.store.getState().selection.selected).toEqual(['db'])
  const details = within(screen.getByRole('group', { name: say('lab.details-of', { name: 'db' }) }))
  await user.selectOptions(details.getByRole('combobox'), 'spread')
  expect(performed).toEqual([{ name: 'group.policy', args: { group: 'db', policy: 'spread' } }])
})

test('a value out of bounds is refused while it is typed, and the nearest allowed one is offered', async () => {
  const { say, user, performed } = renderInLab(<BuildPanel />, {
    selected: 'db',
    answer: (question) => {
      if (question.type !== 'could') return undefined
      const memory = Number(question.command.args['memoryMiB'])
      return memory > 512
        ? {
            reason: 'argument-range',
            args: { argument: 'memoryMiB', received: memory, least: 1, most: 512, nearest: 512 },
          }
        : null
    },
  })
  const field = screen.getByRole('textbox', { name: new RegExp(say('lab.memory-each')) })
  await user.type(field, '9000')
  const nearest = say('refusal.argument-range.do', { nearest: 512 })
  expect(await screen.findByText(new RegExp(`${nearest.replace(/[.?]/g, '\\$&')}$`))).toBeVisible()
  await user.click(screen.getByRole('button', { name: say('lab.use-nearest', { value: 512 }) }))
  expect(field).toHaveValue('512')
  await user.click(screen.getByRole('button', { name: say('lab.set') }))
  expect(performed).toEqual([{ name: 'workload.resize', args: { group: 'db', memoryMiB: 512 } }])
})

test('new workloads are a form of the catalogue, and it closes when they are taken', async () => {
  const { say, user, performed } = renderInLab(<BuildPanel />)
  await user.click(screen.getByRole('button', { name: say('lab.add-workloads') }))
  const dialog = within(await screen.findByRole('dialog'))
  await user.selectOptions(dialog.getByRole('combobox', { name: say('lab.form.kind') }), 'vm')
  await user.selectOptions(dialog.getByRole('combobox', { name: say('lab.form.hypervisor') }), 'firecracker')
  const submit = dialog.getByRole('button', { name: say('lab.add-workloads') })
  await waitFor(() => expect(submit).toBeEnabled())
  await user.click(submit)
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull())
  expect(performed).toEqual([
    {
      name: 'group.add',
      args: {
        name: 'app',
        kind: 'vm',
        profile: 'firecracker',
        count: 2,
        flavour: 'small',
        app: 'web-app',
        millicores: 250,
        policy: 'spread',
      },
    },
  ])
})

test('a form that would be refused says why and cannot be sent', async () => {
  const { say, user } = renderInLab(<BuildPanel />, {
    answer: (question) =>
      question.type === 'could' ? { reason: 'argument-name', args: { argument: 'group' } } : undefined,
  })
  await user.click(screen.getByRole('button', { name: say('lab.add-hosts') }))
  const dialog = within(await screen.findByRole('dialog'))
  expect(await dialog.findByText(new RegExp(say('refusal.argument-name.why')))).toBeVisible()
  expect(dialog.getByRole('button', { name: say('lab.add-hosts') })).toBeDisabled()
})

test('a failure names its victims before it happens', async () => {
  const { say, user, performed } = renderInLab(<BuildPanel />, {
    selected: 'host-1',
    answer: (question) => {
      if (question.type === 'victims') return ['web-1', 'db-1']
      return question.type === 'could' && question.command.name === 'process.crash'
        ? { reason: 'gone', args: { name: 'host-1' } }
        : undefined
    },
  })
  await user.click(screen.getByRole('button', { name: say('lab.add-failure') }))
  const fail = await screen.findByRole('button', { name: say('command.host.fail') })
  await waitFor(() => expect(fail).toBeEnabled())
  // What is not known yet may be tried; what is known to be refused may not.
  await waitFor(() =>
    expect(screen.getByRole('button', { name: say('command.process.crash') })).toBeDisabled(),
  )
  await user.hover(fail)
  expect(await screen.findByText(say('lab.would-stop', { n: 2 }))).toBeVisible()
  expect(screen.getByText(say('lab.would-lose', { groups: 'db' }))).toBeVisible()
  expect(
    screen.getByText(say('lab.would-weaken', { groups: say('lab.left-of', { group: 'web', left: 1 }) })),
  ).toBeVisible()
  await user.click(fail)
  expect(performed).toEqual([{ name: 'host.fail', args: { host: 'host-1' } }])
})

test('what was done stands there as a line, and the earlier ones are a click away', async () => {
  const { say, user } = renderInLab(<BuildPanel />)
  expect(screen.queryByText(say('lab.last-command'))).toBeNull()
  await user.click(screen.getByRole('button', { name: say('lab.more', { name: 'web' }) }))
  await user.click(screen.getByRole('button', { name: say('lab.more', { name: 'db' }) }))
  expect(await screen.findByText('group.scale group=db count=2')).toBeVisible()
  expect(screen.queryByText('group.scale group=web count=3')).toBeNull()
  await user.click(screen.getByRole('button', { name: say('lab.all-commands', { n: 2 }) }))
  expect(screen.getByText('group.scale group=web count=3')).toBeVisible()
  await user.click(screen.getByText('group.scale group=db count=2'))
  expect(await screen.findByText(say('lab.copied'))).toBeVisible()
})

test('a group that stands on one host says so, and gets a copy elsewhere at a click', async () => {
  const bin = { on: true, usableMiB: 1024, freeMiB: 512, sharedMiB: 0 }
  const unit = (name: string, group: string) => ({ name, group, memoryMiB: 128, state: 0, members: 1 })
  const { say, user, performed } = renderInLab(<BuildPanel />, {
    answer: (question) =>
      question.type === 'look' && question.look.look === 'bins'
        ? {
            look: 'bins',
            total: 2,
            freeMiB: 1024,
            largestHoleMiB: 512,
            bins: [
              { ...bin, host: 'host-1', units: [unit('web-1', 'web'), unit('db-1', 'db')] },
              { ...bin, host: 'host-2', units: [unit('web-2', 'web')] },
            ],
          }
        : undefined,
  })
  expect(await screen.findByText(say('lab.all-on', { host: 'host-1' }))).toBeVisible()
  await user.click(
    screen.getByRole('button', {
      name: `${say('lab.spread-copy')}: ${say('lab.spread-copy.hint', { name: 'db' })}`,
    }),
  )
  await waitFor(() =>
    expect(performed).toEqual([
      { name: 'group.policy', args: { group: 'db', policy: 'spread' } },
      { name: 'group.scale', args: { group: 'db', count: 2 } },
    ]),
  )
})

test('a group of which nothing runs is offered a copy elsewhere', async () => {
  const { say, user, performed } = renderInLab(<BuildPanel />, {
    frame: { fleet: fleetFrame({ groupRunning: Uint32Array.of(0, 1) }) },
  })
  expect(screen.getByText(say('lab.all-lost'))).toBeVisible()
  await user.click(
    screen.getByRole('button', {
      name: `${say('lab.restart-copy')}: ${say('lab.restart-copy.hint', { name: 'web' })}`,
    }),
  )
  await waitFor(() => expect(performed).toEqual([{ name: 'group.scale', args: { group: 'web', count: 3 } }]))
})

const small: Scenario = { format: 1, seed: 7, horizon: 60_000_000, fleet: [], workloads: [] }

test('a command that was taken back is not the last one', async () => {
  const journal = [{ at: 0, command: { name: 'host.fail', args: { host: 'host-2' } } }]
  const branches = [
    { name: 'A', parent: -1, at: 0, journal },
    { name: 'B', parent: 0, at: 5, journal: [] },
  ]
  const { say, user } = renderInLab(<BuildPanel />, {
    answer: (question) =>
      question.type === 'link'
        ? { format: 1, modelVersion: 1, scenario: small, branches, branch: 1 }
        : undefined,
  })
  await user.click(screen.getByRole('button', { name: say('lab.more', { name: 'web' }) }))
  expect(await screen.findByText('host.fail host=host-2')).toBeVisible()
  expect(screen.queryByText('group.scale group=web count=3')).toBeNull()
})

test('an accepted command clears the refusal of the one before', async () => {
  let refuse = true
  const { app, user, say } = renderInLab(<BuildPanel />, {
    answer: (question) =>
      question.type === 'perform' && refuse ? { reason: 'too-many', args: {} } : undefined,
  })
  const more = screen.getByRole('button', { name: say('lab.more', { name: 'web' }) })
  await user.click(more)
  await waitFor(() => expect(app.store.getState().notice.notices).toHaveLength(1))
  refuse = false
  await user.click(more)
  await waitFor(() => expect(app.store.getState().notice.notices).toHaveLength(0))
})
