// Copies and digests of a world: a restored world is the same world, and every single value matters to the digest.
import { describe, expect, test } from 'vitest'
import {
  cancel,
  copyWorld,
  createEngine,
  forgetDerived,
  hashWorld,
  restoreWorld,
  type Engine,
} from '../../../src/sim/core'
import { standardModel } from '../../../src/sim'
import { allAtOnce, fleet, group, scenario, second, startRun } from '../../support/builders'

/** A small world in which every table has rows, some of them dropped, and events are pending. */
function busyEngine(): Engine {
  const run = startRun(
    scenario(
      [fleet('a', 2), fleet('b', 1, { kernel: 'linux' })],
      [
        group('web', 'fill', { app: 'fat', on: 'b', flavours: ['l'] }),
        group('db', 4, { kind: 'container-in-vm', on: 'a', app: 'fat' }),
        group('cell', 2, { wrap: [{ profile: 'gvisor' }], app: 'fat', on: 'a', cgroup: { cpus: '0,2' } }),
        group('tick', 2, {
          pool: 'all',
          demand: {
            law: 'diurnal',
            lowMillicores: 1,
            highMillicores: 500,
            period: 60 * second,
            peakAt: 0,
            cadence: second,
          },
        }),
        group('step', 1, {
          demand: {
            law: 'stepped',
            steps: [
              { at: 0, millicores: 5 },
              { at: 50 * second, millicores: 9 },
            ],
          },
        }),
      ],
      {
        pools: [{ name: 'all', shares: 1000 }],
        rules: {
          failure: {
            hostMeanHours: 1,
            hostRepairSeconds: 5,
            processMeanSeconds: 30,
            processRestartSeconds: 1,
          },
        },
      },
    ),
  )
  run.advance(10 * second, allAtOnce)
  run.perform({ name: 'workload.resize', args: { group: 'web', memoryMiB: 2500 } })
  run.advance(20 * second, allAtOnce)
  return run.engine
}

function copyOf(engine: Engine): Engine {
  const copy = createEngine(engine.model, engine.world.seed)
  restoreWorld(copy.world, copyWorld(engine.world))
  return copy
}

describe('restoring', () => {
  test('a world restored into an empty one has the same digest', () => {
    const engine = busyEngine()
    expect(hashWorld(copyOf(engine).world)).toBe(hashWorld(engine.world))
  })

  test('a small world restored into one that has grown has the same digest', () => {
    const small = createEngine(standardModel, 1)
    const empty = copyWorld(small.world)
    const digest = hashWorld(small.world)
    const engine = busyEngine()
    restoreWorld(engine.world, empty)
    forgetDerived(engine)
    expect(hashWorld(engine.world)).toBe(digest)
  })

  test('a copy does not change with the world it was made from', () => {
    const engine = busyEngine()
    const before = hashWorld(engine.world)
    const copy = copyWorld(engine.world)
    for (const table of Object.values(engine.world.tables))
      for (const column of Object.values(table.columns)) column.fill(1)
    restoreWorld(engine.world, copy)
    expect(hashWorld(engine.world)).toBe(before)
  })

  test('a copy shares what has not changed since another one, and nothing else', () => {
    const engine = busyEngine()
    const first = copyWorld(engine.world)
    const same = copyWorld(engine.world, first)
    expect(same.arrays.every((array, at) => array === first.arrays[at])).toBe(true)
    for (const { columns, rows } of Object.values(engine.world.tables)) {
      for (const column of Object.values(columns)) {
        if (rows.size === 0) continue
        // The last value of each column: the one beyond the last four bytes that are compared at once.
        const kept = column[rows.size - 1] ?? 0
        column[rows.size - 1] = kept + 1
        const next = copyWorld(engine.world, same)
        expect(next.arrays.filter((array, at) => array !== same.arrays[at])).toHaveLength(1)
        expect(next.arrays).toEqual(copyWorld(engine.world).arrays)
        // Unless it is the first that is written there.
        expect(next.bytes).toBeGreaterThanOrEqual(same.bytes)
        column[rows.size - 1] = kept
      }
    }
  })

  test('the size of a copy is the bytes of its arrays', () => {
    const empty = copyWorld(createEngine(standardModel, 1).world).bytes
    expect(empty).toBe(0)
    expect(copyWorld(busyEngine().world).bytes).toBeGreaterThan(1000)
  })
})

