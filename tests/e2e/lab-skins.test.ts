import { createHash } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Page } from 'playwright-core'
import type { Beat } from '../../src/sim'
import { fleetOf, goTo, inspect, linkOf, momentOf, openLab, read, scaleGroup, secondsOf } from './lab'
import { expectQuiet, freshPage, openStage, type Stage, type Watched } from './support'

let stage: Stage
beforeAll(async () => {
  stage = await openStage()
})
afterAll(() => stage.close())

/** A talk of four moments, put together as its author does it: two branches, each moment seen in its own way. */
async function writeTalk(watched: Watched): Promise<string> {
  const { page } = watched
  await openLab(stage, watched, '?lab=small-cluster')
  const keep = async () => {
    await page.getByRole('button', { name: 'Share this moment' }).click()
    await page.getByRole('tab', { name: 'Talk' }).click()
    await page.getByRole('button', { name: 'Add this moment as a beat' }).click()
    await page.keyboard.press('Escape')
    await page.getByRole('dialog').waitFor({ state: 'detached' })
  }
  await keep()
  await goTo(page, 60)
  await inspect(page, 'host-7')
  await page.getByRole('radio', { name: 'Memory', exact: true }).click()
  for (let press = 0; press < 3; press++) await page.getByRole('button', { name: 'Nearer' }).click()
  await keep()
  await goTo(page, 200)
  await goTo(page, 100)
  await scaleGroup(page, 'web', 80)
  await page.getByRole('radio', { name: 'Bins' }).click()
  await page.getByRole('region', { name: 'Hosts as bars' }).waitFor()
  await keep()
  await goTo(page, 150)
  await page.getByRole('radio', { name: 'Pools' }).click()
  await page.getByRole('region', { name: 'Pools' }).waitFor()
  await keep()
  return linkOf(page)
}

const views = {
  map: 'Map of the fleet',
  bins: 'Hosts as bars',
  pools: 'Pools',
  table: 'Table',
  cpu: 'CPU of one host',
  memory: 'Memory of one host',
  starts: 'Starts of one host',
  images: 'Images of one host',
  migration: 'Live migrations',
  compare: 'Side by side',
}

/** The moment and everything that the hall sees, words and picture. */
async function seen(page: Page) {
  const words = await page.locator('main').innerText()
  const pictures = await page
    .locator('main canvas')
    .evaluateAll((all: HTMLCanvasElement[]) => all.map((canvas) => canvas.toDataURL()))
  const picture = createHash('sha256').update(pictures.join()).digest('hex')
  return { at: await secondsOf(page), words, picture }
}

async function waitForBeat(page: Page, at: number, beats: readonly Beat[]): Promise<void> {
  const beat = beats[at]
  if (beat === undefined) throw new Error(`no beat ${at}`)
  await page.getByText(`Beat ${at + 1} of ${beats.length}`).waitFor({ state: 'attached' })
  await expect.poll(() => secondsOf(page)).toBe(beat.at / 1e6)
  await page.getByRole('region', { name: views[beat.stage ?? 'map'] }).waitFor()
  await page
    .getByRole('button', { name: new RegExp(`^Branch ${'AB'[beat.branch ?? 0]},.*`), pressed: true })
    .waitFor()
}

/** The picture at rest: what is seen twice in a row. */
async function settled(page: Page) {
  let before = await seen(page)
  await expect
    .poll(async () => {
      const now = await seen(page)
      const same = JSON.stringify(now) === JSON.stringify(before)
      before = now
      return same
    })
    .toBe(true)
  return before
}

