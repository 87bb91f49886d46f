// Tables: rows are taken, dropped and taken again; references outlive neither; growth keeps every value.
import { describe, expect, test } from 'vitest'
import {
  addRowTo,
  assemble,
  createWorld,
  defineMechanism,
  dropRowFrom,
  generationOfRef,
  refOf,
  refTo,
  reserveRows,
  rowNow,
  rowOfRef,
  tableOf,
  type TableSpecs,
} from '../../../src/sim/core'

const tables = {
  animals: {
    columns: { legs: { kind: 'u8', empty: 4 }, weight: { kind: 'f64' }, parent: { kind: 'i32', empty: -1 } },
  },
  owners: { along: 'animals', columns: { since: { kind: 'u32', empty: 7 } } },
} as const satisfies TableSpecs
const model = assemble(1, [defineMechanism({ name: 'zoo', needs: [], tables })])

function zoo() {
  const world = createWorld(model, 1)
  return {
    world,
    animals: tableOf<typeof tables.animals>(world, 'animals'),
    owners: tableOf<typeof tables.owners>(world, 'owners'),
    add: () => addRowTo(world, 'animals'),
    drop: (row: number) => dropRowFrom(world, 'animals', row),
  }
}

describe('rows', () => {
  test('a fresh row holds the empty value of every column, also of tables along it', () => {
    const { animals, owners, add } = zoo()
    const row = add()
    expect([animals.legs[row], animals.weight[row], animals.parent[row], owners.since[row]]).toEqual([
      4, 0, -1, 7,
    ])
  })

  test('a dropped row is empty again, in every table that shares its rows', () => {
    const { animals, owners, add, drop } = zoo()
    const row = add()
    animals.legs[row] = 2
    animals.weight[row] = 1.5
    owners.since[row] = 2020
    drop(row)
    expect([animals.legs[row], animals.weight[row], owners.since[row]]).toEqual([4, 0, 7])
  })

  test('a dropped row is taken again before new ones, the last dropped first', () => {
    const { add, drop } = zoo()
    const rows = [add(), add(), add()]
    drop(rows[0] ?? -1)
    drop(rows[2] ?? -1)
    expect([add(), add(), add()]).toEqual([2, 0, 3])
  })

  test('a row that is not in use cannot be dropped', () => {
    const { add, drop } = zoo()
    const row = add()
    drop(row)
    expect(() => drop(row)).toThrow('not in use')
    expect(() => drop(5)).toThrow('not in use')
    expect(() => drop(-1)).toThrow('not in use')
  })

  test('live rows and free rows add up to the size', () => {
    const { animals, add, drop } = zoo()
    for (let count = 0; count < 10; count++) add()
    for (const row of [3, 4, 9]) drop(row)
    const { rows } = animals
    expect([rows.size, rows.live, rows.freeCount]).toEqual([10, 7, 3])
  })
})

describe('references', () => {
  test('a reference leads to its row as long as that lives', () => {
    const { animals, add, drop } = zoo()
    add()
    const row = add()
    const ref = refTo(animals.rows, row)
    expect(rowNow(animals.rows, ref)).toBe(row)
    drop(row)
    expect(rowNow(animals.rows, ref)).toBe(-1)
    expect(add()).toBe(row)
    expect(rowNow(animals.rows, ref)).toBe(-1)
  })

  test('no row has no reference, and no reference has no row', () => {
    const { animals } = zoo()
    expect([refTo(animals.rows, -1), rowNow(animals.rows, -1), rowOfRef(-1)]).toEqual([-1, -1, -1])
    expect(rowNow(animals.rows, refOf(0, 12))).toBe(-1)
  })

  test('generation and row can be read from any reference', () => {
    const ref = refOf(536870911, 16777215)
    expect(Number.isSafeInteger(ref)).toBe(true)
    expect([generationOfRef(ref), rowOfRef(ref)]).toEqual([536870911, 16777215])
  })
})

describe('growth', () => {
  test('a thousand rows keep what was written, and new room is empty', () => {
    const { animals, owners, add } = zoo()
    for (let count = 0; count < 1000; count++) {
      const row = add()
      animals.weight[row] = row / 2
      owners.since[row] = row
    }
    expect(animals.weight.length).toBeGreaterThanOrEqual(1000)
    expect(Array.from(animals.weight.subarray(0, 1000))).toEqual(
      Array.from({ length: 1000 }, (_, row) => row / 2),
    )
    expect(owners.since[999]).toBe(999)
    expect([animals.legs[animals.legs.length - 1], owners.since[owners.since.length - 1]]).toEqual([4, 7])
  })

  test('reserving room changes nothing that can be seen', () => {
    const { world, animals, add } = zoo()
    add()
    reserveRows(world, 'animals', 500)
    expect([animals.rows.size, animals.rows.live]).toEqual([1, 1])
    expect(add()).toBe(1)
  })

  test('reserved room is enough for as many rows, the free ones counted in', () => {
    const { world, animals, add, drop } = zoo()
    for (let count = 0; count < 20; count++) add()
    for (let row = 0; row < 10; row++) drop(row)
    reserveRows(world, 'animals', 50)
    const room = animals.weight.length
    for (let count = 0; count < 50; count++) add()
    expect(animals.weight.length).toBe(room)
  })
})
