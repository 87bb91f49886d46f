/** What the journeys through the Lab have in common: opening it, going to a time, editing, and reading its link. */
import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import { decodeLink, type Link } from '../../src/sim'
import type { Stage, Watched } from './support'

/** Opens a scenario of the Lab, or whatever the address names, and waits until the fleet is drawn. */
export async function openLab(stage: Stage, { page }: Watched, address: string): Promise<void> {
  await page.goto(stage.base + address)
  await fleetOf(page).waitFor()
}

/** The fleet in words, which is there when its picture is. */
export function fleetOf(page: Page) {
  return page.getByRole('tree', { name: /^The fleet/ })
}

const clock = (page: Page) => page.getByRole('slider', { name: 'Time' })

/** Virtual seconds that the clock shows. */
export async function secondsOf(page: Page): Promise<number> {
  return Number(await clock(page).getAttribute('aria-valuenow')) / 1e6
}

/** Goes to a whole second of a run of ten minutes: by a press on its clock, and the last steps by keys. */
export async function goTo(page: Page, seconds: number): Promise<void> {
  const thumb = clock(page)
  await thumb.focus()
  await page.keyboard.press('Home')
  await expect.poll(() => secondsOf(page)).toBe(0)
  const start = await thumb.boundingBox()
  await page.keyboard.press('PageUp')
  await expect.poll(() => secondsOf(page)).toBe(5)
  const five = await thumb.boundingBox()
  if (start === null || five === null) throw new Error('the clock has no place')
  // A little short of it: a time that was passed is a future that an edit would have to branch off from.
  const short = Math.max(5, seconds - 3)
  const x = start.x + start.width / 2 + ((five.x - start.x) / 5) * short
  await page.mouse.click(x, start.y + start.height / 2)
  await expect.poll(async () => Math.abs((await secondsOf(page)) - short)).toBeLessThan(3)
  await thumb.focus()
  for (let at = await secondsOf(page); at < seconds;) {
    await page.keyboard.press('ArrowRight')
    at += 1
    await expect.poll(() => secondsOf(page), { interval: 5 }).toBe(at)
  }
  expect(await secondsOf(page)).toBe(seconds)
  await thumb.blur()
}

/** Finds a thing by the palette, in three actions: open it, type, take the first. */
export async function find(page: Page, name: string): Promise<void> {
  await page.getByRole('button', { name: /^Find or run/ }).click()
  await page.getByRole('dialog').getByRole('combobox').fill(name)
  await page.getByRole('option', { name: new RegExp(`^${name} `) }).waitFor()
  await page.keyboard.press('Enter')
  await page.getByRole('dialog').waitFor({ state: 'detached' })
}

/** Finds a thing and waits until the inspector tells about it. */
export async function inspect(page: Page, name: string): Promise<void> {
  await find(page, name)
  await inspectorOf(page).getByRole('heading', { name, exact: true }).waitFor()
}

export function inspectorOf(page: Page) {
  return page.getByRole('complementary', { name: 'Inspector' })
}

export async function scaleGroup(page: Page, group: string, count: number): Promise<void> {
  await page.getByRole('textbox', { name: `Number of ${group}` }).fill(String(count))
  await page.keyboard.press('Enter')
  await page.getByText(`${group} (${count} of ${count} running)`).waitFor()
}

/** The link that the share dialog offers; the dialog is closed again. */
export async function linkOf(page: Page): Promise<string> {
  await page.getByRole('button', { name: 'Share this moment' }).click()
  const dialog = page.getByRole('dialog')
  const link = await dialog.getByRole('textbox').first().inputValue()
  await page.keyboard.press('Escape')
  await dialog.waitFor({ state: 'detached' })
  return link
}

/** What a link carries. */
export function read(link: string): Link {
  const decoded = decodeLink(link.slice(link.indexOf('#')))
  if ('problem' in decoded) throw new Error(`a link of the page's own: ${JSON.stringify(decoded.problem)}`)
  return decoded.link
}

export async function momentOf(page: Page): Promise<Link> {
  return read(await linkOf(page))
}

/** Drops one file on the page, as from a folder of the system. */
export async function dropFile(page: Page, name: string, content: string): Promise<void> {
  const dataTransfer = await page.evaluateHandle(
    ([file, text]) => {
      const data = new DataTransfer()
      data.items.add(new File([text ?? ''], file ?? ''))
      return data
    },
    [name, content],
  )
  await page.locator('main').dispatchEvent('drop', { dataTransfer })
}

/** Takes a command of the palette by its words. */
export async function run(page: Page, words: string): Promise<void> {
  await page.getByRole('button', { name: /^Find or run/ }).click()
  await page.getByRole('dialog').getByRole('combobox').fill(words)
  await page.getByRole('option', { name: words, exact: true }).click()
}
