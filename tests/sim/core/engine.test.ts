// The engine on a toy model: what an instant is, who is the cause of what, and what it refuses.
import * as v from 'valibot'
import { describe, expect, test } from 'vitest'
import {
  assemble,
  createEngine,
  defineMechanism,
  Domain,
  nextDue,
  performInstant,
  stepInstant,
  type Engine,
  type Handler,
  type Mechanism,
  type MechanismOf,
  type Row,
  type Sim,
} from '../../../src/sim/core'

const toyTables = { things: { columns: { value: { kind: 'u32' } } } } as const

type Heard = readonly [name: string, cause: number, a: number]

/** An engine with one mechanism made of the given parts, and the facts it states. */
function toy(parts: Partial<MechanismOf<unknown>>, others: readonly Mechanism[] = []) {
  const model = assemble(1, [
    defineMechanism({ name: 'toy', needs: [], tables: toyTables, ...parts } as MechanismOf<unknown>),
    ...others,
  ])
  const heard: Heard[] = []
  const engine = createEngine(model, 1, (_, __, code, cause, a) => {
    heard.push([model.facts[code]?.name ?? '?', cause, a])
  })
  return { engine, heard }
}

/** The build: everything may be planned at a fixed time. */
function build(engine: Engine, work: (sim: Sim) => void): void {
  performInstant(engine, () => work(engine.sim), true)
}

const says =
  (name: string): Handler<unknown> =>
  (sim, a) => {
    sim.emit(name, a)
  }

describe('an instant', () => {
  test('takes every event of the earliest time, in the order they were planned', () => {
    const { engine, heard } = toy({ events: { 'toy.go': says('toy.went') }, facts: { 'toy.went': [] } })
    build(engine, (sim) => {
      for (const [due, mark] of [
        [5, 1],
        [9, 2],
        [5, 3],
      ] as const)
        sim.at(due, 'toy.go', mark)
    })
    stepInstant(engine)
    expect(heard.map(([, , a]) => a)).toEqual([1, 3])
    expect([engine.world.now, nextDue(engine)]).toEqual([5, 9])
  })

  test('settles what was touched once, in ascending order, hosts before pools', () => {
    const settled: string[] = []
    const { engine } = toy({
      events: {
        'toy.go': (sim) => {
          sim.touch(Domain.pool, 0)
          for (const row of [7, 2, 7]) sim.touch(Domain.host, row)
        },
      },
      settle: [
        [Domain.pool, (_: Sim<unknown>, row: Row) => void settled.push(`pool ${row}`)],
        [Domain.host, (_: Sim<unknown>, row: Row) => void settled.push(`host ${row}`)],
      ],
    })
    build(engine, (sim) => sim.at(1, 'toy.go', 0))
    stepInstant(engine)
    expect(settled).toEqual(['host 2', 'host 7', 'pool 0'])
  })

  test('settling may touch a later domain, never its own or an earlier one', () => {
    const touching = (from: Domain, to: Domain) => () => {
      const { engine } = toy({
        events: { 'toy.go': (sim) => sim.touch(from, 0) },
        settle: [[from, (sim: Sim<unknown>) => sim.touch(to, 0)]],
      })
      build(engine, (sim) => sim.at(1, 'toy.go', 0))
      stepInstant(engine)
    }
    expect(touching(Domain.host, Domain.fabric)).not.toThrow()
    expect(touching(Domain.host, Domain.host)).toThrow('later domains')
    expect(touching(Domain.pool, Domain.host)).toThrow('later domains')
  })

  test('an event can be planned a microsecond ahead, not now and not at a fraction', () => {
    const { engine } = toy({ events: { 'toy.go': () => undefined } })
    const planning = (delay: number) => () => engine.sim.after(delay, 'toy.go', 0)
    expect(planning(1)).not.toThrow()
    expect(planning(0)).toThrow('at least 1')
    expect(planning(1.5)).toThrow('whole number')
    expect(planning(Number.MAX_SAFE_INTEGER + 1)).toThrow('whole number')
  })

  test('only the build plans at a fixed time', () => {
    const { engine } = toy({ events: { 'toy.go': () => undefined } })
    expect(() => engine.sim.at(5, 'toy.go', 0)).toThrow('outside the build')
  })

  test('a cancelled timer never fires, a stale one does no harm', () => {
    const { engine, heard } = toy({ events: { 'toy.go': says('toy.went') }, facts: { 'toy.went': [] } })
    performInstant(engine, () => {
      const timer = engine.sim.after(5, 'toy.go', 1)
      engine.sim.after(6, 'toy.go', 2)
      engine.sim.cancel(timer)
      engine.sim.cancel(timer)
    })
    stepInstant(engine)
    expect(heard).toEqual([['toy.went', -1, 2]])
  })
})

