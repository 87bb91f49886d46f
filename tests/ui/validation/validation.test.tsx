// The validation page: every figure with its numbers and its reason, filters by kind, and ways there and back.
import { screen, within } from '@testing-library/react'
import { expect, test } from 'vitest'
import { figures, outcomeOf, validationOf } from '../../../src/sim'
import { renderPage } from '../../support/render-page'

const outcomes = figures().map(outcomeOf)

test('shows every figure once, with its verdict and its reason, and counts predictions alone', async () => {
  const { say } = renderPage({ search: '?validation' })
  const table = await screen.findByRole('table')
  expect(within(table).getAllByRole('row').length).toBe(
    1 + outcomes.length + new Set(outcomes.map(({ figure }) => figure.experiment)).size,
  )
  for (const { figure } of outcomes)
    if (figure.explained === true)
      expect(within(table).getAllByText(say(`validation.reason.${figure.id}`)).length).toBeGreaterThan(0)
  const { predictions, reproduced, missed, inputs } = validationOf(outcomes)
  expect(
    screen.getByText(say('validation.summary', { predictions, reproduced, missed, inputs })),
  ).toBeTruthy()
})

test('filters by kind, says so, and marks the choice', async () => {
  const { user, say } = renderPage({ search: '?validation' })
  await screen.findByRole('table')
  const count = outcomes.filter(({ figure }) => figure.kind === 'information').length
  const choice = screen.getByRole('button', { name: `${say('validation.kind.information')} (${count})` })
  await user.click(choice)
  expect(choice.getAttribute('aria-pressed')).toBe('true')
  expect(screen.getByText(say('validation.shown', { count }))).toBeTruthy()
  expect(screen.getAllByText(say('validation.verdict.information')).length).toBeGreaterThanOrEqual(count)
  expect(screen.queryByText(say('validation.verdict.reproduced'))).toBeNull()
})

test('is reached from the Models page and leads back there', async () => {
  const { user, say } = renderPage({ search: '?models' })
  // By its words: the page has so many controls that to look for roles takes seconds.
  await user.click(await screen.findByText(say('models.validation')))
  expect(await screen.findByRole('heading', { level: 1, name: say('validation.heading') })).toBeTruthy()
  await user.click(screen.getByRole('link', { name: say('validation.models') }))
  expect(await screen.findByText(say('models.heading'), { selector: 'h1' })).toBeTruthy()
})
