import { afterAll, beforeAll, expect, test } from 'vitest'
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

test('a stranger learns both sides of the trade-off within six actions', async () => {
  const watched = await freshPage(stage)
  const { page } = watched
  await open(stage, watched)
  // Nothing stands between the reader and the experiment.
  expect(await page.getByRole('dialog').count()).toBe(0)
  const before = [await countOf(page, sideA), await countOf(page, sideB)]

  // 1: turn the knob. Both hosts repack.
  const knob = page.getByRole('slider', { name: 'App memory' })
  await knob.focus()
  await page.keyboard.press('End')
  await page.getByRole('radio', { name: '3 times as many' }).waitFor()
  const after = [await countOf(page, sideA), await countOf(page, sideB)]
  expect(after[0]).toBeLessThan(before[0] ?? 0)
  expect(after[1]).toBeLessThan(before[1] ?? 0)
  expect((after[1] ?? 0) / (after[0] ?? 1)).toBeGreaterThan(1.2)

  // 2 and 3: guess and lock. The clock runs to the end by itself (or is asked to).
  await answerGate(page)
  await page.keyboard.press('End') // 4
  await expect.poll(() => countOf(page, sideA)).toBe(7)
  expect(await countOf(page, sideB)).toBe(7)
  await page.getByText('7 versus 7').first().waitFor()

  // 5 and 6: one panic on each side.
  const kill = (side: RegExp) =>
    page.getByRole('region', { name: side }).getByRole('button', { name: /Panic/ })
  await kill(sideA).click()
  await page.getByRole('region', { name: sideA }).getByText('1 of 7 stopped').first().waitFor()
  await kill(sideB).click()
  await page.getByRole('region', { name: sideB }).getByText('7 of 7 stopped').first().waitFor()
  expectQuiet(watched)
  await watched.close()
})

test('every number tells its equation with the values put in', async () => {
  const watched = await freshPage(stage)
  const { page } = watched
  await open(stage, watched)
  await page.getByRole('region', { name: sideA }).getByRole('button').first().focus()
  const card = page.getByRole('tooltip').first()
  await card.waitFor()
  const text = await card.innerText()
  expect(text.replace(/\s/g, '')).toContain('61440')
  expect(text).toMatch(/memory\.fit|usable/)
  expectQuiet(watched)
  await watched.close()
})
