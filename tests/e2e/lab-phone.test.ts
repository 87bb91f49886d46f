import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Page } from 'playwright-core'
import { expectQuiet, freshPage, openStage, type Stage, type Watched } from './support'

let stage: Stage
beforeAll(async () => {
  stage = await openStage()
})
afterAll(() => stage.close())

const phone = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true, locale: 'zh-CN' }

/**
 * Controls that a finger misses: less than 44 px, with nothing larger around them that it would hit. Marks drawn to
 * scale are as large as what they stand for; the table has the same in rows.
 */
function smallTargets(page: Page): Promise<readonly string[]> {
  return page.evaluate(() => {
    const targets = 'button, a[href], select, input, textarea, [role=slider], [role=tab], summary'
    const drawn = '[data-unit], [data-group], :disabled'
    // A slider is dragged by the surface it lies on, a radio chosen by its label.
    const areaOf = (element: HTMLElement) =>
      (element.matches('[role=slider]') ? element.parentElement : element.closest('label')) ?? element
    const found: string[] = []
    for (const element of document.querySelectorAll<HTMLElement>(targets)) {
      if (element.matches(drawn) || !element.checkVisibility()) continue
      const area = areaOf(element)
      const { x, y, width, height } = area.getBoundingClientRect()
      if (width <= 1 || height <= 1 || (width >= 44 && height >= 44)) continue
      const [midX, midY] = [x + width / 2, y + height / 2]
      const hits = (atX: number, atY: number) => area.contains(document.elementFromPoint(atX, atY))
      // What is scrolled out of sight or under a sheet is no target now.
      if (!hits(midX, midY)) continue
      const wide = width >= 44 || (hits(midX - 21, midY) && hits(midX + 21, midY))
      const high = height >= 44 || (hits(midX, midY - 21) && hits(midX, midY + 21))
      if (wide && high) continue
      const words = element.getAttribute('aria-label') ?? element.innerText
      found.push(`${words.slice(0, 40)} ${Math.round(width)}x${Math.round(height)}`)
    }
    return found
  })
}

/** Words that the reader sees or hears in another language: keys without a text, and English sentences. */
function untranslated(page: Page): Promise<readonly string[]> {
  return page.evaluate(() => {
    const words: string[] = []
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
    for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
      if (node.parentElement?.closest('script, style, code, pre') == null) words.push(node.nodeValue ?? '')
    }
    for (const element of document.querySelectorAll('[aria-label], [title], [placeholder], [alt]')) {
      for (const name of ['aria-label', 'title', 'placeholder', 'alt'])
        words.push(element.getAttribute(name) ?? '')
    }
    const sentence = /[A-Za-z]{2,} [a-z]{2,} [a-z]{2,}/
    const key = /⟦|^[a-z]+(?:\.[a-z-]+)+$/
    return [...new Set(words.map((one) => one.trim()))].filter((one) => sentence.test(one) || key.test(one))
  })
}

const moving = (page: Page) =>
  page.evaluate(() => document.getAnimations().filter(({ playState }) => playState === 'running').length)

/** What a reader on a phone would stumble over, as it is once the picture rests. */
async function stumbles({ page }: Watched): Promise<readonly string[]> {
  const look = async () => [
    ...((await page.evaluate(() => document.documentElement.scrollWidth)) > 390 ? ['scrolls sideways'] : []),
    ...(await smallTargets(page)),
    ...(await untranslated(page)),
    ...((await moving(page)) > 0 ? ['moves'] : []),
  ]
  let before = await look()
  await expect
    .poll(async () => {
      const now = await look()
      const rests = now.join() === before.join()
      before = now
      return rests
    })
    .toBe(true)
  return before
}

test('lesson 1 is done by taps', async () => {
  const watched = await freshPage(stage, phone)
  const { page } = watched
  await page.goto(`${stage.base}?lesson=1`)
  const knob = page.getByRole('slider', { name: '应用内存' })
  await knob.waitFor()
  const found: Record<string, readonly string[]> = { start: await stumbles(watched) }
  const rail = await knob.locator('..').boundingBox()
  if (rail === null) throw new Error('the knob has no place')
  await page.touchscreen.tap(rail.x + rail.width - 12, rail.y + rail.height / 2)
  const answers = page.getByRole('radio')
  await answers.first().waitFor()
  found['question'] = await stumbles(watched)
  await page.getByText('3 倍', { exact: true }).tap()
  await page.getByRole('button', { name: /^锁定/ }).tap()
  // The clock runs on by itself; with little motion the reader asks it to.
  const play = page.getByRole('button', { name: '播放' })
  if (await play.isVisible()) await play.tap()
  await page
    .getByText(/7 (?:对|比|:|：) ?7/)
    .first()
    .waitFor({ timeout: 40_000 })
  found['reveal'] = await stumbles(watched)
  expect(found).toEqual({ start: [], question: [], reveal: [] })
  expectQuiet(watched)
  await watched.close()
})

test('the Lab can be read on a phone: every view, in Chinese, at rest', async () => {
  const watched = await freshPage(stage, phone)
  const { page } = watched
  await page.goto(`${stage.base}?lab=small-cluster`)
  await page.getByRole('tree', { name: /^机群/ }).waitFor()
  const found: Record<string, readonly string[]> = { start: await stumbles(watched) }
  const stages = page.getByRole('radiogroup', { name: '视图' })
  for (const [view, region] of [
    ['资源池', /资源池/],
    ['装箱', /条形图/],
    ['表格', /表格/],
    ['地图', /机群地图/],
  ] as const) {
    await stages.getByRole('radio', { name: view }).tap()
    await page.getByRole('region', { name: region }).first().waitFor()
    found[view] = await stumbles(watched)
  }
  // A tap selects a host, and the sheet tells about it.
  const canvas = await page.locator('canvas').first().boundingBox()
  if (canvas === null) throw new Error('the map has no place')
  await page.touchscreen.tap(canvas.x + 60, canvas.y + 100)
  const sheet = page.getByRole('region', { name: '检查器' })
  await sheet.getByRole('button', { name: /-\d+$/ }).tap()
  await sheet.getByRole('heading', { level: 2 }).first().waitFor()
  found['sheet'] = await stumbles(watched)
  expect(found).toEqual({ start: [], 资源池: [], 装箱: [], 表格: [], 地图: [], sheet: [] })
  // A scenario of the Lab's own has its name in both languages.
  expect(await page.getByRole('heading', { level: 1 }).innerText()).toMatch(/[\u4e00-\u9fff]/)
  expectQuiet(watched)
  await watched.close()
})

test('nothing moves while the clock stands, also where motion is welcome', async () => {
  const watched = await freshPage(stage, { ...phone, reducedMotion: 'no-preference' })
  const { page } = watched
  await page.goto(`${stage.base}?lab=small-cluster`)
  await page.getByRole('tree', { name: /^机群/ }).waitFor()
  await expect.poll(() => moving(page)).toBe(0)
  expectQuiet(watched)
  await watched.close()
})
