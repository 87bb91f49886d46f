// The first screen says everything it shows with the few sentences it loads, and waits for the rest instead of showing
// bare keys.
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Page } from 'playwright-core'
import { expectQuiet, freshPage, openStage, type Stage, type Watched } from './support'

let stage: Stage
beforeAll(async () => {
  stage = await openStage()
})
afterAll(() => stage.close())

interface Held extends Watched {
  /** Lets the later sentences come. */
  release(): void
}

/** A page whose later sentences stay on their way. */
async function holdingPage(address: string): Promise<Held> {
  // The service worker would fetch them past the page.
  const watched = await freshPage(stage, { serviceWorkers: 'block' })
  let release: () => void = () => undefined
  const held = new Promise<void>((resolve) => (release = resolve))
  await watched.page.route(/-later-/, async (route) => {
    await held
    await route.continue()
  })
  await watched.page.goto(stage.base + address)
  return { ...watched, release }
}

async function expectWords(watched: Watched): Promise<void> {
  expect(await watched.page.evaluate(() => document.documentElement.outerHTML)).not.toContain('⟦')
  expectQuiet(watched)
}

/** By their place and role, because both languages are walked through alike. */
const firstNumber = (page: Page) => page.getByRole('region').getByRole('button').first()
const factsToggle = (page: Page) => page.locator('aside button[aria-expanded]')

test.each(['en', 'zh-CN'].flatMap((locale) => ['1', '2'].map((lesson) => ({ locale, lesson }))))(
  'lesson $lesson in $locale needs no more than the first sentences until the answer',
  async (walk) => {
    const watched = await holdingPage(`?lesson=${walk.lesson}&lang=${walk.locale}`)
    const { page } = watched
    await page.getByRole('slider').first().waitFor()
    await expectWords(watched)
    await page.getByRole('slider').first().focus()
    await page.keyboard.press('End')
    await page.locator('h1').click()
    await page.keyboard.press('End')
    await page.getByRole('radio').first().waitFor()
    await expectWords(watched)

    // All of these speak later sentences, and wait.
    await firstNumber(page).focus()
    await factsToggle(page).click()
    await page.getByRole('radio').first().check({ force: true })
    await page.locator('aside .button-primary').click()
    await page.getByRole('radio').first().waitFor({ state: 'detached' })
    await page.keyboard.press('End')
    await expectWords(watched)
    expect(await page.getByRole('tooltip').count()).toBe(0)
    expect(await page.locator('aside ol[reversed]').count()).toBe(0)

    watched.release()
    await page.locator('aside ol[reversed] li').first().waitFor()
    await page.locator('aside h3').first().waitFor()
    await firstNumber(page).focus()
    await page.getByRole('tooltip').waitFor()
    await expectWords(watched)
    await watched.close()
  },
)

test.each(['en', 'zh-CN'])(
  'a problem at the start is told in %s as soon as its sentences are there',
  async (lang) => {
    const watched = await holdingPage(`?lesson=nonsense&lang=${lang}`)
    const { page } = watched
    await page.getByRole('slider').first().waitFor()
    await expectWords(watched)
    expect(await page.getByRole('alert').count()).toBe(0)
    watched.release()
    expect(await page.getByRole('alert').innerText()).toContain('nonsense')
    await expectWords(watched)
    await watched.close()
  },
)
