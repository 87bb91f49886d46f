// The CPU stage: lanes whose cursor speaks, exits and what they cost, the walk step by step, and which host it is.
import { fireEvent, screen, waitFor, within } from '@testing-library/react'
import axe from 'axe-core'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { locales } from '../../src/i18n/locale'
import type { ExitsOfGroup, InspectorField, ScheduleInput } from '../../src/sim'
import { CpuView } from '../../src/ui/host/CpuView'
import { renderInLab, type FakeLab, type FakeLabOptions } from '../support/fake-lab'

beforeEach(() => {
  // jsdom lays nothing out.
  vi.spyOn(HTMLElement.prototype, 'clientWidth', 'get').mockReturnValue(900)
})
afterEach(() => {
  vi.restoreAllMocks()
})

const entity = (name: string): ScheduleInput['entities'][number] => ({
  name,
  vcpus: 1,
  weight: 1024,
  limitMillicores: 0,
  periodMicros: 100_000,
  demandMillicores: 1000,
  cpus: null,
})

/** Two that want one CPU each, on a host with one. */
const input: ScheduleInput = {
  scheduler: 'eevdf',
  pcpus: 1,
  entities: [entity('web-1'), entity('db-1')],
  windowMicros: 50_000,
  seed: 7,
}

const vm: ExitsOfGroup = {
  group: 'db',
  technique: 'hvm-nested',
  mix: 'random-read',
  workloads: 2,
  perSecond: [0, 250, 0, 0, 0, 4000, 1000, 0],
  millicores: [0, 0.1, 0, 0, 0, 24, 1, 0],
  codeMillicores: 0,
  walkMillicores: 386,
  walkReferences: 24,
  guestPage: '4K',
  hostPage: '4K',
  overheadPpm: 1_411_000,
}
const container: ExitsOfGroup = {
  ...vm,
  group: 'web',
  technique: 'container',
  mix: '',
  perSecond: [0, 0, 0, 0, 0, 0, 0, 0],
  millicores: [2, 0, 0, 0, 0, 0, 0, 0],
  walkMillicores: 0,
  walkReferences: 4,
  overheadPpm: 1_002_000,
}

function field(column: string, value: number | string): InspectorField {
  return { table: 'groupTechnique', column, value, unit: '', refersTo: null }
}

/** The worked example of the overhead law: 100 000 system calls, 50 000 page-table writes, 10 000 faults. */
const forking = [
  field('mix', 3),
  field('guestPage', '4K'),
  field('hostPage', '4K'),
  field('access', 'random'),
  field('kernelPermille', 300),
  field('syscalls', 100_000),
  field('pageTable', 50_000),
  field('pageFaults', 10_000),
  field('walkPermille', 30),
  field('workingSetMiB', 1024),
]

function renderCpu(options: FakeLabOptions = {}): FakeLab {
  return renderInLab(<CpuView />, {
    answer(question) {
      if (question.type === 'inspect') return question.table === 'workloadGroups' ? forking : []
      if (question.type !== 'look') return undefined
      const { look } = question
      if (look.look === 'schedule')
        return {
          look: 'schedule',
          host: look.host,
          input: { ...input, scheduler: look.scheduler },
          others: 3,
        }
      if (look.look === 'exits') return { look: 'exits', host: look.host, groups: [vm, container] }
      if (look.look === 'bottlenecks')
        return {
          look: 'bottlenecks',
          host: look.host,
          capacity: 1000,
          hostThreads: 0,
          workloads: [],
          others: 0,
        }
      return undefined
    },
    ...options,
  })
}

const cursorOf = ({ say }: FakeLab) => screen.findByRole('slider', { name: say('cpu-view.cursor') })

test.each(locales)('in %s every part speaks, and breaks no rule of accessibility', async (locale) => {
  const lab = renderCpu({ locale })
  const { say, user } = lab
  await cursorOf(lab)
  for (const part of ['schedule', 'exits', 'walk']) {
    await user.click(screen.getByRole('tab', { name: say(`cpu-view.part.${part}`) }))
    expect(document.body.textContent).not.toContain('⟦')
  }
  const { violations } = await axe.run(document.body, { rules: { region: { enabled: false } } })
  expect(violations.map(({ id }) => id)).toEqual([])
})

