// The whole page in jsdom, with the real session on the same thread.
import { act, render, screen, waitFor } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { expect, vi } from 'vitest'
import { createApp, type App as Parts } from '../../src/app/app'
import type { Importer } from '../../src/app/files'
import type { Locale } from '../../src/i18n/locale'
import { text, type TextArguments } from '../../src/i18n/text'
import { lessons } from '../../src/lessons'
import * as sim from '../../src/sim'
import { App } from '../../src/ui/App'
import { createInlinePort } from '../../src/worker/inline'
import { noImporter } from './no-importer'
import { createFakeAddress, memoryStorage, type FakeAddress } from './page'

export interface RenderedPage {
  readonly app: Parts
  readonly address: FakeAddress
  readonly user: ReturnType<typeof userEvent.setup>
  /** The sentence of a key in the page's first language. */
  readonly say: (key: string, args?: TextArguments) => string
}

export interface PageOptions {
  readonly locale?: Locale
  readonly search?: string
  readonly hash?: string
  readonly importer?: Importer
}

/** jsdom lays nothing out; the stage draws only into a box of some size. */
function pretendLayout(): void {
  vi.spyOn(HTMLElement.prototype, 'clientWidth', 'get').mockReturnValue(1032)
  vi.spyOn(HTMLElement.prototype, 'clientHeight', 'get').mockReturnValue(330)
}

/** Renders the page at an address; nothing plays by itself, so that a test decides when time passes. */
export function renderPage({
  locale = 'en',
  search = '',
  hash = '',
  importer = noImporter,
}: PageOptions = {}): RenderedPage {
  pretendLayout()
  const address = createFakeAddress(search, hash)
  const app = createApp({
    lessons,
    address,
    storage: memoryStorage(),
    locale,
    motion: 'reduced',
    makePort: async () => createInlinePort(),
    codec: async () => sim,
    importer: async () => importer,
    loadTexts: async () => undefined,
    onNextFrame: (callback) => {
      setTimeout(callback, 0)
    },
  })
  void app.opening.followAddress()
  render(<App app={app} />)
  return { app, address, user: userEvent.setup(), say: (key, args) => text(locale, key, args) }
}

/** The page of lesson 1 at its gate, as a reader gets there with one key. */
export async function renderAtGate(options: PageOptions = {}): Promise<RenderedPage> {
  // Awaited, because a part that is loaded while it is drawn (the bar of a talk) suspends the first drawing.
  const page = await act(async () => renderPage(options))
  await screen.findByRole('slider', { name: page.say('lesson.seven-versus-seven.knob') })
  // How far the clock may go is known with the first frame.
  await waitFor(() => expect(page.app.frames.current().end).toBeGreaterThan(0))
  await page.user.keyboard('{End}')
  await screen.findByRole('button', { name: new RegExp(page.say('question.lock')) })
  return page
}
