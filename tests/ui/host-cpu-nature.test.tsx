// What a group does and how it is virtualized, in the inspector: what holds, what would be refused, and the commands.
import { screen, waitFor, within } from '@testing-library/react'
import { expect, test } from 'vitest'
import { locales } from '../../src/i18n/locale'
import type { InspectorField } from '../../src/sim'
import { Nature } from '../../src/ui/lab/inspect/Nature'
import { renderInLab, type FakeLabOptions } from '../support/fake-lab'

function field(table: string, column: string, value: number | string): InspectorField {
  return { table, column, value, unit: '', refersTo: null }
}

const fields: readonly InspectorField[] = [
  field('groupTechnique', 'technique', 'hvm-nested'),
  field('groupTechnique', 'mix', 4),
  field('groupTechnique', 'guestPage', '2M'),
  field('groupTechnique', 'hostPage', '4K'),
  field('workloadGroups', 'limitMillicores', 1500),
  field('groupMemory', 'activePercent', 80),
]

async function openNature(options: FakeLabOptions = {}) {
  const lab = renderInLab(<Nature group="db" />, {
    answer(question) {
      if (question.type === 'inspect') return question.table === 'workloadGroups' ? fields : []
      if (question.type !== 'look' || question.look.look !== 'exits') return undefined
      const group = {
        group: 'db',
        technique: 'hvm-nested',
        mix: 'database',
        workloads: 1,
        perSecond: [],
        millicores: [],
        codeMillicores: 0,
        walkMillicores: 0,
        walkReferences: 24,
        guestPage: '2M',
        hostPage: '4K',
        overheadPpm: 1_000_000,
      }
      return { look: 'exits', host: question.look.host, groups: [group] }
    },
    ...options,
  })
  await lab.user.click(screen.getByText(lab.say('cpu-view.nature')))
  return lab
}

test.each(locales)('in %s what holds is shown', async (locale) => {
  const { say } = await openNature({ locale })
  await waitFor(() =>
    expect(screen.getByLabelText(say('cpu-view.nature.technique'))).toHaveValue('hvm-nested'),
  )
  await waitFor(() => expect(screen.getByLabelText(say('cpu-view.nature.mix'))).toHaveValue('database'))
  expect(screen.getByLabelText(say('cpu-view.walk.guest-page'))).toHaveValue('2M')
  expect(screen.getByLabelText(say('cpu-view.walk.host-page'))).toHaveValue('4K')
  expect(screen.getByRole('textbox', { name: new RegExp(say('cpu-view.nature.limit')) })).toHaveValue('1500')
  expect(screen.getByRole('textbox', { name: new RegExp(say('cpu-view.nature.active')) })).toHaveValue('80')
  expect(document.body.textContent).not.toContain('⟦')
})

test('each choice is a command of its own', async () => {
  const { say, user, performed } = await openNature()
  const choose = async (label: string, id: string) => {
    const select = screen.getByLabelText(say(label))
    await waitFor(() => expect(select).not.toHaveValue(''))
    await user.selectOptions(select, id)
    const button = await screen.findByRole('button', { name: say('lab.set') })
    await waitFor(() => expect(button).toBeEnabled())
    await user.click(button)
  }
  await choose('cpu-view.nature.technique', 'hvm-shadow')
  await choose('cpu-view.nature.mix', 'random-read')
  await choose('cpu-view.walk.host-page', '1G')
  expect(performed).toEqual([
    { name: 'group.technique', args: { group: 'db', technique: 'hvm-shadow' } },
    { name: 'group.mix', args: { group: 'db', mix: 'random-read' } },
    { name: 'group.pages', args: { group: 'db', host: '1G' } },
  ])
})

test('limit and working set are typed', async () => {
  const { say, user, performed } = await openNature()
  const type = async (label: string, value: string) => {
    const find = () => screen.getByRole('textbox', { name: new RegExp(say(label)) })
    // What holds is filled in when the answer is there.
    await waitFor(() => expect(find()).not.toHaveValue(''))
    const box = find()
    await user.clear(box)
    await user.type(box, `${value}{Enter}`)
  }
  await type('cpu-view.nature.limit', '500')
  await type('cpu-view.nature.active', '120')
  await waitFor(() => expect(performed).toHaveLength(2))
  expect(performed).toEqual([
    { name: 'group.limit', args: { group: 'db', millicores: 500 } },
    { name: 'group.memory', args: { group: 'db', activePercent: 120 } },
  ])
})

test('a technique that does not fit says so before it is done, and cannot be', async () => {
  const { say, user, performed } = await openNature({
    answer: (question) =>
      question.type === 'inspect'
        ? fields
        : question.type === 'could'
          ? { reason: 'host-off', args: {} }
          : undefined,
  })
  const select = screen.getByLabelText(say('cpu-view.nature.technique'))
  await waitFor(() => expect(select).toHaveValue('hvm-nested'))
  await user.selectOptions(select, 'container')
  expect(await screen.findByText(new RegExp(say('refusal.host-off.what')))).toBeVisible()
  expect(within(document.body).getByRole('button', { name: say('lab.set') })).toBeDisabled()
  expect(performed).toEqual([])
})
