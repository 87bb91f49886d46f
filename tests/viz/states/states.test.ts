// State machines: every way leads from a state to a state, nothing overlaps, and facts tell which way was taken.
import { describe, expect, test } from 'vitest'
import { isOfLife, layoutMachine, machines, stateAfter, wayOf, waysTaken } from '../../../src/viz/states'

const both = [machines.vm, machines.container]

describe.each(both)('the machine of a $id', (machine) => {
  test('has ways only between its states, and each state on a way', () => {
    const ids = new Set(machine.states.map(({ id }) => id))
    for (const { from, to } of machine.ways) expect([ids.has(from), ids.has(to)]).toEqual([true, true])
    for (const id of ids) expect(machine.ways.some(({ from, to }) => from === id || to === id)).toBe(true)
  })

  test.each([240, 300, 480])('has nodes that do not overlap, within %i px', (width) => {
    const { nodes, ways, height } = layoutMachine(machine, width, 13)
    for (const [at, one] of nodes.entries()) {
      expect(one.x).toBeGreaterThanOrEqual(0)
      expect(one.x + one.width).toBeLessThanOrEqual(width)
      expect(one.y + one.height).toBeLessThanOrEqual(height)
      for (const other of nodes.slice(at + 1)) {
        const beside = one.x + one.width <= other.x || other.x + other.width <= one.x
        expect(beside || one.y + one.height <= other.y || other.y + other.height <= one.y).toBe(true)
      }
    }
    for (const { middle } of ways) {
      expect(middle.x).toBeGreaterThan(0)
      expect(middle.x).toBeLessThan(width)
    }
  })

  test('gives all ways out of one state numbers that stand apart', () => {
    const { ways } = layoutMachine(machine, 300, 13)
    for (const [at, one] of ways.entries())
      for (const other of ways.slice(at + 1)) {
        if (machine.ways[one.way]?.from !== machine.ways[other.way]?.from) continue
        const apart = Math.hypot(one.middle.x - other.middle.x, one.middle.y - other.middle.y)
        expect(apart).toBeGreaterThan(12)
      }
  })
})

test('a command takes a way only from the state that the way leaves', () => {
  const at = wayOf(machines.vm, 'running', 'vm.suspend')
  expect(machines.vm.ways[at]).toMatchObject({ from: 'running', to: 'paused' })
  expect(wayOf(machines.vm, 'paused', 'vm.suspend')).toBe(-1)
  expect(wayOf(machines.container, 'stopped', 'container.start')).toBeGreaterThanOrEqual(0)
})

test('facts, newest first, tell the ways that were taken', () => {
  const facts = ['vm.destroyed', 'vm.resumed', 'group.scaled', 'vm.suspended', 'vm.started'].map((name) => ({
    name,
  }))
  const taken = [...waysTaken(machines.vm, facts)].map((way) => machines.vm.ways[way])
  expect(taken.map((way) => `${way?.from} ${way?.to}`)).toEqual([
    'running paused',
    'paused running',
    'running shutoff',
  ])
  expect(stateAfter(machines.vm, { name: 'group.scaled' })).toBeNull()
})

test('what is about load is no part of a life', () => {
  expect(['vm.started', 'workload.lost', 'migration.begun'].map((name) => isOfLife({ name }))).toEqual([
    true,
    true,
    true,
  ])
  expect(isOfLife({ name: 'workload.resized' })).toBe(false)
})
