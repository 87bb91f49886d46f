// The textbook: each tab shows what its law gives, step by step, and what the law says about a wrong input.
import { fireEvent, screen, waitFor, within } from '@testing-library/react'
import { describe, expect, test } from 'vitest'
import { complaints, evaluateLaw, laws } from '../../../src/sim'
import { argumentsOf, text } from '../../../src/i18n/text'
import { inputsOf, rowsIn, rowsText, tabOf } from '../../../src/ui/textbook/inputs'
import { renderPage, type RenderedPage } from '../../support/render-page'

async function openAt(search: string, locale: 'en' | 'zh-CN' = 'en'): Promise<RenderedPage> {
  const page = renderPage({ search, locale })
  await screen.findByRole('heading', { level: 1, name: page.say('textbook.heading') })
  return page
}

const statuses = (): string =>
  screen
    .getAllByRole('status')
    .map((one) => one.textContent)
    .join(' ')
/** The field, by its label; typed at once, as pasting would. */
const put = (label: string, value: string) =>
  fireEvent.change(screen.getByLabelText(label), { target: { value } })

/** Cells of the table with this caption, row by row, without its headings. */
function cellsOf(caption: string): readonly (readonly string[])[] {
  const table = screen.getByRole('table', { name: caption })
  return within(table)
    .getAllByRole('row')
    .map((row) =>
      within(row)
        .queryAllByRole('cell')
        .map((cell) => cell.textContent),
    )
    .filter((cells) => cells.length > 0)
}

describe('the page', () => {
  test('is reached from the header, and its tabs by their names', async () => {
    const { user, say, address } = renderPage({ search: '?models' })
    await user.click(await screen.findByRole('link', { name: say('header.textbook') }))
    await screen.findByRole('heading', { level: 1, name: say('textbook.heading') })
    for (const tab of ['partitions', 'replacement', 'tables', 'jobs']) {
      await user.click(screen.getByRole('tab', { name: say(`textbook.tab.${tab}`) }))
      expect(screen.getByRole('tab', { selected: true }).textContent).toBe(say(`textbook.tab.${tab}`))
      expect(tabOf(address.search())).toBe(tab)
    }
  })

  test('the address going back brings the tab and its fields back', async () => {
    const { address, say } = await openAt('?textbook=replacement&frames=4')
    expect(screen.getByLabelText(say('textbook.field.frames'))).toHaveProperty('value', '4')
    address.visit('?textbook=replacement', '')
    await waitFor(() =>
      expect(screen.getByLabelText(say('textbook.field.frames'))).toHaveProperty('value', '3'),
    )
    address.visit('?textbook=partitions', '')
    await screen.findByLabelText(say('textbook.field.heapSize'))
  })

  test('every complaint of a law has its sentence in both languages', () => {
    for (const [name, sentence] of Object.entries(complaints)) {
      const holes = [...sentence.matchAll(/\{(\w+)\}/g)].map(([, hole = '']) => hole).sort()
      const args = Object.fromEntries(holes.map((hole) => [hole, 'x']))
      expect(text('en', `complaint.${name}`, args)).toBe(sentence.replace(/\{\w+\}/g, 'x'))
      expect(text('zh-CN', `complaint.${name}`, args)).toMatch(/[一-龥]/)
      expect(argumentsOf(sentence)).toEqual(holes)
    }
  })

  test('rows survive the way through the address', () => {
    expect(
      rowsIn(
        rowsText([
          ['1', '2:;'],
          ['3', ''],
        ]),
      ),
    ).toEqual([
      ['1', '2'],
      ['3', ''],
    ])
    expect(inputsOf('?a=7&other=1', { a: '1', b: '2' })).toEqual({ a: '7', b: '2' })
  })
})

