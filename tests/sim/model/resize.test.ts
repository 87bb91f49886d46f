// Growing and shrinking: who stays, who leaves, who comes, and that facts keep the names of those who left.
import { describe, expect, test } from 'vitest'
import type { Run } from '../../../src/sim'
import { cell, command, done, fleet, group, rowsOf, scenario, second, startRun } from '../../support/builders'

const placed = (run: Run, name = 'web'): number => run.metric('workload.placed', name)
const names = (run: Run): readonly unknown[] =>
  rowsOf(run, 'workloads')
    .map((row) => cell(run, 'workloads', 'ordinal', row))
    .sort((left, right) => left - right)

function resized(run: Run, memoryMiB: number, name?: string): readonly string[] {
  const before = run.facts(0, 65536).length
  done(run, 'workload.resize', name === undefined ? { memoryMiB } : { group: name, memoryMiB })
  return run
    .facts(before, 65536)
    .map((fact) => [fact.name, ...Object.values(fact.args)].join(' '))
    .filter((fact) => !fact.startsWith('process.started'))
}

describe('a group that fills its hosts', () => {
  // Processes of 2,000 MiB in 9,000: four.
  const filling = (): Run =>
    startRun(scenario([fleet('host', 1)], [group('web', 'fill', { kind: 'process', flavours: ['l'] })]))

  test('lets those go that no longer fit, the last first', () => {
    const run = filling()
    expect([placed(run), names(run)]).toEqual([4, [1, 2, 3, 4]])
    expect(resized(run, 4000)).toEqual(['workload.resized web 4000', 'placement.removed web 2'])
    expect([placed(run), names(run)]).toEqual([2, [1, 2]])
    expect(run.stack('host-1')?.usedMiB).toBe(8000)
  })

  test('takes as many more as fit, and never gives a name a second time', () => {
    const run = filling()
    resized(run, 4000)
    expect(resized(run, 1500)).toEqual([
      'workload.resized web 1500',
      ...[5, 6, 7, 8].map((ordinal) => `placement.bound web-${ordinal} host-1`),
    ])
    expect([placed(run), names(run)]).toEqual([6, [1, 2, 5, 6, 7, 8]])
  })

  test('leaves altogether when not one fits, and comes back', () => {
    const run = filling()
    expect(resized(run, 9001)).toEqual(['workload.resized web 9001', 'placement.removed web 4'])
    expect([placed(run), rowsOf(run, 'units'), run.stack('host-1')?.copy]).toEqual([0, [], null])
    expect(resized(run, 9000)).toEqual(['workload.resized web 9000', 'placement.bound web-5 host-1'])
    expect(run.stack('host-1')?.freeMiB).toBe(0)
  })

  test('changes its hosts’ CPU with its number', () => {
    const run = filling()
    run.advance(second, Infinity)
    expect(run.metric('cpu.used', 'host-1')).toBe(400)
    resized(run, 4000)
    expect(run.metric('cpu.used', 'host-1')).toBe(200)
    resized(run, 900)
    expect(run.metric('cpu.used', 'host-1')).toBe(1000)
  })
})

describe('a group of a fixed number', () => {
  const two = (): Run =>
    startRun(scenario([fleet('host', 2)], [group('web', 4, { kind: 'process', flavours: ['l'] })]))

  test('moves those that no longer fit to other hosts', () => {
    const run = two()
    expect(['host-1', 'host-2'].map((host) => run.stack(host)?.units.count)).toEqual([4, 0])
    expect(resized(run, 4000)).toEqual([
      'workload.resized web 4000',
      'placement.bound web-3 host-2',
      'placement.bound web-4 host-2',
    ])
    expect(run.metric('workload.running', 'web')).toBe(4)
  })

  test('keeps those waiting that fit nowhere, and places them when they do again', () => {
    const run = two()
    expect(resized(run, 5000)).toEqual([
      'workload.resized web 5000',
      'placement.bound web-2 host-2',
      'placement.failed web 2',
    ])
    expect([placed(run), run.metric('workload.running', 'web'), names(run)]).toEqual([2, 2, [1, 2, 3, 4]])
    expect(resized(run, 1000)).toEqual([
      'workload.resized web 1000',
      'placement.bound web-3 host-1',
      'placement.bound web-4 host-1',
    ])
  })

  test('that shrinks stays where it is', () => {
    const run = two()
    expect(resized(run, 100)).toEqual(['workload.resized web 100'])
    expect(run.stack('host-1')).toMatchObject({ usedMiB: 400, units: { count: 4 } })
  })
})