test('in a talk PageDown and PageUp bring each moment back exactly, and nothing can be dragged', async () => {
  const author = await freshPage(stage)
  const link = await writeTalk(author)
  const beats = read(link).view?.beats ?? []
  expect(beats.map(({ at }) => at / 1e6)).toEqual([0, 60, 100, 150])
  expect(link.length).toBeLessThanOrEqual(2000)
  await author.close()

  const talk = await freshPage(stage, { viewport: { width: 1280, height: 720 } })
  const { page } = talk
  await page.goto(`${stage.base}?ui=present${link.slice(link.indexOf('#'))}`)
  await page.getByRole('region', { name: 'Stage' }).waitFor()
  // No panels: only what the hall is to see.
  for (const panel of ['Build', 'Inspector'])
    expect(await page.getByRole('complementary', { name: panel }).count()).toBe(0)
  const first: Awaited<ReturnType<typeof seen>>[] = []
  for (let at = 0; at < beats.length; at++) {
    await page.keyboard.press('PageDown')
    await waitForBeat(page, at, beats)
    first.push(await settled(page))
  }
  for (let at = beats.length - 2; at >= 0; at--) {
    await page.keyboard.press('PageUp')
    await waitForBeat(page, at, beats)
    await expect.poll(() => seen(page), { message: `back at beat ${at + 1}` }).toEqual(first[at])
  }
  // Something is tried that is not in the script: 0 brings the moment back.
  await page.keyboard.press('PageDown')
  await waitForBeat(page, 1, beats)
  await page.keyboard.press('End')
  await expect.poll(() => secondsOf(page)).toBe(600)
  await page.keyboard.press('0')
  await waitForBeat(page, 1, beats)
  await expect.poll(() => seen(page), { message: 'after 0' }).toEqual(first[1])

  // A workload is dragged from one bar to another: it stays.
  await page.keyboard.press('PageDown')
  await waitForBeat(page, 2, beats)
  const bars = page.getByRole('region', { name: 'Hosts as bars' })
  const from = await bars.getByRole('button', { name: /: bank-vm-2,/ }).boundingBox()
  const to = await bars.getByRole('group', { name: 'host-4', exact: true }).boundingBox()
  if (from === null || to === null) throw new Error('the bars have no place')
  await page.mouse.move(from.x + from.width / 2, from.y + from.height / 2)
  await page.mouse.down()
  await page.mouse.move(to.x + to.width / 2, to.y + 20, { steps: 6 })
  await page.mouse.up()
  await page.getByRole('button', { name: /^Branch B, from 01:40.0, 1 edit/, pressed: true }).waitFor()
  await page.getByRole('button', { name: 'End the talk' }).click()
  await page.getByRole('complementary', { name: 'Build' }).waitFor()
  expect((await momentOf(page)).branches).toEqual(read(link).branches)
  expectQuiet(talk)
  await talk.close()
})

test('a moment of a talk is seen as its author saw it', async () => {
  const author = await freshPage(stage)
  const link = await writeTalk(author)
  const beats = read(link).view?.beats ?? []
  await author.close()
  const talk = await freshPage(stage)
  const { page } = talk
  await page.goto(`${stage.base}?ui=present${link.slice(link.indexOf('#'))}`)
  await page.getByRole('region', { name: 'Stage' }).waitFor()
  for (let at = 0; at < 2; at++) {
    await page.keyboard.press('PageDown')
    await waitForBeat(page, at, beats)
  }
  await page.getByRole('button', { name: 'End the talk' }).click()
  const { view, at, branch } = await momentOf(page)
  const { at: beatAt, branch: beatBranch, ...beatView } = beats[1] ?? { at: -1 }
  expect({ at, branch }).toEqual({ at: beatAt, branch: beatBranch })
  expect(view).toMatchObject(beatView)
  expectQuiet(talk)
  await talk.close()
})

test('the last row of a hall can read a talk: no text is smaller than 20 px', async () => {
  const talk = await freshPage(stage, { viewport: { width: 1280, height: 720 } })
  const { page } = talk
  await page.addInitScript(() => {
    const drawn = new Map<string, number>()
    Object.assign(window, { drawn })
    const fillText = CanvasRenderingContext2D.prototype.fillText
    CanvasRenderingContext2D.prototype.fillText = function (text, x, y, width) {
      const size = Number(/([\d.]+)px/.exec(this.font)?.[1])
      const scale = this.getTransform().a / window.devicePixelRatio
      drawn.set(text, Math.min(drawn.get(text) ?? Infinity, size * scale))
      return width === undefined ? fillText.call(this, text, x, y) : fillText.call(this, text, x, y, width)
    }
  })
  await page.goto(`${stage.base}?ui=present&lab=small-cluster`)
  await fleetOf(page).waitFor({ state: 'attached' })
  const small = () =>
    page.evaluate(() => {
      const found: string[] = []
      const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
      for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
        const element = node.parentElement
        const words = (node.nodeValue ?? '').trim()
        if (element === null || words === '' || !element.checkVisibility()) continue
        const range = document.createRange()
        range.selectNodeContents(node)
        const { width, height } = range.getBoundingClientRect()
        const hidden = element.closest('.visually-hidden, script, style, [hidden]') !== null
        const size = Number.parseFloat(getComputedStyle(element).fontSize)
        if (!hidden && width > 1 && height > 1 && size < 20) found.push(`${words.slice(0, 40)} ${size}`)
      }
      const { drawn } = window as unknown as { drawn: Map<string, number> }
      for (const [text, size] of drawn) if (size < 19.5) found.push(`drawn: ${text} ${size}`)
      return found
    })
  expect(await small(), 'map').toEqual([])
  // Beats of a run that nobody wrote are its start and its end.
  await page.keyboard.press('PageDown')
  expect(await small(), 'next').toEqual([])
  for (const view of ['bins', 'pools', 'table'] as const) {
    const author = await freshPage(stage)
    await openLab(stage, author, '?lab=small-cluster')
    await author.page.getByRole('radio', { name: new RegExp(`^${view}$`, 'i') }).click()
    await author.page.getByRole('region', { name: views[view] }).waitFor()
    const link = await linkOf(author.page)
    await author.close()
    await page.goto(`${stage.base}?ui=present${link.slice(link.indexOf('#'))}`)
    await page.reload()
    await page.getByRole('region', { name: views[view] }).waitFor()
    expect(await small(), view).toEqual([])
  }
  expectQuiet(talk)
  await talk.close()
})