describe('schedules', () => {
  test('show what the law gives for each job', async () => {
    const { say } = await openAt('?textbook=jobs&schedule=RR&quantum=2&jobs=5:1:0:0;3:1:0:0')
    expect(cellsOf(say('textbook.results'))).toEqual([
      ['0', '0', '8', '3'],
      ['1', '2', '7', '4'],
      ['1', '7.5', '3.5'],
    ])
  })

  test('are stepped through with the keyboard, each step in a sentence', async () => {
    const { user, say } = await openAt('?textbook=jobs&schedule=FIFO&jobs=5:1:0:0;3:1:0:0')
    const said = (start: number, end: number, job: number, waiting: string) =>
      say('textbook.say.runs', { start, end, job, waiting })
    expect(statuses()).toBe(said(0, 5, 0, '1'))
    screen.getByRole('slider', { name: say('textbook.step') }).focus()
    await user.keyboard('{ArrowRight}')
    expect(statuses()).toBe(said(5, 8, 1, '–'))
    await user.keyboard('{ArrowRight}{Home}')
    expect(statuses()).toBe(said(0, 5, 0, '1'))
    await user.click(screen.getByRole('button', { name: say('textbook.next') }))
    expect(statuses()).toBe(said(5, 8, 1, '–'))
  })

  test('a job is added, changed and taken away, and the address follows', async () => {
    const { user, say, address } = await openAt('?textbook=jobs&schedule=SJF&jobs=5:1:0:0;3:1:0:0')
    await user.click(screen.getByRole('button', { name: say('textbook.add') }))
    put(say('textbook.cell', { column: say('textbook.column.runtime'), row: 2 }), '1')
    expect(new URLSearchParams(address.search()).get('jobs')).toBe('5:1:0:0;3:1:0:0;1:1:0:0')
    expect(cellsOf(say('textbook.results'))[2]).toEqual(['2', '0', '1', '0'])
    await user.click(screen.getByRole('button', { name: say('textbook.remove', { row: 0 }) }))
    expect(cellsOf(say('textbook.results'))[0]).toEqual(['0', '1', '4', '1'])
  })

  test.each(['en', 'zh-CN'] as const)('what does not fit is said at its field (%s)', async (locale) => {
    const { say } = await openAt('?textbook=jobs&schedule=RR&quantum=0', locale)
    const field = screen.getByLabelText(say('textbook.field.quantum'))
    expect(field.getAttribute('aria-invalid')).toBe('true')
    const words = say('complaint.above', { low: '0', high: '1000000' })
    expect(field.parentElement?.textContent).toContain(words)
    expect(screen.getByRole('alert').textContent).toContain(words)
    expect(screen.queryByRole('slider')).toBeNull()
  })

  test('a lottery, strides and feedback have steps of their own', async () => {
    const { say } = await openAt('?textbook=jobs')
    const choose = (schedule: string) => put(say('textbook.field.schedule'), schedule)
    choose('LOTTERY')
    // 7 of 10 tickets: 5 and 3 are the first two, so it is the second job.
    expect(statuses()).toBe(say('textbook.say.wins', { start: 0, end: 2, job: 1, drawn: 7, tickets: 10 }))
    choose('STRIDE')
    expect(statuses()).toBe(say('textbook.say.lowest', { start: 0, job: 0, passes: '0, 0, 0' }))
    choose('MLFQ')
    expect(statuses()).toContain(say('textbook.say.tick', { start: 0, job: 0, priority: 2 }))
    expect(statuses()).toContain(say('textbook.event.arrives', { job: 1 }))
    fireEvent.change(screen.getByRole('slider'), { target: { value: '1' } })
    expect(statuses()).toContain(say('textbook.event.moves-down', { job: 0 }))
  })
})

describe('partitions', () => {
  const at =
    '?textbook=partitions&heapSize=64&baseAddress=500&headerSize=2&alignment=8&fit=BEST&ops=%2B9+%2B16+-0+%2B40'

  test('show every step with blocks, holes and what is lost', async () => {
    const { say, user } = await openAt(at)
    expect(statuses()).toBe(
      say('textbook.say.alloc', { ptr: 0, size: 9, need: 18, address: 500, searched: 1 }),
    )
    expect(cellsOf(say('textbook.list-order'))).toEqual([
      [say('textbook.block', { ptr: 0 }), '500', '18', '9'],
      [say('textbook.hole'), '518', '46', '–'],
    ])
    await user.click(screen.getByRole('button', { name: say('textbook.next') }))
    await user.click(screen.getByRole('button', { name: say('textbook.next') }))
    expect(statuses()).toBe(say('textbook.say.free', { ptr: 0, need: 18, address: 500 }))
    const numbers = screen.getByText(say('textbook.external')).parentElement
    // 28 of 46 are in the largest hole.
    expect(numbers?.textContent).toContain('39%')
    fireEvent.change(screen.getByRole('slider'), { target: { value: '3' } })
    expect(statuses()).toBe(say('textbook.say.no-fit', { ptr: 2, size: 40, need: 42, searched: 2 }))
  })

  test('compaction says what it moves and what is left', async () => {
    const { say, user } = await openAt(at)
    fireEvent.change(screen.getByRole('slider'), { target: { value: '2' } })
    await user.click(screen.getByRole('button', { name: say('textbook.compact') }))
    expect(statuses()).toContain(say('textbook.compacted', { blocks: 1, bytes: 18, hole: 46 }))
    fireEvent.change(screen.getByRole('slider'), { target: { value: '0' } })
    expect(screen.queryByRole('img', { name: say('textbook.memory-compacted') })).toBeNull()
  })

  test('fixed ones waste what is left inside', async () => {
    const { say } = await openAt('?textbook=partitions&partitioning=fixed')
    expect(statuses()).toBe(say('textbook.say.fixed', { ptr: 0, size: 200, partition: 0, wasted: 56 }))
    fireEvent.change(screen.getByRole('slider'), { target: { value: '2' } })
    expect(screen.getByText(say('textbook.internal')).parentElement?.textContent).toContain('692')
    expect(screen.getByText(say('textbook.internal-share')).parentElement?.textContent).toContain('39%')
    fireEvent.change(screen.getByRole('slider'), { target: { value: '3' } })
    expect(statuses()).toBe(say('textbook.say.waits', { ptr: 3, size: 100 }))
  })

  test.each(['en', 'zh-CN'] as const)(
    'freeing what is not there is said at the operations (%s)',
    async (locale) => {
      const { say } = await openAt('?textbook=partitions&ops=%2B4+-3', locale)
      const field = screen.getByLabelText(say('textbook.field.ops'))
      expect(field.parentElement?.textContent).toContain(say('complaint.not-allocated', { number: '3' }))
    },
  )
})