test('one group is resized by its name, all without one, each because of the command', () => {
  const both = [group('web', 2, { kind: 'process' }), group('db', 1, { kind: 'process' })]
  const run = startRun(scenario([fleet('host', 1)], both))
  expect(resized(run, 700, 'db')).toEqual(['workload.resized db 700'])
  expect(run.stack('host-1')?.usedMiB).toBe(200 + 700)
  expect(resized(run, 300)).toEqual(['workload.resized web 300', 'workload.resized db 300'])
  expect(run.stack('host-1')?.usedMiB).toBe(900)
  expect(
    run
      .facts(0, 1000)
      .filter(({ name }) => name === 'workload.resized')
      .every(({ cause }) => cause === -1),
  ).toBe(true)
})

test('a resize of nothing, or of a group that is not there, is refused', () => {
  const empty = startRun(scenario([fleet('host', 1)], []))
  expect(empty.perform(command('workload.resize', { memoryMiB: 100 }))).toEqual({
    reason: 'no-workloads',
    args: {},
  })
  const run = startRun(scenario([fleet('host', 1)], [group('web', 1)]))
  expect(run.perform(command('workload.resize', { group: 'db', memoryMiB: 100 }))?.reason).toBe('gone')
  const refusedFor = (memoryMiB: unknown) =>
    run.perform(command('workload.resize', { group: 'web', memoryMiB }))
  for (const [memoryMiB, nearest] of [
    [0, 1],
    [-5, 1],
    [16777217, 16777216],
  ]) {
    const args = { argument: 'memoryMiB', received: memoryMiB, least: 1, most: 16777216, nearest }
    expect(refusedFor(memoryMiB)).toEqual({ reason: 'argument-range', args })
  }
  for (const [memoryMiB, nearest] of [
    [1.5, 2],
    ['100', 100],
    [NaN, 1],
  ]) {
    const args = { argument: 'memoryMiB', nearest }
    expect(refusedFor(memoryMiB)).toEqual({ reason: 'argument-whole', args })
  }
})

test('a VM sees the memory it was resized to', () => {
  const run = startRun(scenario([fleet('host', 1)], [group('web', 1, { kind: 'vm' })]))
  const seen = (): unknown =>
    run.inspect('kernels', 'web-vm-1').find(({ column }) => column === 'memoryMiB')?.value
  expect(seen()).toBe(100 + 100)
  done(run, 'workload.resize', { group: 'web', memoryMiB: 700 })
  expect(seen()).toBe(700 + 100)
})

test('facts keep the names of those that left, though their rows are another’s now', () => {
  const run = startRun(scenario([fleet('host', 1)], [group('web', 'fill', { kind: 'vm', flavours: ['l'] })]))
  run.advance(second, Infinity)
  // 2,000 + 100 + 132 in 9,000: four VMs; one of 5,000.
  done(run, 'kernel.panic', { kernel: 'web-vm-4' })
  done(run, 'workload.resize', { group: 'web', memoryMiB: 5000 })
  done(run, 'workload.resize', { group: 'web', memoryMiB: 700 })
  const told = run.facts(0, 1000)
  const of = (name: string, argument: string): readonly unknown[] =>
    told.filter((fact) => fact.name === name).map(({ args }) => args[argument])
  // The rows of 2, 3 and 4 went to 5, 6 and so on.
  expect(of('placement.bound', 'workload').slice(0, 4)).toEqual(['web-1', 'web-2', 'web-3', 'web-4'])
  expect(of('placement.bound', 'workload')[4]).toBe('web-5')
  expect(of('kernel.panicked', 'kernel')).toEqual(['web-vm-4'])
  expect(of('vm.crashed', 'vm')).toEqual(['web-vm-4'])
  expect(of('workload.lost', 'workload')).toEqual(['web-4'])
  expect(rowsOf(run, 'workloads').length).toBeGreaterThan(5)
})
