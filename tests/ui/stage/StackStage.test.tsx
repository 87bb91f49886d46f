// The stage for eyes, fingers, keyboard and screen reader.
import { act, fireEvent, render, screen, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import axe from 'axe-core'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { LocaleContext } from '../../../src/ui/hooks/useText'
import type { EquationUse } from '../../../src/sim'
import { StackStage, type StagePanic, type StageSide } from '../../../src/ui/stage'
import { host, hostOfContainers, hostOfVms } from '../../viz/stack/host'

const fit: EquationUse = {
  id: 'memory.fit',
  terms: [
    { symbol: 'usable', value: 61_440, unit: 'MiB' },
    { symbol: 'shared', value: 16, unit: 'MiB' },
    { symbol: 'copy', value: 1_012, unit: 'MiB', source: 'derived' },
  ],
  value: 60,
  unit: 'units',
}

function panicOf(change: Partial<StagePanic> = {}): StagePanic {
  return {
    label: 'Panic the kernel',
    total: 60,
    preview: null,
    done: null,
    onPanic: () => {},
    onPreview: () => {},
    ...change,
  }
}

function sidesAt(knob: number, change: Partial<StageSide> = {}): readonly StageSide[] {
  const vms = hostOfVms(knob)
  const containers = hostOfContainers(knob, { uses: { copies: fit } })
  const count = (value: number, use: EquationUse | null) => ({
    value,
    caption: 'copies fit',
    detail: 'at 1 GiB each',
    use,
  })
  return [
    {
      id: 'A',
      title: 'Virtual machines',
      subtitle: 'a kernel each',
      stack: vms,
      count: count(vms.units.count, null),
      panic: null,
    },
    {
      id: 'B',
      title: 'Containers',
      subtitle: 'one kernel',
      stack: containers,
      count: count(containers.units.count, fit),
      panic: null,
      ...change,
    },
  ]
}

interface Asked {
  readonly sides?: readonly StageSide[]
  readonly selected?: string | null
  readonly onSelect?: (id: string | null) => void
  readonly reasons?: { id: string; number: number; select: string }[]
  readonly locale?: 'en' | 'zh-CN'
}

function show({
  sides = sidesAt(1024),
  selected = null,
  onSelect = () => {},
  reasons = [],
  locale = 'en',
}: Asked = {}) {
  return render(
    <LocaleContext.Provider value={locale}>
      <StackStage {...{ sides, selected, onSelect, reasons }} />
    </LocaleContext.Provider>,
  )
}

let width = 1032
beforeEach(() => {
  width = 1032
  vi.spyOn(HTMLElement.prototype, 'clientWidth', 'get').mockImplementation(() => width)
  vi.spyOn(HTMLElement.prototype, 'clientHeight', 'get').mockImplementation(() => 330)
})
afterEach(() => vi.restoreAllMocks())

describe('side by side', () => {
  test('each side has its title, its count and its picture', () => {
    show()
    const side = screen.getByRole('region', { name: 'Side B: Containers' })
    expect(within(side).getByRole('heading', { name: 'Containers' })).toBeVisible()
    expect(within(side).getByText('60')).toBeVisible()
    expect(within(side).getByText('shared libraries')).toBeInTheDocument()
    expect(side.querySelectorAll('svg path').length).toBeGreaterThan(5)
  })

  test('a thousand copies are a few dozen elements', () => {
    const { container } = show({ sides: sidesAt(64) })
    expect(container.querySelectorAll('svg *').length).toBeLessThan(120)
  })

  test.each([
    ['no units', host()],
    ['a host that is off', host({ power: 'off', hostKernelState: 'off' })],
    [
      'a panicked kernel',
      hostOfContainers(8192, { hostKernelState: 'panicked', crashed: [0, 1, 2, 3, 4, 5, 6] }),
    ],
  ])('it also draws %s', (_, stack) => {
    show({ sides: sidesAt(1024, { stack }) })
    expect(screen.getByRole('region', { name: 'Side B: Containers' })).toBeVisible()
  })

  test('Chinese says the same', () => {
    show({ locale: 'zh-CN' })
    expect(screen.getAllByText('宿主机内核')).toHaveLength(2)
    expect(screen.getByText('客户机内核 + 系统')).toBeInTheDocument()
  })
})

describe('on a narrow screen', () => {
  beforeEach(() => {
    width = 358
  })

  test('one side is shown, both counts stay in sight, and the tabs change sides', async () => {
    show()
    expect(screen.queryByRole('region', { name: 'Side B: Containers' })).toBeNull()
    expect(screen.getByRole('tab', { name: /Containers\s*60/ })).toHaveAttribute('aria-selected', 'false')
    await userEvent.click(screen.getByRole('tab', { name: /Containers/ }))
    expect(screen.getByRole('region', { name: 'Side B: Containers' })).toBeVisible()
    await userEvent.keyboard('{ArrowLeft}')
    expect(screen.getByRole('tab', { name: /Virtual machines/ })).toHaveFocus()
    expect(screen.getByRole('region', { name: 'Side A: Virtual machines' })).toBeVisible()
  })

  test('a swipe of a finger changes sides, a scroll does not', () => {
    const { container } = show()
    const stage = container.firstElementChild as HTMLElement
    const drag = (across: number, along: number) => {
      fireEvent.pointerDown(stage, { clientX: 200, clientY: 200, pointerType: 'touch' })
      fireEvent.pointerUp(stage, { clientX: 200 + across, clientY: 200 + along, pointerType: 'touch' })
    }
    drag(-30, 200)
    expect(screen.queryByRole('region', { name: 'Side B: Containers' })).toBeNull()
    drag(-120, 10)
    expect(screen.getByRole('region', { name: 'Side B: Containers' })).toBeVisible()
  })
})

describe('numbers', () => {
  test('focus shows the equation with its values put in, Escape hides it', async () => {
    show()
    act(() => screen.getByRole('button', { name: '60' }).focus())
    const card = await screen.findByRole('tooltip')
    expect(card).toHaveTextContent('⌊(61 440 − 16) ÷ 1 012⌋= 60')
    expect(
      within(card).getByRole('row', { name: /one copy 1\s012 MiB source: calculated/ }),
    ).toBeInTheDocument()
    await userEvent.keyboard('{Escape}')
    expect(screen.queryByRole('tooltip')).toBeNull()
  })

  test('a number without an equation is plain text', () => {
    show()
    expect(screen.queryByRole('button', { name: '44' })).toBeNull()
    expect(screen.getByText('44')).toBeVisible()
  })
})

describe('the kill switch', () => {
  test('pointing previews, leaving ends it, pressing pulls', async () => {
    const calls: string[] = []
    const panic = panicOf({
      onPanic: () => calls.push('panic'),
      onPreview: (on) => calls.push(on ? 'on' : 'off'),
    })
    show({ sides: sidesAt(1024, { panic }) })
    const button = screen.getByRole('button', { name: 'Panic the kernel' })
    const user = userEvent.setup()
    await user.hover(button)
    expect(calls).toEqual(['on'])
    await user.click(button)
    expect(calls.filter((call) => call === 'panic')).toHaveLength(1)
    await user.unhover(button)
    expect(calls[calls.length - 1]).toBe('off')
  })

  test('the caption says who would stop and who has', () => {
    const { rerender } = show({ sides: sidesAt(1024, { panic: panicOf({ preview: 60 }) }) })
    expect(screen.getByText('would stop 60 of 60')).toBeInTheDocument()
    rerender(
      <StackStage
        sides={sidesAt(1024, { panic: panicOf({ done: 60 }) })}
        selected={null}
        onSelect={() => {}}
      />,
    )
    expect(screen.getByText('60 of 60 stopped')).toBeInTheDocument()
  })
})

describe('what has stopped', () => {
  test('by the run itself is said before what the switch would stop', () => {
    show({ sides: sidesAt(1024, { panic: panicOf({ preview: 50, lost: 10 }) }) })
    const status = screen.getByRole('status')
    expect(status.textContent).toBe('10 of 60 stoppedwould stop 50 of 60')
  })

  test('is said once, in all, when the switch has been used', () => {
    show({ sides: sidesAt(1024, { panic: panicOf({ done: 60, lost: 60 }) }) })
    expect(screen.getByRole('status').textContent).toBe('60 of 60 stopped')
  })

  test('stands on the tab of a side that is not shown', () => {
    width = 358
    show({ sides: sidesAt(1024, { panic: panicOf({ done: 60 }) }) })
    expect(screen.getByRole('tab', { name: /Containers/ })).toHaveTextContent('60 stopped')
    expect(screen.getByRole('tab', { name: /Virtual/ })).not.toHaveTextContent('stopped')
  })

  test('victims are outlined only while the reader points at the switch', () => {
    const outline = () => document.querySelectorAll('[class*="victims"]').length
    const { unmount } = show({ sides: sidesAt(1024, { panic: panicOf({ preview: 1 }) }) })
    expect(outline()).toBe(0)
    unmount()
    show({ sides: sidesAt(1024, { panic: panicOf({ preview: 1, victims: ['app-a-1'] }) }) })
    expect(outline()).toBe(1)
  })
})

describe('a nearly empty host', () => {
  const stack = host({ groups: [{ kind: 'container', app: 256, runtime: 4, count: 3 }] })

  test('says that what is free is cut short, where it is drawn close up', () => {
    show({ sides: sidesAt(1024, { stack, closeUp: true }) })
    expect(screen.getByText(/free, not drawn to scale/)).toBeInTheDocument()
  })

  test('is to scale in a lesson', () => {
    show({ sides: sidesAt(1024, { stack }) })
    expect(screen.queryByText(/not drawn to scale/)).toBeNull()
  })
})

describe('the tree', () => {
  const focusTree = () =>
    act(() =>
      within(screen.getAllByRole('tree')[1] as HTMLElement)
        .getAllByRole('treeitem')[0]
        ?.focus(),
    )

  test('walks from host to units to parts and keeps only the focused branch in the page', async () => {
    show({ sides: sidesAt(64) })
    focusTree()
    await userEvent.keyboard('{ArrowRight}{End}{ArrowUp}')
    expect(document.activeElement).toHaveAccessibleName(/^1\s181 units, /)
    await userEvent.keyboard('{ArrowRight}{End}')
    expect(document.activeElement).toHaveAccessibleName('app-a-1181, 52 MiB, running')
    expect(document.activeElement).toHaveAttribute('aria-posinset', '1181')
    expect(document.activeElement).toHaveAttribute('aria-setsize', '1181')
    expect(screen.getAllByRole('treeitem').length).toBeLessThan(30)
    await userEvent.keyboard('{ArrowRight}{ArrowDown}')
    expect(document.activeElement).toHaveAccessibleName('runtime, 4 MiB')
    await userEvent.keyboard('{ArrowLeft}{ArrowLeft}{ArrowLeft}')
    expect(document.activeElement).toHaveAccessibleName(/^host host-0, 16 cores, 64 GiB/)
  })

  test('Enter selects what the keyboard is on', async () => {
    const chosen: (string | null)[] = []
    show({ onSelect: (id) => chosen.push(id) })
    focusTree()
    await userEvent.keyboard('{ArrowRight}{ArrowDown}{Enter}')
    expect(chosen).toEqual(['kernel'])
  })

  test('one sentence sums the picture up', () => {
    show()
    expect(
      screen.getByText(
        'Virtual machines: 44 copies fit at 1 GiB each. Each takes 1 380 MiB, of which 356 MiB is overhead. ' +
          '720 MiB left over of 60 GiB.',
      ),
    ).toBeInTheDocument()
  })
})

test('reasons are numbered on the picture and choose what they are about', async () => {
  const chosen: (string | null)[] = []
  show({ onSelect: (id) => chosen.push(id), reasons: [{ id: 'whole', number: 3, select: 'left-over' }] })
  const [marker] = screen.getAllByRole('button', { name: '3' })
  await userEvent.click(marker as HTMLElement)
  expect(chosen).toEqual(['left-over'])
})

test('no rule of accessibility is broken', async () => {
  const { container } = show({
    sides: sidesAt(1024, { panic: panicOf({ preview: 60 }) }),
    selected: 'overhead',
  })
  const { violations } = await axe.run(container, { rules: { 'color-contrast': { enabled: false } } })
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([])
})
