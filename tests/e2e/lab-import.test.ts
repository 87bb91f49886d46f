import { afterAll, beforeAll, expect, test } from 'vitest'
import { dropFile, fleetOf, inspect, inspectorOf } from './lab'
import { expectQuiet, freshPage, open, openStage, type Stage } from './support'

let stage: Stage
beforeAll(async () => {
  stage = await openStage()
})
afterAll(() => stage.close())

const shop = `services:
  web:
    image: nginx
    cpus: 0.5
    mem_limit: 256m
    depends_on: [db]
  db:
    image: postgres
    mem_limit: 1g
`

test('an imported shop is lost with its host, and is not once it is spread', async () => {
  const watched = await freshPage(stage)
  const { page } = watched
  await open(stage, watched)
  await dropFile(page, 'shop.yaml', shop)
  await page.getByRole('dialog').getByRole('button', { name: 'In containers' }).click()
  await fleetOf(page).waitFor()
  await page.getByRole('heading', { level: 1, name: 'shop' }).waitFor()

  // The report says what became of each service, and what was not understood.
  const report = inspectorOf(page)
  await report.getByText('What the import did').waitFor()
  await report.getByText(/^web → web: 1 container of 256 MiB/).waitFor()
  await report.getByText(/^db → db: 1 container of 1 GiB/).waitFor()
  await report.getByText(/depends_on/).waitFor()

  // Everything stands on one host, and the build panel says so.
  const build = page.getByRole('complementary', { name: 'Build' })
  await expect.poll(() => build.getByText('All of it on host-1').count()).toBe(2)
  await inspect(page, 'host-1')
  await inspectorOf(page).getByText('Nothing would be left of').waitFor()
  await page.getByRole('button', { name: 'Fail host-1' }).click()
  const losses = page.getByRole('region', { name: 'Stage' }).getByRole('status')
  await losses.getByText(/Lost completely: .*web \(0 of 1 running\).*db \(0 of 1 running\)/).waitFor()
  await page.getByRole('button', { name: 'Undo the latest edit' }).click()
  await losses.waitFor({ state: 'detached' })

  for (const group of ['web', 'db']) {
    await build.getByRole('button', { name: new RegExp(`^Container ${group}`) }).click()
    await build.getByRole('combobox', { name: 'Where new copies go' }).selectOption('spread')
    await build.getByRole('textbox', { name: `Number of ${group}` }).fill('2')
    await page.keyboard.press('Enter')
    await build.getByText(`${group} (2 of 2 running)`).waitFor()
  }
  await expect.poll(() => build.getByText('All of it on host-1').count()).toBe(0)
  await inspect(page, 'host-1')
  await page.getByRole('button', { name: 'Fail host-1' }).click()
  await losses.getByText('No group is lost completely.').waitFor()
  await losses.getByText(/Weaker, but alive: web \(1 of 2 running\), db \(1 of 2 running\)/).waitFor()
  expectQuiet(watched)
  await watched.close()
})

test('a file that cannot be read says what, where and what to do, and the run below goes on', async () => {
  const watched = await freshPage(stage)
  const { page } = watched
  await page.goto(`${stage.base}?lab=small-cluster`)
  await fleetOf(page).waitFor()
  await dropFile(page, 'broken.yaml', 'services:\n  web:\n    image: "nginx\n    cpus: [1\n')
  const message = page.getByRole('alert').first()
  await message.waitFor()
  const [what = '', rest = ''] = await message.getByRole('paragraph').allInnerTexts()
  expect(what).toMatch(/broken\.yaml/)
  expect(rest.length).toBeGreaterThan(30)
  await page.getByText('web (60 of 60 running)').waitFor({ state: 'attached' })
  expectQuiet(watched)
  await watched.close()
})
