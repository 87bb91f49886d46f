import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Page } from 'playwright-core'
import { find, inspectorOf, openLab, secondsOf } from './lab'
import { expectQuiet, freshPage, openStage, type Stage, type Watched } from './support'

let stage: Stage
beforeAll(async () => {
  stage = await openStage()
})
afterAll(() => stage.close())

const address = '?lab=ten-thousand-hosts'
const most = 3000

const elements = (page: Page) => page.evaluate(() => document.querySelectorAll('*').length)
const crumbs = (page: Page) => page.getByRole('navigation', { name: 'Where you are in the fleet' })
const deepest = async (page: Page) => crumbs(page).getByRole('button').last().innerText()

/** Texts drawn on the map are kept by name from here on: a canvas does not tell what is on it. */
async function keepDrawnTexts({ page }: Watched): Promise<void> {
  await page.addInitScript(() => {
    const drawn: string[] = []
    const fillText = CanvasRenderingContext2D.prototype.fillText
    Object.assign(window, { drawn })
    CanvasRenderingContext2D.prototype.fillText = function (text, x, y, width) {
      drawn.push(text)
      if (drawn.length > 5000) drawn.splice(0, 2500)
      return width === undefined ? fillText.call(this, text, x, y) : fillText.call(this, text, x, y, width)
    }
  })
}

const drawnTexts = (page: Page) =>
  page.evaluate(() => {
    const { drawn } = window as unknown as { drawn: string[] }
    return drawn.splice(0)
  })

async function play(page: Page): Promise<void> {
  await page.getByRole('combobox', { name: 'Speed' }).selectOption({ label: '16×' })
  await page.getByRole('button', { name: 'Play' }).click()
  await expect.poll(() => secondsOf(page)).toBeGreaterThan(2)
}

test('the one overheated host of ten thousand is named at the widest zoom, in the picture and in words', async () => {
  const watched = await freshPage(stage)
  const { page } = watched
  await keepDrawnTexts(watched)
  await openLab(stage, watched, address)
  await crumbs(page).getByText('10 000 hosts').waitFor()
  await play(page)
  await drawnTexts(page)
  await expect.poll(async () => (await drawnTexts(page)).join('\n')).toMatch(/host-7342\s+100%/)
  await page.getByRole('button', { name: 'Pause' }).click()
  await page.getByText(/Worst by CPU: host-7342 with 100/).waitFor({ state: 'attached' })
  // The list of the worst begins with it, too.
  await page.keyboard.press('h')
  const hot = page.getByRole('region', { name: 'Hot list' }).getByRole('listitem')
  await hot.first().filter({ hasText: 'host-7342' }).waitFor()
  expectQuiet(watched)
  await watched.close()
})

test('from the datacenter to the stack of a workload and back, while it plays, the page stays small', async () => {
  const watched = await freshPage(stage)
  const { page } = watched
  await openLab(stage, watched, address)
  await play(page)
  const seen: string[] = []
  const look = async (name: RegExp | string) => {
    await expect.poll(() => deepest(page)).toMatch(name)
    seen.push(await deepest(page))
    expect(await elements(page), seen.join(' › ')).toBeLessThan(most)
  }
  await look('Datacenter')
  // Three actions bring the host that was looked for into the middle of the map.
  await find(page, 'host-7342')
  await inspectorOf(page).getByRole('heading', { name: 'host-7342' }).waitFor()
  await look('rack-184')
  const nearer = page.getByRole('button', { name: 'Nearer' })
  for (let press = 0; press < 12 && !(await deepest(page)).startsWith('host-'); press++) await nearer.click()
  await look('host-7342')
  await page
    .getByRole('tree', { name: /^Layers and copies of host-7342/ })
    .first()
    .waitFor()
  // Nearer still: one workload, with the layers below it in words.
  for (let press = 0; press < 12 && (await deepest(page)).startsWith('host-'); press++) await nearer.click()
  await look(/^[a-z]+(?:-[a-z]+)?-\d+$/)
  const map = page.getByRole('region', { name: 'Map of the fleet' })
  for (const layer of ['app', 'Host kernel', 'Hardware'])
    await map.getByRole('listitem').filter({ hasText: layer }).first().waitFor()
  // And back by the way that the breadcrumb shows.
  for (const [name, seenAs] of [
    ['host-7342', 'host-7342'],
    ['rack rack-184', 'rack-184'],
    ['Datacenter', 'Datacenter'],
  ] as const) {
    await crumbs(page)
      .getByRole('button', { name: new RegExp(`^(${name}|${seenAs})$`) })
      .click()
    await look(seenAs)
  }
  await page.getByRole('button', { name: 'Pause' }).waitFor()
  expect(seen).toHaveLength(7)
  expectQuiet(watched)
  await watched.close()
})

test('what is found is in the middle of the map, and T lists it', async () => {
  const watched = await freshPage(stage)
  const { page } = watched
  await openLab(stage, watched, address)
  await find(page, 'host-7342')
  await inspectorOf(page).getByRole('heading', { name: 'host-7342' }).waitFor()
  const map = page.getByRole('region', { name: 'Map of the fleet' })
  const canvas = await map.locator('canvas').boundingBox()
  if (canvas === null) throw new Error('the map has no place')
  await page.mouse.move(canvas.x + canvas.width / 2, canvas.y + canvas.height / 2)
  await map.getByText('host-7342').first().waitFor()
  await page.keyboard.press('t')
  const table = page.getByRole('region', { name: 'Table' })
  await table.getByText('in host-7342').waitFor()
  await table.getByRole('button', { name: 'Hosts', exact: true }).click()
  await table.getByRole('row').filter({ hasText: 'host-7342' }).waitFor()
  expect(await table.getByRole('row').count()).toBe(2)
  expect(await elements(page)).toBeLessThan(most)
  // All ten thousand of them are no larger a page.
  await table.getByRole('button', { name: 'in host-7342' }).click()
  await table.getByText(/10.000 hosts/).waitFor()
  expect(await elements(page)).toBeLessThan(most)
  expectQuiet(watched)
  await watched.close()
})
