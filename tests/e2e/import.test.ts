import { existsSync, readdirSync } from 'node:fs'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Page } from 'playwright-core'
import { expectQuiet, freshPage, open, openStage, type Stage } from './support'

let stage: Stage
beforeAll(async () => {
  stage = await openStage()
})
afterAll(() => stage.close())

const folder = '../shared/data/imports'
const shared = existsSync(folder)
if (!shared)
  console.warn(
    `NOTICE: ${folder} is not beside this checkout: its compose files are not dropped on the page.`,
  )
const files = shared ? readdirSync(folder).filter((name) => name.startsWith('compose-')) : []

const own = `services:
  web:
    image: nginx
    ports: ["8088:80"]
    cpus: 0.5
    mem_limit: 256m
  db:
    image: postgres
    depends_on: [web]
`

async function dropFile(page: Page, name: string, content: string): Promise<void> {
  const transfer = await page.evaluateHandle(
    ([file, text]) => {
      const data = new DataTransfer()
      data.items.add(new File([text ?? ''], file ?? '', { type: 'application/yaml' }))
      return data
    },
    [name, content],
  )
  await page.locator('main').dispatchEvent('drop', { dataTransfer: transfer })
}

test.each(['In virtual machines', 'In containers'])(
  'a compose file dropped on the page runs in %s',
  async (kind) => {
    const watched = await freshPage(stage)
    await open(stage, watched)
    await dropFile(watched.page, 'shop.yaml', own)
    const dialog = watched.page.getByRole('dialog')
    await dialog.getByText(kind).first().click()
    await watched.page.getByRole('heading', { level: 1, name: /shop/ }).waitFor()
    await watched.page
      .getByText(/Not simulated|not simulated/)
      .first()
      .waitFor()
    expectQuiet(watched)
    await watched.close()
  },
)

test('every shared compose file runs in both kinds', async () => {
  const { readFile } = await import('node:fs/promises')
  for (const name of files) {
    for (const kind of ['In virtual machines', 'In containers']) {
      const watched = await freshPage(stage)
      await open(stage, watched)
      await dropFile(watched.page, name, await readFile(`${folder}/${name}`, 'utf8'))
      await watched.page.getByRole('dialog').getByText(kind).first().click()
      await expect.poll(() => watched.page.getByRole('tree').count()).toBeGreaterThan(0)
      expectQuiet(watched)
      await watched.close()
    }
  }
  expect(files.length > 0 || !shared).toBe(true)
})

test('a file that is no compose file gives a message, and the work is kept', async () => {
  const watched = await freshPage(stage)
  await open(stage, watched)
  await dropFile(watched.page, 'broken.yaml', 'services: [1, 2\n  web: }')
  await watched.page.getByRole('alert').first().waitFor()
  expect(await watched.page.getByRole('slider').count()).toBeGreaterThan(0)
  expectQuiet(watched)
  await watched.close()
})
