import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Page } from 'playwright-core'
import {
  answerGate,
  countOf,
  expectQuiet,
  freshPage,
  open,
  openStage,
  sideA,
  sideB,
  type Stage,
} from './support'

let stage: Stage
beforeAll(async () => {
  stage = await openStage()
})
afterAll(() => stage.close())

/**
 * At 8 GiB the counts are single figures: none may be on the page, in its address, or in its tree before the
 * claim.
 */
async function expectShut(page: Page): Promise<void> {
  expect(await countOf(page, sideA)).toBeGreaterThanOrEqual(40)
  expect(await countOf(page, sideB)).toBeGreaterThanOrEqual(55)
  const text = await page.evaluate(
    () => `${document.documentElement.outerHTML} ${document.title} ${location.href}`,
  )
  expect(text).not.toMatch(/7 versus 7|Seven versus seven|8 192 MiB|8 549|exactly the same/i)
}

test('nothing passes the gate before a claim: not play, End, the timeline, keys, or an address', async () => {
  const watched = await freshPage(stage)
  const { page } = watched
  await open(stage, watched)
  const knob = page.getByRole('slider', { name: 'App memory' })
  const time = page.getByRole('slider', { name: 'Time' })

  await knob.focus()
  await page.keyboard.press('End')
  await page.getByRole('radio', { name: '3 times as many' }).waitFor()
  await expectShut(page)
  for (const key of ['ArrowRight', 'PageUp', 'End']) await page.keyboard.press(key)
  await expectShut(page)

  await time.focus()
  for (const key of ['End', 'ArrowRight', 'PageUp']) await page.keyboard.press(key)
  await expectShut(page)
  const box = await time.boundingBox()
  if (box !== null) {
    await page.mouse.move(box.x, box.y + box.height / 2)
    await page.mouse.down()
    await page.mouse.move(box.x + 2000, box.y + box.height / 2, { steps: 4 })
    await page.mouse.up()
  }
  await expectShut(page)

  await page.locator('h1').click()
  for (const key of ['End', '.', 'n', 'N', ' ']) await page.keyboard.press(key)
  await expectShut(page)
  expect(await page.getByRole('button', { name: 'Play' }).isDisabled()).toBe(true)

  await page.goto(`${stage.base}#t=32`)
  await page.goto(`${stage.base}?t=32000000`)
  await page.getByRole('slider').first().waitFor()
  const text = await page.evaluate(() => document.documentElement.outerHTML)
  expect(text).not.toMatch(/7 versus 7|Seven versus seven/i)
  expectQuiet(watched)
  await watched.close()
})

test('the reveal shows claim against outcome, and three causes that each select something', async () => {
  const watched = await freshPage(stage)
  const { page } = watched
  await open(stage, watched)
  await page.getByRole('slider', { name: 'App memory' }).focus()
  await page.keyboard.press('End')
  await page.getByRole('radio', { name: '3 times as many' }).waitFor()
  await answerGate(page)
  await page.keyboard.press('End')
  await page.getByText('7 versus 7').first().waitFor()
  const panel = page.getByRole('complementary')
  expect(await panel.innerText()).toMatch(/You said:? 3/)
  const causes = panel.getByRole('listitem').filter({ has: page.getByRole('button', { pressed: false }) })
  await expect.poll(() => causes.count()).toBeGreaterThanOrEqual(3)
  // Each cause selects another thing on both stacks, and only one is selected at a time.
  const drawn = new Set<string>()
  for (const link of ['its own kernel', 'the cost did not', 'whole copies']) {
    await panel.getByRole('button', { name: link }).click()
    await panel.getByRole('button', { name: link, pressed: true }).waitFor()
    expect(await panel.getByRole('button', { pressed: true }).count()).toBe(1)
    drawn.add(await page.locator('main svg').first().innerHTML())
  }
  expect(drawn.size).toBe(3)
  expectQuiet(watched)
  await watched.close()
})
