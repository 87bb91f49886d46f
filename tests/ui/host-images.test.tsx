// The stage of images before answers of the test's own making: layers, sharing, deletions that add, details, words.
import { fireEvent, screen, within } from '@testing-library/react'
import axe from 'axe-core'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { locales } from '../../src/i18n/locale'
import type { ImagesView as Images } from '../../src/sim'
import { ImagesView } from '../../src/ui/host/ImagesView'
import { renderInLab, type FakeLabOptions } from '../support/fake-lab'
import { images } from '../support/life-answers'

beforeEach(() => {
  // jsdom lays nothing out.
  vi.spyOn(HTMLElement.prototype, 'clientWidth', 'get').mockReturnValue(1000)
  vi.spyOn(HTMLElement.prototype, 'clientHeight', 'get').mockReturnValue(600)
})
afterEach(() => {
  vi.restoreAllMocks()
})

function render(answered: Images = images, more: Partial<FakeLabOptions> = {}) {
  return renderInLab(<ImagesView />, {
    ...more,
    answer: (question) =>
      question.type === 'look' && question.look.look === 'images'
        ? { ...answered, host: question.look.host }
        : undefined,
  })
}

const layers = async (say: (key: string) => string) =>
  within(await screen.findByRole('group', { name: say('images-view.layers') }))

test.each(locales)('in %s everything has words', async (locale) => {
  const pending = images.images.map((image) => ({
    ...image,
    state: 'pulling' as const,
    layers: image.layers.map((layer) => ({ ...layer, ready: false })),
  }))
  const { say, user } = render({ ...images, images: [...images.images, ...pending] }, { locale })
  await screen.findByRole('region', { name: say('images-view.title') })
  const [first] = (await layers(say)).getAllByRole('button')
  if (first !== undefined) await user.click(first)
  expect(document.body.innerHTML).not.toContain('⟦')
})

test('a layer that two images share is one box, and says who shares it', async () => {
  const { say } = render()
  const boxes = (await layers(say)).getAllByRole('button')
  expect(boxes).toHaveLength(4)
  expect(boxes[0]).toHaveAccessibleName(
    `Layer 1 of shop, blog: FROM debian, 80 MiB; ${say('images-view.shared-by', { n: 2, containers: 100 })}`,
  )
})

test('a deletion adds a layer, is struck through, and says what it hides and frees', async () => {
  const { say, user } = render()
  const boxes = (await layers(say)).getAllByRole('button')
  const rm = boxes.find((box) => box.getAttribute('aria-label')?.includes('RUN rm'))
  expect(rm).toHaveAccessibleName(/hides 1 file and removes none/)
  await user.click(rm as HTMLElement)
  const details = within(screen.getByRole('region', { name: say('images-view.details') }))
  expect(details.getByText('/opt/big.tar').tagName).toBe('DEL')
  expect(details.getByText(say('images-view.hides', { bytes: '500 MiB' }))).toBeInTheDocument()
  expect(details.getByText('sha256:rm')).toBeInTheDocument()
  expect(document.querySelectorAll('path[marker-end]')).toHaveLength(1)
})

test('the totals say what is stored, what sharing saves and what is deleted yet stored', async () => {
  const { say } = render()
  const stored = await screen.findByText(say('images-view.total.unique'))
  expect(stored.parentElement).toHaveTextContent('620 MiB')
  expect(screen.getByText(say('images-view.total.saved')).parentElement).toHaveTextContent('80 MiB 11%')
  expect(screen.getByText(say('images-view.total.hidden')).parentElement).toHaveTextContent('500 MiB')
  expect(screen.getByText(/^2 images on host-1/)).toHaveTextContent(
    'frees none of it'.replace('frees', 'free'),
  )
})

test('arrows go up a stack, aside, and down again', async () => {
  const { say } = render()
  const boxes = (await layers(say)).getAllByRole('button')
  boxes[0]?.focus()
  fireEvent.keyDown(boxes[0] as HTMLElement, { key: 'ArrowUp' })
  expect(boxes[1]).toHaveFocus()
  fireEvent.keyDown(boxes[1] as HTMLElement, { key: 'ArrowRight' })
  expect(boxes[3]).toHaveFocus()
  fireEvent.keyDown(boxes[3] as HTMLElement, { key: 'ArrowDown' })
  expect(boxes[0]).toHaveFocus()
  expect(boxes.map((box) => box.tabIndex)).toEqual([0, -1, -1, -1])
})

test('a host without images says so', async () => {
  const { say } = render({ ...images, images: [] })
  expect(await screen.findByText(say('images-view.empty', { host: 'host-1' }))).toBeInTheDocument()
})

test('there is nothing that assistive technology would trip over', async () => {
  const { say, user } = render()
  const [first] = (await layers(say)).getAllByRole('button')
  await user.click(first as HTMLElement)
  await user.click(screen.getByText(say('images-view.table')))
  const { violations } = await axe.run(document.body, { rules: { 'color-contrast': { enabled: false } } })
  expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([])
})
