// The life of what is selected: present state, open ways, the way taken, everybody's words; and how a VM is migrated.
import { screen, waitFor, within } from '@testing-library/react'
import axe from 'axe-core'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { locales } from '../../src/i18n/locale'
import type { LifeView } from '../../src/sim'
import { Inspected } from '../../src/ui/lab/inspect/InspectorPanel'
import { renderInLab, type FakeLabOptions } from '../support/fake-lab'
import { containerLife, vmLife } from '../support/life-answers'

beforeEach(() => {
  // jsdom lays nothing out.
  vi.spyOn(HTMLElement.prototype, 'clientWidth', 'get').mockReturnValue(320)
  vi.spyOn(HTMLElement.prototype, 'clientHeight', 'get').mockReturnValue(600)
})
afterEach(() => {
  vi.restoreAllMocks()
})

const facts = ['vm.resumed', 'vm.suspended', 'vm.started'].map((name, at) => ({
  ordinal: 10 - at,
  at: (3 - at) * 1_000_000,
  name,
  args: { vm: 'db-vm-1' },
  cause: -1,
}))

function render(life: LifeView, more: Partial<FakeLabOptions> & { readonly readOnly?: boolean } = {}) {
  const { readOnly = false, ...options } = more
  const vm = life.kind === 'vm'
  return renderInLab(<Inspected readOnly={readOnly} />, {
    selected: life.name,
    ...options,
    answer: (question) => {
      if (question.type !== 'look') return options.answer?.(question)
      const { look } = question
      if (look.look === 'life') return life
      if (look.look === 'about') return { look: 'about', facts }
      if (look.look === 'where' && look.name === life.name)
        return {
          look: 'where',
          found: {
            name: life.name,
            type: 'workload',
            path: ['east', 'rack-1', 'host-1'],
            host: 0,
            unit: vm ? 'db-vm-1' : '',
            group: vm ? 'db' : 'web',
          },
        }
      return undefined
    },
  })
}

const life = async (say: (key: string) => string) =>
  within(await screen.findByRole('region', { name: say('life.title') }))

test.each(locales)('in %s everything has words', async (locale) => {
  const { say } = render(
    { ...containerLife, libvirt: 'shutoff', phase: 'kernel', novaTask: 'spawning' },
    { locale },
  )
  await life(say)
  expect(document.body.innerHTML).not.toContain('⟦')
})

test('the present state is filled, and the way that was taken drawn strong', async () => {
  const { say } = render(vmLife)
  await life(say)
  const present = document.querySelectorAll('[data-present="true"]')
  expect([...present].map((node) => node.getAttribute('data-state'))).toEqual(['running'])
  await waitFor(() => expect(document.querySelectorAll('[data-taken="true"]')).toHaveLength(2))
})

test('open ways are numbered buttons that perform; what needs more than a name is none of them', async () => {
  const { say, user, performed } = render(vmLife)
  const section = await life(say)
  const ways = within(section.getByRole('group', { name: say('life.machine.vm') }))
  const buttons = within(ways.getByRole('list', { name: say('life.open') })).getAllByRole('button')
  expect(buttons.map((button) => button.textContent)).toEqual([
    expect.stringMatching(/^1.*→ paused$/),
    expect.stringMatching(/^2.*→ shutdown$/),
    expect.stringMatching(/^3.*→ shutoff$/),
  ])
  expect(document.querySelectorAll('[data-open="true"]')).toHaveLength(3)
  expect(section.queryByRole('button', { name: /migrate/i })).toBeNull()
  await user.click(buttons[0] as HTMLElement)
  expect(performed).toEqual([{ name: 'vm.suspend', args: { vm: 'db-vm-1' } }])
})

test('a command that leads to no other state is offered below', async () => {
  const { say, user, performed } = render(vmLife)
  const section = await life(say)
  await user.click(section.getByRole('button', { name: /snapshot/i }))
  expect(performed).toEqual([{ name: 'vm.snapshot', args: { vm: 'db-vm-1', name: 'at-0' } }])
})

test('a container is in the state that Docker says where OCI has no word for it', async () => {
  const { say, user, performed } = render(containerLife)
  const section = await life(say)
  expect(document.querySelector('[data-present="true"]')).toHaveAttribute('data-state', 'paused')
  const [resume] = section.getAllByRole('button')
  await user.click(resume as HTMLElement)
  expect(performed).toEqual([{ name: 'container.resume', args: { container: 'web-1' } }])
})

test('everybody has a word for it, and inside uname names the kernel', async () => {
  const { say } = render(vmLife)
  const section = await life(say)
  expect(section.getByText(say('life.word.nova')).parentElement).toHaveTextContent('ACTIVE')
  expect(section.getByText('6.8.0-guest')).toBeInTheDocument()
  expect(section.queryByText(say('life.word.oci'))).toBeNull()
})

test('what starts says its phase', async () => {
  const { say } = render({ ...vmLife, phase: 'firmware' })
  const section = await life(say)
  expect(section.getByRole('status')).toHaveTextContent(say('life.phase', { phase: 'firmware' }))
})

test('its history names the state each fact led to', async () => {
  const { say, user } = render(vmLife)
  const section = await life(say)
  await user.click(await section.findByText(say('life.history', { n: 3 })))
  expect(section.getAllByRole('listitem').map((item) => item.textContent)).toContainEqual(
    expect.stringContaining('→ paused'),
  )
})

test('what only looks on offers no command', async () => {
  const { say } = render(vmLife, { readOnly: true })
  const section = await life(say)
  expect(section.queryAllByRole('button')).toEqual([])
})

test('a VM is migrated in the way that is chosen, or stops and moves; a refused host says why', async () => {
  const { say, user, performed } = render(vmLife, {
    answer: (question) =>
      question.type === 'could' && question.command.args['host'] === 'host-2'
        ? { reason: 'host-off', args: {} }
        : undefined,
  })
  await user.click(await screen.findByRole('button', { name: say('lab.migrate-to') }))
  const dialog = within(await screen.findByRole('dialog'))
  await user.click(dialog.getByRole('radio', { name: new RegExp(`^${say('lab.manner.post-copy')}`) }))
  const refused = dialog.getByRole('button', { name: /^host-2/ })
  await waitFor(() => expect(refused).toHaveTextContent(say('refusal.host-off.what')))
  await user.click(dialog.getByRole('button', { name: /^host-3/ }))
  expect(performed).toEqual([
    { name: 'vm.migrate', args: { vm: 'db-vm-1', host: 'host-3', mode: 'post-copy' } },
  ])
  await user.click(screen.getByRole('button', { name: say('lab.migrate-to') }))
  const again = within(await screen.findByRole('dialog'))
  await user.click(again.getByRole('radio', { name: new RegExp(`^${say('lab.manner.move')}`) }))
  await user.click(again.getByRole('button', { name: /^host-3/ }))
  expect(performed[1]).toEqual({ name: 'workload.move', args: { workload: 'db-1', host: 'host-3' } })
})

test('there is nothing that assistive technology would trip over', async () => {
  const { say } = render(vmLife)
  await life(say)
  // The landmark around it is the page's.
  const rules = { 'color-contrast': { enabled: false }, region: { enabled: false } }
  const { violations } = await axe.run(document.body, { rules })
  expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([])
})
