import { afterAll, beforeAll, expect, test } from 'vitest'
import { goTo, momentOf, openLab, scaleGroup, secondsOf } from './lab'
import { expectQuiet, freshPage, openStage, type Stage } from './support'

let stage: Stage
beforeAll(async () => {
  stage = await openStage()
})
afterAll(() => stage.close())

interface Digests {
  readonly first: string | undefined
  readonly other: string | undefined
  readonly undone: string | undefined
}

/** To 300 s, back to 120 s, a change, to 300 s again, and over to the first branch. */
async function walk(): Promise<Digests> {
  const watched = await freshPage(stage)
  const { page } = watched
  await openLab(stage, watched, '?lab=small-cluster')
  const branch = (name: string) => page.getByRole('button', { name: new RegExp(`^Branch ${name},`) })
  await goTo(page, 300)
  const first = (await momentOf(page)).hash
  await goTo(page, 120)
  await scaleGroup(page, 'web', 70)
  // What was known of the first future stays: the change has a branch of its own.
  expect(await branch('B').getAttribute('aria-pressed')).toBe('true')
  await goTo(page, 300)
  const other = (await momentOf(page)).hash
  expect(other).not.toBe(first)

  await branch('A').click()
  await page.getByText('web (60 of 60 running)').waitFor()
  expect(await secondsOf(page)).toBe(300)
  expect((await momentOf(page)).hash).toBe(first)

  // Undo and redo keep the clock where it is.
  await branch('B').click()
  await page.getByText('web (70 of 70 running)').waitFor()
  await page.keyboard.press('Control+z')
  await page.getByText('web (60 of 60 running)').waitFor()
  expect(await secondsOf(page)).toBe(300)
  const undone = (await momentOf(page)).hash
  await page.keyboard.press('Control+Shift+z')
  await page.getByText('web (70 of 70 running)').waitFor()
  expect(await secondsOf(page)).toBe(300)
  expect((await momentOf(page)).hash).toBe(other)
  expectQuiet(watched)
  await watched.close()
  return { first, other, undone }
}

test('a change in the past grows a branch, the first future stays, and every repeat is the same', async () => {
  const digests = await walk()
  expect(digests.first).toMatch(/^[0-9a-f]{32}$/)
  // Without its only edit the branch is its parent again.
  expect(digests.undone).toBe(digests.first)
  expect(await walk()).toEqual(digests)
  expect(await walk()).toEqual(digests)
})

test('playing there and seeking there end in the same state', async () => {
  const watched = await freshPage(stage)
  const { page } = watched
  await openLab(stage, watched, '?lab=small-cluster')
  await page.getByRole('combobox', { name: 'Speed' }).selectOption({ label: '64×' })
  await page.getByRole('button', { name: 'Play' }).click()
  await expect.poll(() => secondsOf(page), { timeout: 20_000 }).toBe(600)
  const played = (await momentOf(page)).hash
  await page.getByRole('button', { name: 'To the start' }).click()
  await expect.poll(() => secondsOf(page)).toBe(0)
  await page.keyboard.press('End')
  await expect.poll(() => secondsOf(page)).toBe(600)
  expect((await momentOf(page)).hash).toBe(played)
  expectQuiet(watched)
  await watched.close()
})
