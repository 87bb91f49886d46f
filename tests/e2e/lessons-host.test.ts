// Lessons 3, 4, 6 and 11 in a browser: by keyboard with what the accessibility tree says, on a phone, and in Chinese.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Locator, Page } from 'playwright-core'
import { seriousProblems } from './axe'
import { expectQuiet, freshPage, openStage, sideA, sideB, type Stage, type Watched } from './support'

let stage: Stage
beforeAll(async () => {
  stage = await openStage()
})
afterAll(() => stage.close())

interface Words {
  readonly number: number
  readonly lang: 'en' | 'zh-CN'
  readonly knob: string
  /** Keys, and the values to which they turn it from where it opens. */
  readonly turned: readonly (readonly ['ArrowLeft' | 'ArrowRight', string])[]
  /** Where the clock stops until an answer is in. */
  readonly gate: RegExp
  readonly choice: string
  readonly verdict: RegExp
  readonly cause: string
  readonly part: string
  readonly whatIf: RegExp
  readonly result: RegExp
  /** What only the outcome says. */
  readonly secret: RegExp
}

const english: readonly Words[] = [
  {
    number: 3,
    lang: 'en',
    knob: 'Memory overcommit',
    turned: [
      ['ArrowRight', '1.60'],
      ['ArrowRight', '1.70'],
    ],
    gate: /^00:15\.0/,
    choice: '1.50',
    verdict: /A falls at \d\.\d0, B at \d\.\d0/,
    cause: 'Balloons',
    part: 'ballooned',
    whatIf: /^No balloons/,
    result: /^No balloons: 1\.\d0 vs 1\.\d0$/,
    secret: /60.000|cliff|falls at|NVMe/,
  },
  {
    number: 4,
    lang: 'en',
    knob: 'Random reads',
    turned: [
      ['ArrowRight', '60%'],
      ['ArrowRight', '70%'],
    ],
    gate: /^00:15\.0/,
    choice: 'Half as much',
    verdict: /\d.\d{3} against \d.\d{3}/,
    cause: 'no exits',
    part: 'exits',
    whatIf: /^Only random reads/,
    result: /^Only random reads: \d.\d{3} vs \d.\d{3}$/,
    secret: /still faster|against \d|six times|pages of 2 MiB/,
  },
  {
    number: 6,
    lang: 'en',
    knob: 'Memory it writes, GB/s',
    turned: [
      ['ArrowRight', '0.40'],
      ['ArrowRight', '0.50'],
    ],
    gate: /^00:04\.0/,
    choice: '0.3 s',
    verdict: /A stands still for 6\.9 s, B for 0\.03 s/,
    cause: 'Rounds',
    part: 'rounds',
    whatIf: /^The hypervisor slows/,
    result: /auto-converge\): 0\.\d\d s vs 0\.0\d s$/,
    secret: /never ends|in vain|6\.9|auto-converge|round 1|host-a-2/,
  },
  {
    number: 11,
    lang: 'en',
    knob: 'The tools are deleted',
    turned: [
      ['ArrowLeft', 'by the same instruction'],
      ['ArrowRight', 'never'],
    ],
    gate: /^00:10\.0/,
    choice: '147 MB',
    verdict: /647 MB with one container, 647 MB with a hundred/,
    cause: 'whiteout',
    part: 'whiteout',
    whatIf: /^The hundred spread over two hosts/,
    result: /: 647 MB vs 1.295 MB$/,
    secret: /shrink|whiteout|hidden|two hosts/,
  },
]

const chineseKeys: readonly Words[] = [
  {
    number: 6,
    lang: 'zh-CN',
    knob: '写内存的速度，GB/s',
    turned: [['ArrowRight', '0.40']],
    gate: /^00:04\.0/,
    choice: '7 秒',
    verdict: /A 停顿 6\.9 秒，B 停顿 0\.03 秒/,
    cause: '剩余部分',
    part: 'pause',
    whatIf: /^换成 25 Gbit/,
    result: /链路：0\.\d\d 秒 对 0\.0\d 秒$/,
    secret: /白白|6\.9|auto-converge|第 1 轮|host-a-2/,
  },
  {
    number: 11,
    lang: 'zh-CN',
    knob: '工具由谁删除',
    turned: [['ArrowLeft', '同一条指令']],
    gate: /^00:10\.0/,
    choice: '647 MB',
    verdict: /一个容器 647 MB，一百个容器 647 MB/,
    cause: '共用',
    part: 'copies',
    whatIf: /^由带来工具/,
    result: /：147 MB 对 147 MB$/,
    secret: /whiteout|隐藏|两台宿主机/,
  },
]