describe('the digest', () => {
  test('is 32 hexadecimal digits', () => {
    expect(hashWorld(busyEngine().world)).toMatch(/^[0-9a-f]{32}$/)
  })

  test('changes with every single value of every column', () => {
    const engine = busyEngine()
    // What only a command fills is given an empty row.
    for (const [name, { spec, rows }] of Object.entries(engine.world.tables))
      if (spec.along === undefined && rows.size === 0) engine.sim.addRow(name)
    const before = hashWorld(engine.world)
    const seen = new Set([before])
    let values = 0
    for (const { rows, columns } of Object.values(engine.world.tables)) {
      expect(rows.size).toBeGreaterThan(0)
      for (const column of Object.values(columns)) {
        for (let row = 0; row < rows.size; row++) {
          const value = column[row] ?? NaN
          column[row] = value + 1
          seen.add(hashWorld(engine.world))
          column[row] = value
          values++
        }
      }
    }
    expect(seen.size).toBe(values + 1)
    expect(hashWorld(engine.world)).toBe(before)
  })

  test('changes with every generation, life and free row', () => {
    const { world } = busyEngine()
    const before = hashWorld(world)
    for (const { spec, rows } of Object.values(world.tables)) {
      if (spec.along !== undefined) continue
      for (let row = 0; row < rows.size; row++) {
        for (const column of [rows.generation, rows.alive]) {
          const value = column[row] ?? NaN
          column[row] = value + 1
          expect(hashWorld(world)).not.toBe(before)
          column[row] = value
        }
      }
      for (let at = 0; at < rows.freeCount; at++) {
        const value = rows.free[at] ?? NaN
        rows.free[at] = value + 1
        expect(hashWorld(world)).not.toBe(before)
        rows.free[at] = value
      }
    }
    expect(Object.values(world.tables).some(({ rows }) => rows.freeCount > 0)).toBe(true)
    expect(hashWorld(world)).toBe(before)
  })

  test('changes with every part of every pending event', () => {
    const { world } = busyEngine()
    const { queue } = world
    const before = hashWorld(world)
    expect(queue.size).toBeGreaterThan(2)
    for (let place = 0; place < queue.size; place++) {
      const slot = queue.heap[place] ?? -1
      for (const part of [queue.due, queue.order, queue.cause, queue.code, queue.a, queue.b]) {
        const value = part[slot] ?? NaN
        part[slot] = value + 1
        expect(hashWorld(world)).not.toBe(before)
        part[slot] = value
      }
    }
    cancel(queue, -1)
    expect(hashWorld(world)).toBe(before)
  })

  test('changes with the time, the seed, the next fact and the names', () => {
    const { world } = busyEngine()
    const before = hashWorld(world)
    const changed = [
      { ...world, now: world.now + 1 },
      { ...world, seed: world.seed + 1 },
      { ...world, nextFact: world.nextFact + 1 },
      { ...world, modelVersion: world.modelVersion + 1 },
      { ...world, groups: [...world.groups, 'more'] },
      { ...world, groups: world.groups.map((name) => (name === 'web' ? 'wen' : name)) },
    ]
    expect(new Set([before, ...changed.map(hashWorld)]).size).toBe(changed.length + 1)
  })

  test('does not depend on spare room', () => {
    const engine = busyEngine()
    const before = hashWorld(engine.world)
    for (const name of Object.keys(engine.world.tables)) engine.sim.reserve(name, 5000)
    expect(hashWorld(engine.world)).toBe(before)
  })

  test('tells -1 from large numbers, and halves from wholes', () => {
    const { world } = busyEngine()
    const column = world.tables['hostCpu']?.columns['workSeconds']
    if (column === undefined) throw new Error('no such column')
    const digests = [0, -1, 4294967295, 4294967296, 0.5, 1e300, 2147483648, -2147483649].map((value) => {
      column[0] = value
      return hashWorld(world)
    })
    expect(new Set(digests).size).toBe(digests.length)
  })
})
