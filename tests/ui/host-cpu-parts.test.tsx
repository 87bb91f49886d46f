// Small parts of the CPU stage: logarithmic bars, short names, and how often a schedule is made while the world plays.
import { act, screen } from '@testing-library/react'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { logShare, powerAbove } from '../../src/ui/host/cpu/log-bars'
import { SchedulePart } from '../../src/ui/host/cpu/SchedulePart'
import { shortName } from '../../src/ui/host/cpu/sentence'
import { renderInLab } from '../support/fake-lab'
import { scheduleOf } from '../viz/gantt/schedules'

beforeEach(() => {
  vi.useFakeTimers()
  vi.spyOn(HTMLElement.prototype, 'clientWidth', 'get').mockReturnValue(900)
})
afterEach(() => {
  vi.useRealTimers()
  vi.restoreAllMocks()
})

test('each ten times as many is equally long, and less than one is nothing', () => {
  expect([0, 5, 10, 11, 4000, 100_000].map(powerAbove)).toEqual([10, 10, 10, 100, 10_000, 100_000])
  expect([0, 1, 10, 100, 1000, 50_000].map((value) => logShare(value, 1000))).toEqual([
    0,
    0,
    expect.closeTo(1 / 3),
    expect.closeTo(2 / 3),
    1,
    1,
  ])
})

test('a short name keeps the end, where names of one group differ, and the number of the vCPU', () => {
  const t = (_: string, args: object = {}) => Object.values(args).join(' ')
  const both = [
    { name: 'bank-vm-17', entity: 0, index: 0 },
    { name: 'bank-vm-17', entity: 0, index: 1 },
    { name: 'web-1', entity: 1, index: 0 },
  ]
  const view = scheduleOf([], { vcpus: both })
  expect(shortName(t, view, 1, 20)).toBe('bank-vm-17 1')
  expect(shortName(t, view, 1, 9)).toBe('…-vm-17/1')
  expect(shortName(t, view, 2, 5)).toBe('web-1')
})

test('while the world plays the schedule is made anew at most once a second', async () => {
  let asked = 0
  const { show, say } = renderInLab(<SchedulePart host="host-1" />, {
    frame: { status: 'running' },
    answer(question) {
      if (question.type !== 'look' || question.look.look !== 'schedule') return undefined
      asked++
      const entity = {
        name: `web-${asked}`,
        vcpus: 1,
        weight: 1024,
        limitMillicores: 0,
        periodMicros: 100_000,
        demandMillicores: 1000,
        cpus: null,
      }
      const input = {
        scheduler: question.look.scheduler,
        pcpus: 1,
        entities: [entity],
        windowMicros: 50_000,
        seed: 7,
      }
      return { look: 'schedule', host: 'host-1', input, others: 0 }
    },
  })
  const pass = (millis: number) => act(() => vi.advanceTimersByTimeAsync(millis))
  // The answer comes, then the run is made.
  await pass(20)
  await pass(20)
  await pass(20)
  const words = () =>
    screen.getByRole('slider', { name: say('cpu-view.cursor') }).getAttribute('aria-valuetext')
  expect(words()).toContain('web-1')
  for (let frame = 0; frame < 3; frame++) {
    act(() => show({ status: 'running' }))
    await pass(260)
  }
  expect(asked).toBeGreaterThan(2)
  expect(words()).toContain('web-1')
  await pass(300)
  expect(words()).toContain(`web-${asked}`)
})
