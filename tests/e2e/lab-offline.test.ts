import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { preview } from 'vite'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Page } from 'playwright-core'
import { answerGate, freshPage, openStage, type Stage } from './support'

let stage: Stage
beforeAll(async () => {
  stage = await openStage()
})
afterAll(() => stage.close())

/** Each view of the stage, and how its region is called. */
const views = [
  ['Pools', 'Pools'],
  ['Bins', 'Hosts as bars'],
  ['Table', 'Table'],
] as const

/** The page has been kept as a whole, and the next visit will be answered from what was kept. */
async function kept(page: Page): Promise<void> {
  await page.evaluate(async () => {
    await navigator.serviceWorker.ready
  })
  await page.waitForFunction(() => navigator.serviceWorker.controller !== null)
}

test('after one visit lesson 1 and the Lab open without a network', async () => {
  const watched = await freshPage(stage)
  const { page } = watched
  await page.goto(stage.base)
  await page.getByRole('slider').first().waitFor()
  await kept(page)
  await page.context().setOffline(true)
  await page.reload()
  const knob = page.getByRole('slider', { name: 'App memory' })
  await knob.focus()
  await page.keyboard.press('End')
  await page.getByRole('radio', { name: '3 times as many' }).waitFor()
  await answerGate(page)
  await page.keyboard.press('End')
  await page.getByText('7 versus 7').first().waitFor()
  // Parts that were never asked for while there was a network open as well: the Lab, its views, and the other language.
  await page.goto(`${stage.base}?lab=small-cluster`)
  await page.getByRole('tree', { name: /^The fleet/ }).waitFor()
  for (const [view, region] of views) {
    await page.getByRole('radio', { name: view }).click()
    await page.getByRole('region', { name: region }).waitFor()
  }
  await page.getByRole('button', { name: '中文' }).click()
  await page.getByRole('radio', { name: '资源池' }).waitFor()
  expect(watched.errors).toEqual([])
  expect(watched.foreign).toEqual([])
  await watched.close()
})

test('after an update the open page goes on, says so, and is the newer one when it is asked to', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'strata-'))
  cpSync('dist', folder, { recursive: true })
  const server = await preview({
    build: { outDir: folder },
    preview: { port: 0, host: '127.0.0.1' },
    logLevel: 'silent',
  })
  const base = server.resolvedUrls?.local[0] ?? ''
  const watched = await freshPage({ ...stage, base })
  const { page } = watched
  await page.goto(`${base}?lab=small-cluster`)
  await page.getByRole('tree', { name: /^The fleet/ }).waitFor()
  await kept(page)
  await page.getByRole('textbox', { name: 'Number of web' }).fill('64')
  await page.keyboard.press('Enter')
  await page.getByText('web (64 of 64 running)').waitFor()

  // Another build is put on the server.
  const worker = join(folder, 'sw.js')
  const source = readFileSync(worker, 'utf8')
  const [, version = ''] = /const version = '([0-9a-f]+)'/.exec(source) ?? []
  expect(version).toMatch(/^[0-9a-f]{12}$/)
  writeFileSync(worker, source.replace(version, 'feedfeedfeed'))
  // The page looks for it when its reader comes back to it.
  await page.evaluate(() => document.dispatchEvent(new Event('visibilitychange')))
  const chip = page.getByRole('status').filter({ hasText: 'A newer version of Strata is ready' })
  await chip.waitFor({ timeout: 20_000 })
  expect(await page.getByRole('textbox', { name: 'Number of web' }).inputValue()).toBe('64')
  await Promise.all([page.waitForEvent('load'), chip.getByRole('button', { name: 'Reload' }).click()])
  await page.getByRole('tree', { name: /^The fleet/ }).waitFor()
  expect(await page.evaluate(() => caches.keys())).toEqual(
    expect.arrayContaining([expect.stringContaining('feedfeedfeed')]),
  )
  expect(await chip.count()).toBe(0)
  expect(watched.errors).toEqual([])
  expect(watched.foreign).toEqual([])
  await watched.close()
  await server.close()
  rmSync(folder, { recursive: true })
})