test('in a frame of 600 by 400 what is hidden is not in the page, and nothing scrolls sideways', async () => {
  const watched = await freshPage(stage, { viewport: { width: 600, height: 400 } })
  const { page } = watched
  await page.goto(`${stage.base}?lab=small-cluster&ui=embed&hide=build,inspector`)
  await fleetOf(page).waitFor({ state: 'attached' })
  const sideways = () =>
    page.evaluate(() => {
      const wide = [...document.querySelectorAll('*')].filter((element) => {
        const { overflowX } = getComputedStyle(element)
        const scrolls = overflowX === 'auto' || overflowX === 'scroll' || element === document.documentElement
        return scrolls && element.checkVisibility() && element.scrollWidth > element.clientWidth
      })
      return wide.map(
        (element) => `${element.tagName} ${element.className} ${element.scrollWidth}>${element.clientWidth}`,
      )
    })
  const panels = ['Build', 'Inspector', 'Build panel, folded away', 'Inspector, folded away']
  for (const name of panels) {
    expect(await page.getByRole('complementary', { name, includeHidden: true }).count(), name).toBe(0)
    expect(await page.getByRole('region', { name, includeHidden: true }).count(), name).toBe(0)
  }
  expect(await page.getByText('Add a failure').count()).toBe(0)
  expect(await sideways()).toEqual([])
  // There is a picture to look at, not only what is around it.
  const canvas = await page.locator('canvas').first().boundingBox()
  expect(canvas?.height).toBeGreaterThan(80)
  expect(canvas?.width).toBeGreaterThan(300)
  await page.getByRole('link', { name: 'Open in Strata' }).waitFor()

  const rest = ['header', 'timeline', 'lens', 'lab', 'share', 'series']
  await page.goto(`${stage.base}?lab=small-cluster&ui=embed&hide=build,inspector,${rest.join(',')}`)
  await fleetOf(page).waitFor({ state: 'attached' })
  for (const [role, name] of [
    ['banner', ''],
    ['slider', 'Time'],
    ['toolbar', 'View of the fleet'],
    ['link', 'Open in Strata'],
    ['button', 'Share this moment'],
    ['group', 'The fleet over time'],
  ] as const)
    expect(
      await page.getByRole(role, { ...(name === '' ? {} : { name }), includeHidden: true }).count(),
      `${role} ${name}`,
    ).toBe(0)
  expect(await sideways()).toEqual([])
  expectQuiet(watched)
  await watched.close()
})

test('with keys=0 the page around keeps its keys, also after a click inside', async () => {
  const watched = await freshPage(stage, { viewport: { width: 600, height: 400 } })
  const { page } = watched
  await page.goto(`${stage.base}?lab=small-cluster&ui=embed&keys=0&hide=build,inspector`)
  await fleetOf(page).waitFor({ state: 'attached' })
  await page.evaluate(() => {
    const taken: string[] = []
    Object.assign(window, { taken })
    window.addEventListener('keydown', (event) =>
      setTimeout(() => event.defaultPrevented && taken.push(event.key)),
    )
  })
  await page.locator('canvas').first().click()
  for (const key of ['ArrowRight', 'PageDown', 'PageUp', 'End', ' ', 't', 'h', '+', 'Escape', '0'])
    await page.keyboard.press(key)
  await page.getByRole('region', { name: 'Map of the fleet' }).waitFor()
  expect(await page.evaluate(() => (window as unknown as { taken: string[] }).taken)).toEqual([])
  expect(await secondsOf(page)).toBe(0)
  expectQuiet(watched)
  await watched.close()
})