/** A reader at the keyboard, who counts. */
function keyboard(page: Page) {
  let presses = 0
  const press = async (key: string): Promise<void> => {
    presses++
    await page.keyboard.press(key)
  }
  const isFocused = (target: Locator): Promise<boolean> =>
    target.evaluateAll((found) => found.length === 1 && found[0] === document.activeElement)
  return {
    press,
    /** Tab until the focus is there; every stop on the way must be seen. */
    async tabTo(target: Locator): Promise<void> {
      for (let tabs = 0; tabs < 40; tabs++) {
        if (await isFocused(target)) return
        await press('Tab')
        expect(await focusIsSeen(page)).toBe(true)
      }
      throw new Error(`the focus never came to ${String(target)}`)
    },
    presses: () => presses,
  }
}

/** The focused element is on the screen and has an outline or a shadow of its own. */
function focusIsSeen(page: Page): Promise<boolean> {
  return page.evaluate(() => {
    const { activeElement } = document
    if (activeElement === null || activeElement === document.body) return true
    const { width, height } = activeElement.getBoundingClientRect()
    const marked = [activeElement, activeElement.parentElement].some((element) => {
      if (element === null) return false
      const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(element)
      return (outlineStyle !== 'none' && outlineWidth !== '0px') || boxShadow !== 'none'
    })
    return width > 0 && height > 0 && marked
  })
}

async function openLesson(watched: Watched, number: number, lang = 'en'): Promise<void> {
  await watched.page.goto(`${stage.base}?lesson=${number}&lang=${lang}`)
  await watched.page.locator('main section [role=img]').first().waitFor()
}

const tree = (page: Page): Promise<string> => page.locator('body').ariaSnapshot()
const everything = (page: Page): Promise<string> =>
  page.evaluate(() => `${document.body.innerText} ${document.title} ${location.href}`)

describe.each([...english, ...chineseKeys])('lesson $number in $lang', (words) => {
  test('is done by keyboard in at most 60 presses, with what the accessibility tree says', async () => {
    const watched = await freshPage(stage)
    const { page } = watched
    await openLesson(watched, words.number, words.lang)
    const keys = keyboard(page)

    const knob = page.getByRole('slider', { name: words.knob })
    await keys.tabTo(knob)
    for (const [key, value] of words.turned) {
      await keys.press(key)
      await expect.poll(() => knob.getAttribute('aria-valuetext')).toBe(value)
    }
    expect(await tree(page)).toContain(words.knob)

    await keys.press('Tab')
    await keys.press('End')
    await page.getByRole('radio', { name: words.choice, exact: true }).waitFor()
    expect(await seriousProblems(page)).toEqual([])
    expect(await everything(page)).not.toMatch(words.secret)

    await keys.tabTo(page.getByRole('radio').first())
    await keys.press('Space')
    const chosen = page.getByRole('radio', { name: words.choice, exact: true })
    while (!(await chosen.isChecked())) await keys.press('ArrowDown')
    await keys.press('Enter')
    await page.getByRole('heading', { name: words.verdict }).waitFor()
    expect(await tree(page)).toMatch(words.verdict)

    await keys.tabTo(page.getByRole('button', { name: words.cause, exact: true }))
    await keys.press('Enter')
    await page.getByRole('button', { name: words.cause, pressed: true, exact: true }).waitFor()
    expect(await page.locator(`main section [data-part=${words.part}][data-selected=true]`).count()).toBe(2)

    await keys.tabTo(page.getByRole('button', { name: words.whatIf }))
    await keys.press('Enter')
    await page.getByRole('button', { name: words.result }).waitFor()
    expect(await seriousProblems(page)).toEqual([])
    expect(keys.presses()).toBeLessThanOrEqual(60)
    expectQuiet(watched)
    await watched.close()
  })
})

