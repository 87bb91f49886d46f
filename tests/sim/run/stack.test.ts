// A host as a stack: parts that add up, and numbers that come from their equations.
import { describe, expect, test } from 'vitest'
import { laws, type StackView } from '../../../src/sim'
import { done, fleet, group, scenario, startRun } from '../../support/builders'

const kinds = {
  process: group('one', 3, { kind: 'process', app: 'fat' }),
  container: group('one', 3, { kind: 'container', app: 'fat' }),
  sandbox: group('one', 3, { wrap: [{ profile: 'gvisor' }], app: 'fat' }),
  vm: group('one', 3, { kind: 'vm', app: 'fat' }),
  pool: group('one', 3, { wrap: [{ profile: 'kvm-qemu', per: 3 }, { profile: 'runc' }], app: 'fat' }),
} as const

function stackOf(kind: keyof typeof kinds): StackView {
  const stack = startRun(scenario([fleet('host', 1)], [kinds[kind]])).stack('host-1')
  if (stack === null) throw new Error('no host-1')
  return stack
}

const all = Object.keys(kinds) as readonly (keyof typeof kinds)[]
const total = (parts: Uint32Array): number => parts.reduce((sum, part) => sum + part, 0)

describe.each(all)('a host of %s', (kind) => {
  const stack = stackOf(kind)

  test('is filled by its units, what they share, and what is free', () => {
    const { units } = stack
    const own = [units.appMiB, units.librariesMiB, units.guestMiB, units.hypervisorMiB, units.runtimeMiB].map(
      total,
    )
    expect(stack.usedMiB).toBe(own.reduce((sum, part) => sum + part, 0) + stack.sharedMiB)
    expect(stack.usableMiB).toBe(stack.memoryMiB - stack.hostKernelMiB)
    expect(stack.freeMiB).toBe(stack.usableMiB - stack.usedMiB)
  })

  test('shows three workloads, wherever they are', () => {
    expect(stack.members.state).toHaveLength(3)
    expect(total(stack.units.members)).toBe(3)
    expect([...stack.members.ordinal]).toEqual([1, 2, 3])
  })

  test('prints only numbers of equations there are', () => {
    for (const use of Object.values(stack.uses)) expect(laws.has(use.id)).toBe(true)
  })

  test('loses with one kernel as many as it says', () => {
    const run = startRun(scenario([fleet('host', 1)], [kinds[kind]]))
    const kernel = {
      process: 'host-1',
      container: 'host-1',
      sandbox: 'one-sandbox-1',
      vm: 'one-vm-1',
      pool: 'one-vm-1',
    }
    done(run, 'kernel.panic', { kernel: kernel[kind] })
    expect(run.metric('workload.lost', '')).toBe(stack.uses['lost']?.value)
  })
})

test('a host that is not there has no stack', () => {
  expect(startRun(scenario([fleet('host', 1)], [])).stack('host-2')).toBeNull()
})

test('an empty host has no copy to show', () => {
  expect(startRun(scenario([fleet('host', 1)], [])).stack('host-1')?.copy).toBeNull()
})

test('states are shown unit by unit: paused, stopped, crashed', () => {
  const run = startRun(scenario([fleet('host', 1)], [group('vm', 3, { kind: 'vm' }), group('box', 2)]))
  done(run, 'vm.suspend', { vm: 'vm-vm-1' })
  done(run, 'vm.shutdown', { vm: 'vm-vm-2' })
  done(run, 'kernel.panic', { kernel: 'vm-vm-3' })
  done(run, 'container.kill', { container: 'box-2' })
  expect([...(run.stack('host-1')?.units.state ?? [])]).toEqual([1, 2, 3, 0, 2])
})