describe('replacement', () => {
  test('counts as the law counts, and finds Belady’s anomaly', async () => {
    const { say } = await openAt('?textbook=replacement')
    const law = laws.get('memory.page-replacement')
    const input = { policy: 'FIFO', frames: 3, references: [1, 2, 3, 4, 1, 2, 5, 1, 2, 3, 4, 5] }
    const found = law === undefined ? {} : (evaluateLaw(law, input) as { hits?: number; misses?: number })
    expect(screen.getByText(say('textbook.hits')).nextElementSibling?.textContent).toBe(String(found.hits))
    expect(cellsOf(say('textbook.curve-table'))[1]?.slice(0, 5)).toEqual(['12', '12', '9', '10', '5'])
    const words = (key: string, args = {}) => document.body.textContent.includes(say(key, args))
    expect(words('textbook.belady', { frames: '4' })).toBe(true)
    put(say('textbook.field.replace'), 'LRU')
    expect(words('textbook.no-belady')).toBe(true)
  })

  test('shows frames, hits and victims up to the present step', async () => {
    const { say } = await openAt('?textbook=replacement&replace=CLOCK&references=4+1+6+1+8')
    expect(statuses()).toContain(say('textbook.say.load', { page: 4, frame: 0 }))
    fireEvent.change(screen.getByRole('slider'), { target: { value: '4' } })
    expect(statuses()).toBe(
      `${say('textbook.say.evict', { page: 8, frame: 0, victim: 4 })} ${say('textbook.say.hand', { frame: 1 })}`,
    )
    expect(cellsOf(say('textbook.grid'))).toEqual(
      [
        ['4 •', '4 •', '4 •', '4 •', '8 •', ''],
        ['', '1 •', '1 •', '1 •', '1', ''],
        ['', '', '6 •', '6 •', '6', ''],
        ['✕', '✕', '✕', '✓', '✕', ''],
        ['', '', '', '', '4', ''],
      ].map((row) => row.slice(0, 5)),
    )
  })

  test.each(['en', 'zh-CN'] as const)(
    'a page that is no number is said at the references (%s)',
    async (locale) => {
      const { say } = await openAt('?textbook=replacement&references=1+x', locale)
      const field = screen.getByLabelText(say('textbook.field.references'))
      expect(field.getAttribute('aria-invalid')).toBe('true')
      expect(screen.getByRole('alert').textContent).toContain('references[1]')
    },
  )
})

describe('page tables', () => {
  test('one table: bits, entry and address, or a fault', async () => {
    const { say } = await openAt('?textbook=tables&linearAddress=2500')
    expect(statuses()).toBe(
      say('textbook.say.found', { address: 2500, page: 2, offset: 452, pfn: 2, physical: 2500 }),
    )
    put(say('textbook.field.linearAddress'), '1500')
    expect(statuses()).toBe(say('textbook.say.page-fault', { address: 1500, page: 1 }))
    put(say('textbook.field.linearAddress'), '9000')
    expect(statuses()).toBe(say('textbook.say.beyond', { address: 9000, page: 8, count: 6 }))
  })

  test('two levels: both entries are shown, and the byte', async () => {
    // 11 = 000 001 011: directory entry 0 = 81 → page 1; its entry 1 = 84 → page 4; byte 3 there is 23.
    const { say } = await openAt('?textbook=tables&tableKind=twolevel')
    expect(statuses()).toBe(say('textbook.say.walked', { address: 11, physical: 35, value: 0x23 }))
    expect(cellsOf(say('textbook.reads'))).toEqual([
      ['0', '0', '81', '✓', '1'],
      ['1', '1', '84', '✓', '4'],
    ])
    put(say('textbook.field.virtualAddress'), '200')
    expect(statuses()).toBe(say('textbook.say.fault-pde', { address: 200, directory: 3, table: 1 }))
    put(say('textbook.field.virtualAddress'), '16')
    expect(statuses()).toBe(say('textbook.say.fault-pte', { address: 16, directory: 0, table: 2 }))
  })

  test.each(['en', 'zh-CN'] as const)(
    'an address beyond its bits is said at its field (%s)',
    async (locale) => {
      const { say } = await openAt('?textbook=tables&tableKind=twolevel&virtualAddress=512', locale)
      const field = screen.getByLabelText(say('textbook.field.virtualAddress'))
      expect(field.parentElement?.textContent).toContain(say('complaint.whole', { low: '0', high: '511' }))
    },
  )
})