describe.each(english)('lesson $number', (words) => {
  test('its gate holds against play, End, the timeline and the address', async () => {
    const watched = await freshPage(stage)
    const { page } = watched
    await openLesson(watched, words.number)
    await page.locator('h1').click()
    await page.keyboard.press('End')
    await page.getByRole('radio', { name: words.choice, exact: true }).waitFor()
    for (const key of ['End', '.', 'n', ' ']) await page.keyboard.press(key)
    const time = page.getByRole('slider', { name: 'Time' })
    await time.focus()
    for (const key of ['End', 'ArrowRight', 'PageUp']) await page.keyboard.press(key)
    await page.getByRole('slider', { name: words.knob }).focus()
    await page.keyboard.press('End')
    expect(await everything(page)).not.toMatch(words.secret)
    expect(await time.getAttribute('aria-valuetext')).toMatch(words.gate)
    // Both sides still say the same.
    const loud = (side: RegExp) =>
      page.getByRole('region', { name: side }).locator('[data-count]').innerText()
    // Read one after the other while the knob's run is still arriving, they may be of two frames.
    await expect.poll(async () => (await loud(sideA)) === (await loud(sideB))).toBe(true)
    expectQuiet(watched)
    await watched.close()
  })
})

test('the curve of lesson 3 can be read as a table', async () => {
  const watched = await freshPage(stage)
  const { page } = watched
  await openLesson(watched, 3)
  await page.locator('h1').click()
  await page.keyboard.press('End')
  await page.getByRole('radio', { name: '2.20' }).check({ force: true })
  await page.getByRole('button', { name: /Lock my answer/ }).click()
  const figure = page.getByRole('figure')
  await figure.getByText('The curve as a table').click()
  expect(await figure.getByRole('row').count()).toBe(14)
  expect(await figure.locator('svg path').count()).toBe(2)
  expectQuiet(watched)
  await watched.close()
})

const chinese = [
  { number: 3, choice: '1.50', verdict: /A 在 \d\.\d0 坠落/, turn: /备份/, heading: /承诺的内存/ },
  { number: 4, choice: '只有一半', verdict: /\d.\d{3} 对 \d.\d{3}/, turn: /嵌套分页/, heading: /两张页表/ },
  { number: 6, choice: '一分钟', verdict: /A 停顿 6\.9 秒/, turn: /虚拟机先走/, heading: /停顿多久/ },
  { number: 11, choice: '300 MB', verdict: /一百个容器 647 MB/, turn: /一百个容器/, heading: /镜像会变小/ },
] as const

test.each(chinese)(
  'lesson $number on a phone in Chinese: one side at a time, and nothing too wide',
  async (words) => {
    const watched = await freshPage(stage, {
      viewport: { width: 390, height: 844 },
      hasTouch: true,
      isMobile: true,
      locale: 'zh-CN',
    })
    const { page } = watched
    await page.goto(`${stage.base}?lesson=${words.number}`)
    await page.getByRole('heading', { level: 1, name: words.heading }).waitFor()
    const width = () => page.evaluate(() => document.documentElement.scrollWidth)
    const other = page.getByRole('tab', { name: words.turn })
    await other.tap()
    expect(await other.getAttribute('aria-selected')).toBe('true')
    await page.getByRole('tabpanel').getByRole('img').first().waitFor()
    expect(await width()).toBeLessThanOrEqual(390)
    await page.keyboard.press('End')
    await page.getByRole('radio', { name: words.choice, exact: true }).check({ force: true })
    expect(await seriousProblems(page)).toEqual([])
    await page.locator('form button[type=submit]').click()
    await page.getByRole('heading', { name: words.verdict }).waitFor()
    expect(await width()).toBeLessThanOrEqual(390)
    expect(await seriousProblems(page)).toEqual([])
    expect(await everything(page)).not.toContain('⟦')
    expectQuiet(watched)
    await watched.close()
  },
)

test.each(['theme=dark', 'theme=projector', 'lang=zh-CN&theme=light'])(
  'axe finds nothing serious in these lessons with %s',
  async (setting) => {
    for (const number of [3, 4, 6, 11]) {
      const watched = await freshPage(stage)
      await watched.page.goto(`${stage.base}?lesson=${number}&${setting}`)
      await watched.page.locator('main section [role=img]').first().waitFor()
      expect(await seriousProblems(watched.page)).toEqual([])
      expectQuiet(watched)
      await watched.close()
    }
  },
)
