/**
 * The built page in a real browser: what every journey starts from. Console errors and requests to other
 * origins fail the journey.
 */
import { preview } from 'vite'
import { chromium, type Browser, type BrowserContextOptions, type Page } from 'playwright-core'
import { expect } from 'vitest'
import { browserFlags, findBrowser } from '../support/find-browser'

export interface Stage {
  readonly base: string
  readonly browser: Browser
  close(): Promise<void>
}

export async function openStage(): Promise<Stage> {
  const server = await preview({ preview: { port: 0, host: '127.0.0.1' }, logLevel: 'silent' })
  const base = server.resolvedUrls?.local[0]
  if (base === undefined) throw new Error('the preview server has no address')
  const browser = await chromium.launch({ executablePath: findBrowser().path, args: [...browserFlags] })
  return {
    base,
    browser,
    async close() {
      await browser.close()
      await server.close()
    },
  }
}

export interface Watched {
  readonly page: Page
  readonly errors: readonly string[]
  /** Requests that left for another origin than the page's own. */
  readonly foreign: readonly string[]
  /** Every address asked for. */
  readonly requests: readonly string[]
  close(): Promise<void>
}

export const laptop = { width: 1440, height: 780 }

/** A fresh profile with the page not yet opened. */
export async function freshPage(stage: Stage, options: BrowserContextOptions = {}): Promise<Watched> {
  const context = await stage.browser.newContext({
    viewport: laptop,
    reducedMotion: 'reduce',
    locale: 'en-US',
    ...options,
  })
  const page = await context.newPage()
  const errors: string[] = []
  const foreign: string[] = []
  const requests: string[] = []
  page.on('console', (message) => {
    if (message.type() === 'error') errors.push(message.text())
  })
  page.on('pageerror', (error) => errors.push(error.message))
  page.on('request', (request) => {
    requests.push(request.url())
    if (!request.url().startsWith(stage.base) && !/^(data|blob):/.test(request.url()))
      foreign.push(request.url())
  })
  return { page, errors, foreign, requests, close: () => context.close() }
}

/** Opens an address below the base and waits until the picture is there. */
export async function open(stage: Stage, watched: Watched, address = ''): Promise<void> {
  await watched.page.goto(stage.base + address)
  await watched.page.getByRole('slider').first().waitFor()
}

export function expectQuiet({ errors, foreign }: Watched): void {
  expect(errors).toEqual([])
  expect(foreign).toEqual([])
}

/** The large count of a side, as a number. */
export async function countOf(page: Page, side: RegExp): Promise<number> {
  const text = await page.getByRole('region', { name: side }).getByRole('button').first().innerText()
  return Number(text.replace(/\D/g, ''))
}

export const sideA = /^Side A/
export const sideB = /^Side B/

/** Answers lesson 1's gate, which must be on the screen. */
export async function answerGate(page: Page, choice = '3 times as many'): Promise<void> {
  await page.getByRole('radio', { name: choice }).check({ force: true })
  const lock = page.getByRole('button', { name: /Lock my answer/ })
  await lock.click()
  // Only when the answer is in may the clock go on.
  await lock.waitFor({ state: 'detached' })
}
