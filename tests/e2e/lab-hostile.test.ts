import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Page } from 'playwright-core'
import { encodeLink } from '../../src/sim'
import { goodLink, hostileLinks, type HostileLink } from '../fixtures/hostile-links/links'
import { fleetOf, momentOf, openLab, run, scaleGroup } from './lab'
import { expectQuiet, freshPage, openStage, type Stage } from './support'

let stage: Stage
beforeAll(async () => {
  stage = await openStage()
})
afterAll(() => stage.close())

/** Browsers do not take longer addresses than this: such a text can only be pasted. */
const longestAddress = 1_000_000
/** ms in which the page has to answer, also on a machine that does something else as well. */
const patience = 5000

const problems = (page: Page) => page.getByRole('region', { name: 'Messages' }).getByRole('alert')

async function bring(page: Page, { text }: HostileLink): Promise<void> {
  if (text.length < longestAddress) {
    await page.evaluate((hash) => {
      window.location.hash = hash
    }, `#${text}`)
    return
  }
  await run(page, 'Open or resume: recent runs')
  const dialog = page.getByRole('dialog')
  const field = dialog.getByRole('textbox', { name: 'A link or text code' })
  // As a paste does it: at once, not letter by letter.
  await field.evaluate((element: HTMLInputElement, value) => {
    Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')?.set?.call(element, value)
    element.dispatchEvent(new InputEvent('input', { bubbles: true }))
  }, text)
  await dialog.getByRole('button', { name: 'Open the code' }).click()
}

const links = hostileLinks()

test('the fixtures are at least forty', () => {
  expect(links.filter(({ problem }) => problem !== null).length).toBeGreaterThanOrEqual(40)
})

test('no hostile link blanks or blocks the page, or touches what was built there and what was saved', async () => {
  const watched = await freshPage(stage)
  const { page } = watched
  await openLab(stage, watched, '?lab=small-cluster')
  await scaleGroup(page, 'web', 66)
  const before = await momentOf(page)
  const strange: string[] = []
  for (const link of links.filter(({ problem }) => problem !== null)) {
    await bring(page, link)
    const message = problems(page).first()
    await message.waitFor({ timeout: patience }).catch(() => {
      throw new Error(`${link.name}: no answer`)
    })
    // What happened, and in another sentence why and what to do; no key of a missing text, no bare object.
    const [what = '', rest = ''] = await message.getByRole('paragraph').allInnerTexts()
    if (what.length < 12 || rest.length < 30 || !/\.\s+\S/.test(rest))
      strange.push(`${link.name}: ${what} ${rest}`)
    if (/decode\.|⟦|\[object|undefined|NaN|\{[a-z]\w*\}/.test(what + rest))
      strange.push(`${link.name}: ${what} ${rest}`)
    while ((await problems(page).count()) > 0)
      await problems(page).first().getByRole('button', { name: 'Close this message' }).click()
    // The page is there and answers: the count is the one that was set.
    expect(await fleetOf(page).count(), link.name).toBe(1)
    expect(await page.getByRole('textbox', { name: 'Number of web' }).inputValue(), link.name).toBe('66')
  }
  expect(strange).toEqual([])
  expect(await momentOf(page)).toEqual(before)
  expect(await page.evaluate(() => 'polluted' in {})).toBe(false)

  await run(page, 'Open or resume: recent runs')
  const saved = page.getByRole('dialog').getByRole('listitem')
  await saved.filter({ hasText: 'Small cluster' }).filter({ hasText: '1 edit' }).first().waitFor()
  expect(await saved.count()).toBe(1)
  await saved.getByRole('button', { name: 'Open Small cluster' }).click()
  await page.getByText('web (66 of 66 running)').waitFor()
  expect((await momentOf(page)).hash).toBe(before.hash)
  expectQuiet(watched)
  await watched.close()
})

test('what only looks hostile opens as a new run, and the work before it is one press away', async () => {
  const watched = await freshPage(stage)
  const { page } = watched
  await openLab(stage, watched, '?lab=small-cluster')
  await scaleGroup(page, 'web', 66)
  const before = await momentOf(page)
  const harmless = links.filter(({ problem }) => problem === null)
  const good = { name: 'the first released schema', text: encodeLink(goodLink), problem: null }
  for (const link of [...harmless, good]) {
    await bring(page, link)
    const kept = page.getByRole('status').filter({ hasText: 'Your previous work is kept.' })
    await kept.waitFor({ timeout: patience }).catch(() => {
      throw new Error(`${link.name}: no answer`)
    })
    await page.getByRole('heading', { level: 1, name: 'two hosts' }).waitFor()
    await fleetOf(page).waitFor()
    await kept.getByRole('button', { name: 'Back to previous work' }).click()
    await page.getByText('web (66 of 66 running)').waitFor()
  }
  expect((await momentOf(page)).hash).toBe(before.hash)
  expectQuiet(watched)
  await watched.close()
})

test('a run that was shared by another version of the model says that its results may differ', async () => {
  const watched = await freshPage(stage)
  const { page } = watched
  await openLab(stage, watched, encodeLink({ ...goodLink, hash: '0'.repeat(32) }).replace(/^#?/, '#'))
  await page.getByText('its results have changed').waitFor()
  expectQuiet(watched)
  await watched.close()
})
