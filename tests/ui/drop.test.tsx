// Files held over the page: it says that they may be dropped, and the header has a way to open them without.
import { act, screen } from '@testing-library/react'
import { expect, test } from 'vitest'
import { Header } from '../../src/ui/header/Header'
import { Notices } from '../../src/ui/notices/Notices'
import { renderInLab } from '../support/fake-lab'

function drag(type: string, kinds: readonly string[]): void {
  const event = Object.assign(new Event(type, { bubbles: true }), {
    dataTransfer: { types: kinds },
    relatedTarget: null,
  })
  act(() => void document.body.dispatchEvent(event))
}

test('a veil says that files may be dropped while they are over the page', () => {
  const { say } = renderInLab(<Notices />)
  drag('dragenter', ['text/plain'])
  expect(screen.queryByText(say('notices.drop'))).toBeNull()
  drag('dragenter', ['Files'])
  expect(screen.getByText(say('notices.drop'))).toBeVisible()
  drag('dragleave', ['Files'])
  expect(screen.queryByText(say('notices.drop'))).toBeNull()
})

test('the header opens files and recent runs', async () => {
  const { app, say, user } = renderInLab(<Header />)
  await user.click(screen.getByRole('button', { name: say('header.open') }))
  expect(app.store.getState().notice.dialog).toEqual({ type: 'recent' })
})