test('the cursor goes from change to change and says what the lane does', async () => {
  const lab = renderCpu()
  const cursor = await cursorOf(lab)
  expect(cursor.getAttribute('aria-valuetext')).toMatch(/^At 0 ms web-1 /)
  cursor.focus()
  await lab.user.keyboard('{ArrowRight}')
  const first = Number(cursor.getAttribute('aria-valuenow'))
  expect(first).toBeGreaterThan(0)
  await lab.user.keyboard('{ArrowDown}')
  expect(cursor.getAttribute('aria-valuetext')).toContain('db-1')
  await lab.user.keyboard('{End}')
  expect(cursor).toHaveAttribute('aria-valuenow', '50000')
  await lab.user.keyboard('{Home}')
  expect(cursor).toHaveAttribute('aria-valuenow', '0')
})

test('plus and minus zoom around the cursor', async () => {
  const lab = renderCpu()
  const cursor = await cursorOf(lab)
  expect(screen.getByText(lab.say('cpu-view.range', { range: '0 – 50' }))).toBeVisible()
  cursor.focus()
  await lab.user.keyboard('+')
  expect(screen.getByText(lab.say('cpu-view.range', { range: '0 – 25' }))).toBeVisible()
  await lab.user.keyboard('-')
  expect(screen.getByText(lab.say('cpu-view.range', { range: '0 – 50' }))).toBeVisible()
})

test('CPUs as lanes name who is on them', async () => {
  const lab = renderCpu()
  const cursor = await cursorOf(lab)
  await lab.user.click(screen.getByRole('button', { name: lab.say('cpu-view.lanes.pcpu') }))
  expect(cursor.getAttribute('aria-valuetext')).toMatch(/CPU 0 runs (web|db)-1/)
})

test('the shares are held against the fluid ones, and the table of times adds up to the window', async () => {
  const lab = renderCpu()
  await cursorOf(lab)
  const [shares, times] = screen.getAllByRole('table', { hidden: true })
  if (shares === undefined || times === undefined) throw new Error('no tables')
  const [, web] = within(shares).getAllByRole('row')
  expect(web).toHaveTextContent('web-1')
  expect(web).toHaveTextContent('0.500')
  for (const row of within(times).getAllByRole('row', { hidden: true }).slice(1)) {
    const cells = within(row).getAllByRole('cell', { hidden: true })
    const sum = cells.reduce((all, cell) => all + Number(cell.textContent), 0)
    expect(sum).toBeCloseTo(50, 6)
  }
  expect(screen.getByText(lab.say('cpu-view.others', { n: 3 }))).toBeVisible()
})

test('another scheduler, window or lock is run at once', async () => {
  const lab = renderCpu()
  const cursor = await cursorOf(lab)
  await lab.user.click(screen.getByRole('button', { name: lab.say('cpu-view.ms', { ms: '200' }) }))
  expect(cursor).toHaveAttribute('aria-valuemax', '200000')
  await lab.user.selectOptions(screen.getByLabelText(lab.say('cpu-view.scheduler')), 'credit')
  expect(screen.getByRole('tabpanel')).toHaveTextContent(lab.say('cpu-view.scheduler.credit.hint'))
  await screen.findByText(/^Credits of web-1/)
  await lab.user.selectOptions(screen.getByLabelText(lab.say('cpu-view.locks')), 'ple')
  expect(screen.getByLabelText(lab.say('cpu-view.hold'))).toHaveValue('50')
})

test('exits are told by cause with what they cost, and a container says why it has none', async () => {
  const { say, user, app } = renderCpu()
  await user.click(screen.getByRole('tab', { name: say('cpu-view.part.exits') }))
  const io = await screen.findAllByRole('row', { name: new RegExp(`^${say('cpu-view.cause.io')}`) })
  expect(io[0]).toHaveTextContent(/4\s000/)
  expect(io[0]).toHaveTextContent('0.024')
  expect(screen.getByRole('tabpanel')).toHaveTextContent(say('cpu-view.why.container'))
  await user.click(screen.getByRole('button', { name: 'web' }))
  expect(app.store.getState().selection.selected).toEqual(['web'])
})

