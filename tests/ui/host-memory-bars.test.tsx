// The bottleneck bars: parts that add up, words that add up as printed, and the worst first.
import { screen, within } from '@testing-library/react'
import { expect, test } from 'vitest'
import { locales } from '../../src/i18n/locale'
import { losses, type BottleneckBar, type BottleneckView, type Loss } from '../../src/sim'
import { BottleneckBars } from '../../src/ui/host/bars'
import { renderInLab, type FakeLabOptions } from '../support/fake-lab'

function barOf(name: string, received: number, lost: Partial<Record<Loss, number>>): BottleneckBar {
  const all = losses.map((loss) => lost[loss] ?? 0)
  const wanted = received + all.reduce((sum, one) => sum + one, 0)
  const group = name.replace(/-\d+$/, '')
  return {
    name,
    group,
    wanted,
    received,
    lost: all,
    used: received,
    hostThreads: 0,
    readyPermille: 61,
    meanMillis: 4.2,
    p99Millis: 31.4,
  }
}

const workloads = [
  barOf('web-1', 460, { steal: 25, exits: 10, walks: 5 }),
  barOf('web-2', 500, {}),
  barOf('db-1', 200, { swap: 1800 }),
  barOf('db-2', 0, {}),
  barOf('db-3', 997, { limit: 3 }),
]

function render(view: Partial<BottleneckView> = {}, more: Partial<FakeLabOptions> = {}) {
  return renderInLab(<BottleneckBars host="host-1" />, {
    ...more,
    answer: (question) =>
      question.type === 'look' && question.look.look === 'bottlenecks'
        ? {
            look: 'bottlenecks',
            host: question.look.host,
            capacity: 16_000,
            hostThreads: 1250,
            workloads,
            others: 0,
            ...view,
          }
        : undefined,
  })
}

const rows = async () => {
  await screen.findByRole('button', { name: 'web-1' })
  return screen.getAllByRole('listitem').filter((item) => item.querySelector('button') !== null)
}

test.each(locales)('in %s every cause that occurs is named once', async (locale) => {
  const { say } = render({}, { locale })
  await rows()
  for (const cause of ['received', 'steal', 'exits', 'walks', 'swap', 'limit'])
    expect(screen.getByText(say(`bars.cause.${cause}`))).toBeInTheDocument()
  expect(screen.queryByText(say('bars.cause.neighbours'))).toBeNull()
  expect(document.body.textContent).not.toContain('⟦')
})

test('the parts of every bar add up to what was wanted', async () => {
  render()
  for (const row of await rows()) {
    const bar = workloads.find(({ name }) => row.textContent?.startsWith(name))
    const parts = [...row.querySelectorAll('[data-amount]')].map((part) => ({
      amount: Number(part.getAttribute('data-amount')),
      width: Number.parseFloat(part.getAttribute('width') ?? ''),
    }))
    expect(parts.reduce((sum, { amount }) => sum + amount, 0)).toBe(bar?.wanted)
    const whole = parts.reduce((sum, { width }) => sum + width, 0)
    expect(whole).toBeCloseTo(bar?.wanted === 0 ? 0 : 100, 6)
  }
})

test('a bar in words names the causes by size, and the numbers add up as printed', async () => {
  const { say } = render()
  await rows()
  const sentence = screen.getByText(/^Wanted 0\.50 cores, received/)
  const [wanted = 0, received = 0, ...lost] =
    (sentence.textContent ?? '').match(/\d\.\d+/g)?.map(Number) ?? []
  expect(received + lost.reduce((sum, one) => sum + one, 0)).toBeCloseTo(wanted, 9)
  expect(sentence).toHaveTextContent(/steal .*exits .*page walks/)
  expect(screen.getByText(say('bars.wants-nothing'))).toBeInTheDocument()
  expect(screen.getByText(say('bars.whole', { wanted: '0.50' }))).toBeInTheDocument()
})

test('a small cause is not printed as nothing', async () => {
  render()
  await rows()
  expect(screen.getByText(/limit 0\.003/)).toHaveTextContent('Wanted 1.000 cores, received 0.997')
})

test('who misses the largest part comes first, and a click selects it', async () => {
  const { user, app } = render()
  const names = (await rows()).map((row) => within(row).getByRole('button').textContent)
  expect(names).toEqual(['db-1', 'web-1', 'db-3', 'web-2', 'db-2'])
  await user.click(screen.getByRole('button', { name: 'db-1' }))
  expect(app.store.getState().selection.selected).toEqual(['db-1'])
  expect(screen.getByRole('button', { name: 'db-1' })).toHaveAttribute('aria-pressed', 'true')
})

test('of many the first are shown, then all, and those that nobody told apart are counted', async () => {
  const many = Array.from({ length: 12 }, (_, at) => barOf(`web-${at + 1}`, 100 + at, { steal: 10 }))
  const { user, say } = render({ workloads: many, others: 30 })
  expect(await rows()).toHaveLength(8)
  await user.click(screen.getByRole('button', { name: say('bars.more', { n: 12 }) }))
  expect(await rows()).toHaveLength(12)
  expect(screen.getByText(say('bars.others', { n: 30 }))).toBeInTheDocument()
})

test('a host on which nothing runs says so', async () => {
  const { say } = render({ workloads: [] })
  await screen.findByText(say('bars.none'))
})