describe('causes', () => {
  const facts = { 'toy.first': [], 'toy.second': [], 'toy.third': [], 'toy.echo': [] }

  test('a fact follows from the one before it in the same handler', () => {
    const { engine, heard } = toy({ facts })
    performInstant(engine, () => {
      engine.sim.emit('toy.first')
      engine.sim.emit('toy.second')
    })
    expect(heard.map(([name, cause]) => [name, cause])).toEqual([
      ['toy.first', -1],
      ['toy.second', 0],
    ])
  })

  test('facts that say so follow from one and the same', () => {
    const { engine, heard } = toy({ facts })
    performInstant(engine, () => {
      const first = engine.sim.emit('toy.first')
      engine.sim.emit('toy.second')
      engine.sim.because(first)
      engine.sim.emit('toy.third')
    })
    expect(heard.map(([, cause]) => cause)).toEqual([-1, 0, 0])
  })

  test('an event remembers the fact that planned it', () => {
    const { engine, heard } = toy({ facts, events: { 'toy.go': says('toy.second') } })
    performInstant(engine, () => {
      engine.sim.emit('toy.first')
      engine.sim.after(10, 'toy.go', 0)
    })
    stepInstant(engine)
    expect(heard[1]).toEqual(['toy.second', 0, 0])
  })

  test('reactions come after the handler, first in first out, each caused by the fact it heard', () => {
    const { engine, heard } = toy({
      facts,
      reactions: { 'toy.first': says('toy.echo'), 'toy.echo': says('toy.third') },
    })
    performInstant(engine, () => {
      engine.sim.emit('toy.first', 1)
      engine.sim.because(-1)
      engine.sim.emit('toy.first', 2)
      engine.sim.emit('toy.second', 3)
    })
    expect(heard).toEqual([
      ['toy.first', -1, 1],
      ['toy.first', -1, 2],
      ['toy.second', 1, 3],
      ['toy.echo', 0, 1],
      ['toy.echo', 1, 2],
      ['toy.third', 3, 1],
      ['toy.third', 4, 2],
    ])
  })

  test('facts of the build have no cause', () => {
    const { engine, heard } = toy({ facts })
    build(engine, (sim) => {
      sim.emit('toy.first')
      sim.emit('toy.second')
    })
    expect(heard.map(([, cause]) => cause)).toEqual([-1, -1])
  })
})

describe('rows in facts', () => {
  test('a row that a fact names is given away as a reference that outlives its reuse', () => {
    const { engine, heard } = toy({ facts: { 'toy.first': [{ name: 'thing', table: 'things' }] } })
    performInstant(engine, () => {
      const row = engine.sim.addRow('things')
      engine.sim.emit('toy.first', row)
      engine.sim.dropRow('things', row)
      engine.sim.emit('toy.first', engine.sim.addRow('things'))
    })
    const [before, after] = heard.map(([, , a]) => a)
    expect(before).not.toBe(after)
  })
})

describe('a model', () => {
  const part = (parts: Partial<MechanismOf<unknown>>): Mechanism =>
    defineMechanism({ name: 'other', needs: [], tables: {}, ...parts } as MechanismOf<unknown>)
  const never = (): never => {
    throw new Error('never called')
  }

  test.each([
    ['a table with two owners', [part({ tables: toyTables })], 'owned twice'],
    [
      'a name stated twice',
      [part({ events: { 'a.b': never } }), part({ name: 'third', events: { 'a.b': never } })],
      'stated twice',
    ],
    ['a mechanism listed twice', [part({}), part({})], 'listed twice'],
    [
      'a need that does not come before',
      [part({ needs: [{ name: 'third' }] }), part({ name: 'third' })],
      'does not come before',
    ],
    ['a reaction to nothing', [part({ reactions: { 'no.fact': never } })], 'unknown fact'],
    [
      'a table along nothing',
      [part({ tables: { lone: { along: 'nobody', columns: {} } } })],
      'unknown table',
    ],
    [
      'a fact with too many arguments',
      [part({ facts: { 'a.b': [1, 2, 3, 4].map((at) => ({ name: `n${at}` })) } })],
      'three arguments',
    ],
  ] as const)('%s is refused', (_, mechanisms, message) => {
    expect(() => toy({}, mechanisms)).toThrow(message)
  })

  test('commands are found by their names', () => {
    const { engine } = toy({
      commands: [
        { name: 'toy.do', args: v.object({}), entities: {}, check: () => null, apply: () => undefined },
      ],
    })
    expect([...engine.model.commands.keys()]).toEqual(['toy.do'])
  })
})

describe('runaway models are stopped', () => {
  test('when they play ping-pong every microsecond for ever', () => {
    const { engine } = toy({ events: { 'toy.go': (sim) => void sim.after(1, 'toy.go', 0) } })
    build(engine, (sim) => sim.at(0, 'toy.go', 0))
    for (let instants = 0; instants < 700000 && engine.overrun === null; instants++) stepInstant(engine)
    expect(engine.overrun).toMatch(/instants within a second/)
  })

  test('when their facts react to each other without end', () => {
    const { engine } = toy({
      facts: { 'toy.first': [] },
      reactions: { 'toy.first': (sim) => void sim.emit('toy.first') },
    })
    expect(() => performInstant(engine, () => engine.sim.emit('toy.first'))).toThrow('without end')
  })
})
