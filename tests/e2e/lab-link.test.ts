import { afterAll, beforeAll, expect, test } from 'vitest'
import { inspect, inspectorOf, goTo, momentOf, openLab, read, scaleGroup, secondsOf } from './lab'
import { expectQuiet, freshPage, openStage, type Stage, type Watched } from './support'

let stage: Stage
beforeAll(async () => {
  stage = await openStage()
})
afterAll(() => stage.close())

/** Three edits at three times, the moment of 212 s, the map zoomed in, coloured by memory, and a why open. */
async function work(watched: Watched): Promise<void> {
  const { page } = watched
  await openLab(stage, watched, '?lab=small-cluster')
  await page.getByText('12 hosts, 160 workloads').waitFor()
  await goTo(page, 60)
  await scaleGroup(page, 'web', 63)
  await goTo(page, 100)
  await inspect(page, 'bank-3')
  await inspectorOf(page).getByRole('button', { name: 'Migrate to …' }).click()
  await page.getByLabel('Move bank-vm-3 to').fill('host-5')
  await page.getByRole('button', { name: 'host-5', exact: true }).click()
  // It is on its way for some seconds, and there before a minute has gone.
  await goTo(page, 160)
  await inspectorOf(page).getByRole('button', { name: '› host-5' }).waitFor()
  await goTo(page, 180)
  await inspect(page, 'host-2')
  await page.getByRole('button', { name: 'Fail host-2' }).click()
  await page.getByRole('button', { name: 'Repair host-2' }).waitFor()
  await goTo(page, 212)
  await page.getByRole('radio', { name: 'Memory', exact: true }).click()
  for (let press = 0; press < 3; press++) await page.getByRole('button', { name: 'Nearer' }).click()
  await inspectorOf(page).getByRole('button', { name: 'Why?' }).click()
  await page.getByRole('region', { name: 'Why it happened' }).getByRole('heading').first().waitFor()
}

test('a moment of the Lab opened from its link is the same moment, seen the same way', async () => {
  const first = await freshPage(stage, { permissions: ['clipboard-read', 'clipboard-write'] })
  await work(first)
  const why = first.page.getByRole('region', { name: 'Why it happened' })
  await expect.poll(() => why.innerText()).toMatch(/host-2/)
  const told = await why.innerText()
  await first.page.getByRole('button', { name: 'Share this moment' }).click()
  await first.page.getByRole('button', { name: 'Copy link' }).click()
  await first.page.getByText('The link is copied.').waitFor()
  const link = await first.page.evaluate(() => navigator.clipboard.readText())
  expect(link.length).toBeLessThanOrEqual(2000)
  const shared = read(link)
  expect(shared.at).toBe(212_000_000)
  expect(shared.branches[shared.branch]?.journal.map(({ command }) => command.name)).toEqual([
    'group.scale',
    'vm.migrate',
    'host.fail',
  ])
  expect(shared.view).toMatchObject({ selected: 'host-2', lens: 'memory', camera: expect.any(Array) })
  expect(shared.hash).toMatch(/^[0-9a-f]{32}$/)

  const second = await freshPage(stage)
  const { page } = second
  await openLab(stage, second, link.slice(stage.base.length))
  await expect.poll(() => page.getByRole('region', { name: 'Why it happened' }).innerText()).toBe(told)
  expect(await secondsOf(page)).toBe(212)
  expect(await page.getByRole('radio', { name: 'Memory', exact: true }).isChecked()).toBe(true)
  expect(await page.getByRole('radio', { name: 'Map' }).isChecked()).toBe(true)
  await inspectorOf(page).getByRole('heading', { name: 'host-2' }).waitFor()
  const again = await momentOf(page)
  expect(again.hash).toBe(shared.hash)
  expect(again.view).toEqual(shared.view)
  expect(again.branches).toEqual(shared.branches)
  expect(again).toEqual(shared)
  // It is the very run that was shared: nothing says that its results differ.
  expect(await page.getByRole('region', { name: 'Messages' }).innerText()).toBe('')

  // The payload stays behind the '#': no request carries any of it.
  const payload = link.slice(link.indexOf('#s1.') + 4)
  for (const piece of [payload.slice(0, 40), payload.slice(-40)])
    expect(
      [...first.requests, ...second.requests].filter((url) => url.replace(/#.*$/, '').includes(piece)),
    ).toEqual([])
  expectQuiet(first)
  expectQuiet(second)
  await first.close()
  await second.close()
})
