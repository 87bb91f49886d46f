import { afterAll, beforeAll, expect, test } from 'vitest'
import { seriousProblems } from './axe'
import { fleetOf, inspect, inspectorOf, openLab, secondsOf } from './lab'
import { expectQuiet, freshPage, openStage, type Stage } from './support'

let stage: Stage
beforeAll(async () => {
  stage = await openStage()
})
afterAll(() => stage.close())

const views = [
  ['Map', 'Map of the fleet'],
  ['Pools', 'Pools'],
  ['Bins', 'Hosts as bars'],
  ['Table', 'Table'],
] as const

test.each(['light', 'dark', 'projector'])(
  'axe finds nothing serious in the views of the Lab, its why and its share dialog (%s)',
  async (theme) => {
    const watched = await freshPage(stage)
    const { page } = watched
    await openLab(stage, watched, `?lab=small-cluster&theme=${theme}`)
    const problems: Record<string, readonly string[]> = {}
    for (const [view, region] of views) {
      await page.getByRole('radio', { name: view }).click()
      await page.getByRole('region', { name: region }).waitFor()
      problems[view] = await seriousProblems(page)
    }
    await inspect(page, 'host-2')
    problems['inspector'] = await seriousProblems(page)
    await inspectorOf(page).getByRole('button', { name: 'Why?' }).click()
    await page.getByRole('region', { name: 'Why it happened' }).getByRole('table').first().waitFor()
    problems['why'] = await seriousProblems(page)
    await page.keyboard.press('Escape')
    await page.getByRole('button', { name: 'Share this moment' }).click()
    for (const tab of ['Link and file', 'Talk', 'Slide or course page']) {
      await page.getByRole('tab', { name: tab }).click()
      await page.getByRole('tabpanel', { name: tab }).waitFor()
      problems[tab] = await seriousProblems(page)
    }
    const names = [
      ...views.map(([view]) => view),
      'inspector',
      'why',
      'Link and file',
      'Talk',
      'Slide or course page',
    ]
    expect(problems).toEqual(Object.fromEntries(names.map((name) => [name, []])))
    expectQuiet(watched)
    await watched.close()
  },
)

test('a host is found, failed, explained and brought back with the keyboard alone', async () => {
  const watched = await freshPage(stage)
  const { page } = watched
  await openLab(stage, watched, '?lab=small-cluster')
  const press = (key: string) => page.keyboard.press(key)
  // The map as a tree: into the datacenter, its first zone, its first rack, to the first host; Space selects it.
  await fleetOf(page).getByRole('treeitem').first().focus()
  for (let level = 0; level < 3; level++) await press('ArrowRight')
  const host = await page.evaluate(() => document.activeElement?.getAttribute('aria-label') ?? '')
  const [name = ''] = /^(?:host|edge)-\d+/.exec(host) ?? []
  expect(name, host).not.toBe('')
  await press('Space')
  await inspectorOf(page).getByRole('heading', { name, exact: true }).waitFor()
  const fail = page.getByRole('button', { name: `Fail ${name}` })
  await fail.focus()
  // What it would take along is said before it happens.
  await inspectorOf(page)
    .getByText(/Would stop \d+ workloads/)
    .waitFor()
  await press('Enter')
  await page.getByText(`${name} is off.`).waitFor()
  await inspectorOf(page).getByRole('button', { name: 'Why?' }).focus()
  await press('Enter')
  const why = page.getByRole('region', { name: 'Why it happened' })
  await why.getByText(new RegExp(name)).first().waitFor()
  await press('Escape')
  await why.waitFor({ state: 'detached' })
  await press('Control+z')
  await page.getByText(`${name} is off.`).waitFor({ state: 'detached' })
  expect(await secondsOf(page)).toBe(0)
  expectQuiet(watched)
  await watched.close()
})

test('every stop of the Tab key in the Lab has a name and a focus that can be seen', async () => {
  const watched = await freshPage(stage)
  const { page } = watched
  await openLab(stage, watched, '?lab=small-cluster')
  const poor: string[] = []
  for (let stop = 0; stop < 60; stop++) {
    await page.keyboard.press('Tab')
    const seen = await page.evaluate(() => {
      const element = document.activeElement
      if (!(element instanceof HTMLElement) || element === document.body) return null
      const style = getComputedStyle(element)
      const ring = style.outlineStyle !== 'none' && Number.parseFloat(style.outlineWidth) >= 1
      const glow = style.boxShadow !== 'none'
      const tree = element.closest('[role=tree]') !== null
      const words = element.getAttribute('aria-label') ?? element.innerText
      const labelled = words.trim() !== '' || element.id !== '' || element.closest('label') !== null
      return { words: words.slice(0, 40), tag: element.tagName, ok: (ring || glow || tree) && labelled }
    })
    if (seen === null) break
    if (!seen.ok) poor.push(`${seen.tag} ${seen.words}`)
  }
  expect(poor).toEqual([])
  expectQuiet(watched)
  await watched.close()
})
