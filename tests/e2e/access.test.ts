import { afterAll, beforeAll, expect, test } from 'vitest'
import { seriousProblems } from './axe'
import { answerGate, expectQuiet, freshPage, open, openStage, type Stage } from './support'

let stage: Stage
beforeAll(async () => {
  stage = await openStage()
})
afterAll(() => stage.close())

const places = ['', '?learn', '?lesson=one-kernel', '?models', '?textbook=partitions']
const settings = ['lang=en&theme=light', 'lang=zh-CN&theme=dark', 'lang=en&theme=projector']

for (const place of places) {
  test.each(settings)(
    `axe finds nothing serious at "${place === '' ? 'start' : place}" with %s`,
    async (setting) => {
      const watched = await freshPage(stage)
      await watched.page.goto(`${stage.base}${place === '' ? '?' : `${place}&`}${setting}`)
      await watched.page.getByRole('heading', { level: 1 }).waitFor()
      expect(await seriousProblems(watched.page)).toEqual([])
      expectQuiet(watched)
      await watched.close()
    },
  )
}

test('axe finds nothing serious after the reveal, and a lesson can be done with the keyboard alone', async () => {
  const watched = await freshPage(stage)
  const { page } = watched
  await open(stage, watched)
  await page.getByRole('slider', { name: 'App memory' }).focus()
  await page.keyboard.press('End')
  await page.getByRole('radio', { name: '3 times as many' }).focus()
  await page.keyboard.press('Space')
  expect(await seriousProblems(page)).toEqual([])
  await answerGate(page)
  await page.keyboard.press('End')
  await page.getByText('7 versus 7').first().waitFor()
  expect(await seriousProblems(page)).toEqual([])
  expectQuiet(watched)
  await watched.close()
})

test('on a phone nothing is wider than the screen and every target is large enough', async () => {
  const watched = await freshPage(stage, {
    viewport: { width: 390, height: 844 },
    hasTouch: true,
    isMobile: true,
    locale: 'zh-CN',
  })
  const { page } = watched
  await open(stage, watched)
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390)
  // The picture may still be moving when it first appears, so the look is taken again until it rests.
  const small = () =>
    page.evaluate(() =>
      [...document.querySelectorAll<HTMLElement>('header button, header a, [role=group] button, form button')]
        .map((element) => ({ element, box: element.getBoundingClientRect() }))
        .filter(({ box }) => box.width > 0 && (box.height < 44 || box.width < 44))
        // A small mark may have a larger area around it that a finger hits.
        .filter(({ element, box }) => {
          const x = box.x + box.width / 2
          const y = box.y + box.height / 2
          return [-21, 21].some((off) => !element.contains(document.elementFromPoint(x, y + off)))
        })
        .map(({ element, box }) => `${element.innerText} ${box.width}x${box.height}`),
    )
  await expect.poll(small).toEqual([])
  expectQuiet(watched)
  await watched.close()
})
