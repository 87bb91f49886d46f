// The experiments in a real browser: predicted, done and read with the keyboard alone, and sound for axe.
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import chinese from '../../src/lessons/experiments/text.zh-CN.json'
import { experiments } from '../../src/lessons/experiments'
import chineseCard from '../../src/ui/lab/experiment/text.zh-CN.json'
import { seriousProblems } from './axe'
import { openLab, secondsOf } from './lab'
import { expectQuiet, freshPage, openStage, type Stage } from './support'

let stage: Stage
beforeAll(async () => {
  stage = await openStage()
})
afterAll(() => stage.close())

/** Rules broken seriously within the right panel, where the experiment stands; other journeys look at the rest. */
async function problemsInPanel(page: Page): Promise<readonly string[]> {
  // Brings axe into the page.
  await seriousProblems(page)
  return page.evaluate(async () => {
    interface Violation {
      readonly id: string
      readonly impact: string | null
      readonly nodes: readonly { readonly html: string }[]
    }
    const { axe } = window as unknown as {
      axe: { run(within: string): Promise<{ violations: Violation[] }> }
    }
    const { violations } = await axe.run('aside:last-of-type')
    return violations
      .filter(({ impact }) => impact === 'serious' || impact === 'critical')
      .map(({ id, nodes }) => `${id} (${nodes.length}): ${nodes[0]?.html.slice(0, 200) ?? ''}`)
  })
}

const themes = ['light', 'dark', 'projector']

test.each(
  experiments.map(({ id, steps }, at) => ({ id, steps, theme: themes[at % themes.length] ?? 'light' })),
)('$id is predicted, done step by step and read, with keys alone ($theme)', async ({ id, steps, theme }) => {
  const watched = await freshPage(stage)
  const { page } = watched
  await openLab(stage, watched, `?lab=${id}&theme=${theme}`)
  const card = page.getByRole('region', { name: /^People say/ })
  await card.getByRole('radio', { name: 'False' }).focus()
  await page.keyboard.press('Space')
  await card.getByRole('heading', { name: 'Try it' }).waitFor()
  const before = await problemsInPanel(page)
  for (let step = 1; step <= steps.length; step++) {
    await page.keyboard.press('Tab')
    await page.keyboard.press('Enter')
    const done = card.getByRole('button', { name: new RegExp(`^Step ${step} is done`) })
    await done.waitFor()
    // The focus stays on what was pressed, so that the next step is one key away.
    expect(await done.evaluate((element) => element === document.activeElement)).toBe(true)
  }
  await card.getByText('You said false, and so does the run.').waitFor()
  const headers = await card.getByRole('table').getByRole('columnheader').allInnerTexts()
  expect(headers).toHaveLength(steps.length + 1)
  expect(await card.innerText()).not.toMatch(/NaN|undefined|[{}⟦]/)
  const after = await problemsInPanel(page)
  expect({ before, after }).toEqual({ before: [], after: [] })
  expectQuiet(watched)
  await watched.close()
})

test('in Chinese an experiment goes the same way, and starts again', async () => {
  const watched = await freshPage(stage, { locale: 'zh-CN' })
  const { page } = watched
  await page.goto(`${stage.base}?lab=memory-ramp`)
  const card = page.getByRole('region', { name: chineseCard['experiment.say'] })
  await card.getByText(chinese['experiment.memory-ramp.belief']).waitFor()
  await card.getByRole('radio', { name: chineseCard['experiment.predict.no-idea'] }).focus()
  await page.keyboard.press('Space')
  await card.getByRole('button', { name: chineseCard['experiment.rest'] }).focus()
  await page.keyboard.press('Enter')
  await card.getByText(chineseCard['experiment.verdict.no-idea']).waitFor()
  expect(await problemsInPanel(page)).toEqual([])
  await card.getByRole('button', { name: chineseCard['experiment.again'] }).focus()
  await page.keyboard.press('Enter')
  await card.getByRole('heading', { name: chineseCard['experiment.seen'] }).waitFor({ state: 'detached' })
  expectQuiet(watched)
  await watched.close()
})

test('the list of lessons leads into an experiment', async () => {
  const watched = await freshPage(stage)
  const { page } = watched
  await page.goto(`${stage.base}?learn`)
  const labs = page.getByRole('region', { name: 'Labs' })
  await labs.getByRole('link', { name: /The same work in containers and in VMs/ }).focus()
  expect(await seriousProblems(page)).toEqual([])
  await page.keyboard.press('Enter')
  await page.getByRole('region', { name: /^People say.*Docker/ }).waitFor()
  expect(await secondsOf(page)).toBe(0)
  expectQuiet(watched)
  await watched.close()
})
