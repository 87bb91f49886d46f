// The palette in the Lab: Enter takes the first entry, verbs take the thing that is named or selected.
import { fireEvent, screen, waitFor, within } from '@testing-library/react'
import { expect, test } from 'vitest'
import { renderPage, type RenderedPage } from '../../support/render-page'

async function typeInPalette(page: RenderedPage, words: string): Promise<void> {
  await screen.findByRole('group', { name: page.say('tracks.branches') }, { timeout: 20_000 })
  page.app.store.change('notice', { dialog: { type: 'palette' } })
  const dialog = await screen.findByRole('dialog', undefined, { timeout: 20_000 })
  const input = await within(dialog).findByRole('combobox')
  fireEvent.change(input, { target: { value: words } })
  input.focus()
}

test('Enter takes the first entry of what is typed, a thing or a verb', async () => {
  const page = renderPage({ search: '?lab' })
  await typeInPalette(page, 'lens: risk')
  await waitFor(() => expect(screen.getAllByRole('option')).toHaveLength(1))
  await page.user.keyboard('{Enter}')
  expect(page.app.store.getState().view.lens).toBe('risk')
})

test.each(['textbook', 'validation'] as const)('the page %s is found by its name', async (name) => {
  const page = renderPage({ search: '?lab' })
  await typeInPalette(page, page.say(`palette.page.${name}`))
  await page.user.keyboard('{Enter}')
  await waitFor(() => expect(page.app.store.getState().run.route.page).toBe(name))
})

test('a verb takes the thing that is named after it', async () => {
  const page = renderPage({ search: '?lab' })
  await typeInPalette(page, 'fail host-3')
  await page.user.click(
    await screen.findByRole('option', { name: page.say('palette.do.fail', { name: 'host-3' }) }),
  )
  await waitFor(() => expect(page.app.store.getState().view.echo.at(-1)?.text).toBe('host.fail host=host-3'))
})
