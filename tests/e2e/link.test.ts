import { zlibSync } from 'fflate'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { decodeLink } from '../../src/sim'
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

/** The digest of the shared moment, as the link itself carries it. */
function digestOf(link: string): string | undefined {
  const decoded = decodeLink(link.slice(link.indexOf('#')))
  return 'link' in decoded ? decoded.link.hash : undefined
}

test('a lesson moment opened from its link in a fresh context shows the same state and digest', async () => {
  const first = await freshPage(stage)
  await open(stage, first)
  await first.page.getByRole('slider', { name: 'App memory' }).focus()
  await first.page.keyboard.press('End')
  await first.page.getByRole('radio', { name: '3 times as many' }).waitFor()
  await answerGate(first.page, '10 times as many')
  await first.page.keyboard.press('End')
  await first.page.getByText('7 versus 7').first().waitFor()
  await first.page.getByRole('region', { name: sideA }).getByRole('button', { name: /Panic/ }).click()
  await first.page.getByText('1 of 7 stopped').first().waitFor()
  await first.page.getByRole('button', { name: 'Share this moment' }).click()
  const dialog = first.page.getByRole('dialog')
  await dialog.waitFor()
  const link = await dialog.getByRole('textbox').first().inputValue()
  expect(link).toContain('#s1.')
  expect(link.length).toBeLessThanOrEqual(2000)
  const shared = digestOf(link)
  expect(shared).toBeDefined()

  const second = await freshPage(stage)
  await second.page.goto(link)
  await second.page.getByText('7 versus 7').first().waitFor()
  expect(await countOf(second.page, sideA)).toBe(7)
  expect(await countOf(second.page, sideB)).toBe(7)
  await second.page.getByText('1 of 7 stopped').first().waitFor()
  await second.page.getByRole('button', { name: 'Share this moment' }).click()
  const reopened = second.page.getByRole('dialog')
  await reopened.waitFor()
  expect(digestOf(await reopened.getByRole('textbox').first().inputValue())).toBe(shared)
  // The payload stays behind the '#': no request carries it.
  const payload = link.slice(link.indexOf('#s1.') + 4, link.indexOf('#s1.') + 44)
  expect(
    [...first.requests, ...second.requests].filter((url) => url.replace(/#.*$/, '').includes(payload)),
  ).toEqual([])
  expectQuiet(first)
  expectQuiet(second)
  await first.close()
  await second.close()
})

const hostile: readonly (readonly [string, string])[] = [
  ['truncated', '#s1.q1YqU7IyVrIy1lEqU7IyBQ'],
  ['of another codec', '#s9.abcdef'],
  ['no link at all', '#s1.!!!!'],
  ['garbage of the right alphabet', `#s1.${'AbCd'.repeat(300)}`],
  [
    'zlib instead of raw deflate',
    `#s1.${Buffer.from(zlibSync(new TextEncoder().encode('{}'))).toString('base64url')}`,
  ],
  ['longer than an address may be', `#s1.${'A'.repeat(200000)}`],
]

test.each(hostile)(
  'a link that is %s gives a message with a way out, and lesson 1 goes on',
  async (_, hash) => {
    const watched = await freshPage(stage)
    await open(stage, watched, hash)
    const message = watched.page.getByRole('alert').first()
    await message.waitFor()
    expect((await message.innerText()).length).toBeGreaterThan(40)
    expect(await countOf(watched.page, sideA)).toBeGreaterThan(0)
    expectQuiet(watched)
    await watched.close()
  },
)
