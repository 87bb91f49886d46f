import { readFileSync } from 'node:fs'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { seriousProblems } from './axe'
import { expectQuiet, freshPage, openStage, type Stage, type Watched } from './support'

let stage: Stage
beforeAll(async () => {
  stage = await openStage()
})
afterAll(() => stage.close())

type Locale = 'en' | 'zh-CN'

/** The sentences of the comparison, as the page has them. */
function wordsIn(locale: Locale): (key: string, args?: Readonly<Record<string, string>>) => string {
  const file = new URL(`../../src/ui/compare/text.${locale}.json`, import.meta.url)
  const texts = JSON.parse(readFileSync(file, 'utf8')) as Readonly<Record<string, string>>
  return (key, args = {}) =>
    (texts[`compare.${key}`] ?? key).replace(/\{(\w+)\}/g, (_, name: string) => args[name] ?? name)
}

const viewOf = (page: Page, say: ReturnType<typeof wordsIn>) =>
  page.getByRole('region', { name: say('title'), exact: true })

async function openThreeWays({ page }: Watched, locale: Locale, more = ''): Promise<void> {
  await page.goto(`${stage.base}?lab=three-ways&lang=${locale}${more}`)
  await viewOf(page, wordsIn(locale)).waitFor()
}

/** To the end of the run; all branches are there when the columns say how many apps run there. */
async function toEnd(page: Page, say: ReturnType<typeof wordsIn>): Promise<void> {
  await page.keyboard.press('End')
  const column = viewOf(page, say).getByRole('region', {
    name: say('side', { letter: 'B', title: say('way.container') }),
  })
  await column.getByText('100', { exact: true }).waitFor({ timeout: 20_000 })
}

test.each(['en', 'zh-CN'] as const)(
  'three ways are compared with the keyboard alone (%s)',
  async (locale) => {
    const watched = await freshPage(stage)
    const { page } = watched
    const say = wordsIn(locale)
    const problems: Record<string, readonly string[]> = {}
    await openThreeWays(watched, locale)
    const view = viewOf(page, say)
    await toEnd(page, say)
    const column = (letter: string, way: string) =>
      view.getByRole('region', { name: say('side', { letter, title: say(`way.${way}`) }), exact: true })
    expect(
      await view
        .getByRole('region', { name: say('gaps') })
        .getByRole('listitem')
        .count(),
    ).toBe(3)
    problems['aligned'] = await seriousProblems(page)

    // The three ways to compare are one stop of the Tab key; arrows go from one to the next.
    await view.getByRole('radio', { name: say('mode.aligned') }).focus()
    await page.keyboard.press('ArrowRight')
    await view.getByRole('radio', { name: say('mode.difference'), checked: true }).waitFor()
    expect(await column('B', 'container').innerText()).toMatch(/\+\d+/)
    problems['difference'] = await seriousProblems(page)
    await page.keyboard.press('ArrowRight')
    await view.getByRole('radio', { name: say('mode.side'), checked: true }).waitFor()
    problems['side'] = await seriousProblems(page)

    // A panic on the host of the containers takes all of them, and nobody on the other branches.
    const before = await column('A', 'vm').innerText()
    await view
      .getByRole('button', { name: say('panic-of', { title: say('way.container') }), exact: true })
      .focus()
    await page.keyboard.press('Enter')
    await column('B', 'container').getByText('0', { exact: true }).waitFor()
    expect((await column('A', 'vm').innerText()).match(/\d+/)?.[0]).toBe(before.match(/\d+/)?.[0])
    await page.keyboard.press('Control+z')
    await column('B', 'container').getByText('100', { exact: true }).waitFor()

    // Another way takes the last column, at the same moment.
    for (const way of ['microvm', 'sandbox', 'unikernel']) {
      await view.getByRole('button', { name: `${say('add')} ${say(`short.${way}`)}` }).focus()
      await page.keyboard.press('Enter')
      await column('C', way).waitFor()
    }
    problems['other ways'] = await seriousProblems(page)
    expect(problems).toEqual(Object.fromEntries(Object.keys(problems).map((name) => [name, []])))
    expectQuiet(watched)
    await watched.close()
  },
)

test('on a phone one column stands on the screen, and is called by its name', async () => {
  const watched = await freshPage(stage, {
    viewport: { width: 390, height: 844 },
    hasTouch: true,
    isMobile: true,
  })
  const { page } = watched
  const say = wordsIn('en')
  await openThreeWays(watched, 'en')
  const view = viewOf(page, say)
  const left = (letter: string, way: string) =>
    view
      .getByRole('region', { name: say('side', { letter, title: say(`way.${way}`) }), exact: true })
      .boundingBox()
      .then((box) => Math.round(box?.x ?? NaN))
  expect(await left('A', 'vm')).toBeLessThan(40)
  expect(await left('B', 'container')).toBeGreaterThan(350)
  await view.getByRole('button', { name: `B ${say('way.container')} 0` }).tap()
  await expect.poll(() => left('B', 'container')).toBeLessThan(40)
  expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true)
  expect(await seriousProblems(page)).toEqual([])
  expectQuiet(watched)
  await watched.close()
})

test('the words of a talk are large, and every column is in sight', async () => {
  const watched = await freshPage(stage, { viewport: { width: 1280, height: 720 } })
  const { page } = watched
  const say = wordsIn('en')
  await openThreeWays(watched, 'en', '&ui=present')
  await toEnd(page, say)
  const view = viewOf(page, say)
  for (const region of await view.getByRole('region').all()) {
    const box = await region.boundingBox()
    expect((box?.x ?? 0) + (box?.width ?? Infinity)).toBeLessThanOrEqual(1280)
  }
  const sizes = await view.evaluate((root) =>
    [...root.querySelectorAll('h2, p, strong, span')]
      .filter((one) => one.closest('.visually-hidden') === null && one.textContent?.trim() !== '')
      .filter((one) => one.checkVisibility() && one.children.length === 0)
      .map((one) => [one.textContent ?? '', Number.parseFloat(getComputedStyle(one).fontSize)] as const),
  )
  // Letters on badges are signs, like the numbers on markers.
  expect(sizes.filter(([words, size]) => size < 20 && !/^[ABC]$/.test(words))).toEqual([])
  expectQuiet(watched)
  await watched.close()
})