test('the same mix is compared by the law of overhead under every technique', async () => {
  const { say, user } = renderCpu()
  await user.click(screen.getByRole('tab', { name: say('cpu-view.part.exits') }))
  const row = async (technique: string) =>
    screen.findByRole('row', { name: new RegExp(`^${say(`cpu-view.technique.${technique}`)}`) })
  expect(await row('binary-translation')).toHaveTextContent('1.130')
  expect(await row('hvm-shadow')).toHaveTextContent('1.163')
  expect(await row('hvm-nested')).toHaveTextContent('1.058')
  expect(await row('hvm-nested')).toHaveAttribute('aria-current', 'true')
})

test('the walk of the group is shown step by step, by buttons and by keys', async () => {
  const { say, user } = renderCpu({ selected: 'db' })
  await user.click(screen.getByRole('tab', { name: say('cpu-view.part.walk') }))
  expect(await screen.findByText(say('cpu-view.walk.sum', { g: 4, h: 4 }))).toBeVisible()
  await user.click(screen.getByRole('button', { name: say('cpu-view.walk.next') }))
  expect(screen.getByText(say('cpu-view.walk.of', { step: 2, total: 24 }))).toBeVisible()
  const grid = screen.getByRole('toolbar')
  expect(within(grid).getAllByRole('button')).toHaveLength(24)
  const second = within(grid).getByRole('button', { current: 'step' })
  second.focus()
  await user.keyboard('{End}')
  expect(screen.getByText(say('cpu-view.walk.of', { step: 24, total: 24 }))).toBeVisible()
  expect(document.activeElement).toHaveAttribute('data-step', '24')
  expect(screen.getByRole('status')).toHaveTextContent(
    say('cpu-view.walk.step.final-host-table-entry.leaf', { level: 1, high: 20, low: 12 }),
  )
})

test('larger pages shorten the walk, and unequal ones splinter', async () => {
  const { say, user } = renderCpu({ selected: 'db' })
  await user.click(screen.getByRole('tab', { name: say('cpu-view.part.walk') }))
  await user.selectOptions(await screen.findByLabelText(say('cpu-view.walk.guest-page')), '2M')
  expect(screen.getByText(say('cpu-view.walk.sum', { g: 3, h: 4 }))).toBeVisible()
  expect(screen.getByText(/splintered/)).toHaveTextContent(say('cpu-view.tlb.splintered', { page: '4K' }))
  await user.selectOptions(screen.getByLabelText(say('cpu-view.walk.translation')), 'native')
  expect(screen.getByText(say('cpu-view.walk.sum-one', { n: 3 }))).toBeVisible()
  expect(screen.queryByLabelText(say('cpu-view.walk.host-page'))).toBeNull()
})

test('the working set is the group’s own, and another one can be typed', async () => {
  const { say, user } = renderCpu({ selected: 'db' })
  await user.click(screen.getByRole('tab', { name: say('cpu-view.part.walk') }))
  expect(await screen.findByText('99.41 %')).toBeVisible()
  const set = screen.getByLabelText(say('cpu-view.tlb.working-set'))
  fireEvent.change(set, { target: { value: '4' } })
  expect(screen.getByText(say('cpu-view.tlb.fits', { reach: '6 MiB', set: '4 MiB' }))).toBeVisible()
})

test('the host is the selected one, that of the selected workload, and stays when a group is selected', async () => {
  const { app, user, say } = renderCpu({ selected: 'host-2' })
  const picker = screen.getByRole('combobox', { name: say('cpu-view.host') })
  expect(picker).toHaveValue('host-2')
  app.lab.select('web-1')
  await waitFor(() => expect(picker).toHaveValue('host-1'))
  await user.click(screen.getByRole('button', { name: say('cpu-view.host-after') }))
  expect(app.store.getState().selection.selected).toEqual(['host-2'])
  app.lab.select('db')
  await waitFor(() => expect(app.store.getState().selection.selected).toEqual(['db']))
  expect(picker).toHaveValue('host-2')
})

test('an empty host says that nothing runs on it', async () => {
  const { say } = renderCpu({
    answer: (question) =>
      question.type === 'look' && question.look.look === 'schedule'
        ? {
            look: 'schedule',
            host: question.look.host,
            input: { ...input, pcpus: 4, entities: [] },
            others: 0,
          }
        : undefined,
  })
  expect(await screen.findByText(say('cpu-view.nothing-runs', { host: 'host-1' }))).toBeVisible()
})
