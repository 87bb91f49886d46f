// The inspector and the stack: what the page reads of one thing, straight from the world's columns.
import { describe, expect, test } from 'vitest'
import type { InspectorField, Run } from '../../../src/sim'
import { done, fleet, group, scenario, second, startRun } from '../../support/builders'

const world = scenario(
  [fleet('host', 2)],
  [
    group('web', 3, { on: 'host', app: 'fat' }),
    group('db', 4, { wrap: [{ profile: 'kvm-qemu', per: 2 }, { profile: 'runc' }], flavours: ['m'] }),
  ],
)

function open(): Run {
  const run = startRun(world)
  run.advance(second, Infinity)
  return run
}

const field = (run: Run, table: string, name: string, column: string): InspectorField | undefined =>
  run.inspect(table, name).find((one) => one.column === column)

describe('the inspector', () => {
  test('shows amounts with their units, states by their names, and what a thing belongs to by its name', () => {
    const run = open()
    expect(field(run, 'hosts', 'host-1', 'memoryMiB')).toEqual({
      table: 'hosts',
      column: 'memoryMiB',
      value: 10000,
      unit: 'MiB',
      refersTo: null,
    })
    expect(field(run, 'hosts', 'host-1', 'power')).toMatchObject({ value: 'on', unit: '' })
    expect(field(run, 'workloads', 'db-3', 'state')?.value).toBe('running')
    expect(field(run, 'kernels', 'db-vm-2', 'parent')?.refersTo).toEqual({ table: 'kernels', name: 'host-1' })
    expect(field(run, 'kernels', 'db-vm-2', 'host')?.refersTo).toEqual({ table: 'hosts', name: 'host-1' })
  })

  test('gathers what every mechanism keeps of the thing', () => {
    const run = open()
    const tables = (table: string, name: string) => new Set(run.inspect(table, name).map((one) => one.table))
    expect([...tables('hosts', 'host-1')]).toEqual(
      expect.arrayContaining([
        'hosts',
        'hostKernels',
        'hostMemory',
        'hostCpu',
        'hostPlacement',
        'hostFaults',
      ]),
    )
    expect([...tables('workloads', 'web-1')]).toEqual(
      expect.arrayContaining(['workloads', 'workloadCpu', 'containers', 'processFaults']),
    )
    expect([...tables('kernels', 'db-vm-1')]).toEqual(expect.arrayContaining(['kernels', 'vms']))
  })

  test('leaves out what only holds lists together', () => {
    const run = open()
    const columns = run.inspect('workloads', 'web-1').map(({ column }) => column)
    expect(columns.length).toBeGreaterThan(5)
    expect(
      columns.filter((column) => /^(next|previous|first|last|identity|ordinal|group$)/.test(column)),
    ).toEqual([])
  })

  test('follows what happens', () => {
    const run = open()
    done(run, 'host.fail', { host: 'host-1' })
    expect(field(run, 'hosts', 'host-1', 'power')?.value).toBe('off')
    expect(field(run, 'kernels', 'db-vm-1', 'state')?.value).toBe('panicked')
  })

  test('shows nothing of what is not there', () => {
    const run = open()
    expect(run.inspect('hosts', 'host-3')).toEqual([])
    expect(run.inspect('hosts', 'host')).toEqual([])
    expect(run.inspect('no-table', 'host-1')).toEqual([])
    expect(run.inspect('constructor', 'host-1')).toEqual([])
  })
})

describe('a stack', () => {
  test('has one entry for each unit and each workload in it, in order', () => {
    const stack = open().stack('host-1')
    if (stack === null) throw new Error('no such host')
    const { units, members } = stack
    expect(units.groups).toEqual(['web', 'db-vm'])
    expect([...units.group]).toEqual([0, 0, 0, 1, 1])
    expect([...units.ordinal]).toEqual([1, 2, 3, 1, 2])
    expect([...units.members]).toEqual([1, 1, 1, 2, 2])
    expect([...members.unit]).toEqual([0, 1, 2, 3, 3, 4, 4])
    expect([...members.ordinal]).toEqual([1, 2, 3, 1, 2, 3, 4])
  })

  test('survives structured cloning', () => {
    const stack = open().stack('host-1')
    expect(structuredClone(stack)).toEqual(stack)
  })
})
