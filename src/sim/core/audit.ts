/**
 * Checks that hold for every world: no NaN, references that lead somewhere, free lists that add up, and each
 * mechanism's invariants.
 */
import type { Model } from './mechanism'
import { none } from './units'
import type { World } from './world'

/** The first broken law as a sentence, or null. Always on in tests; on demand in the page. */
export function audit(world: World, model: Model): string | null {
  return auditTables(world) ?? auditQueue(world) ?? auditMechanisms(world, model)
}

function auditTables(world: World): string | null {
  for (const name of Object.keys(world.tables)) {
    const { spec, rows, columns } = world.tables[name]
    if (rows.live + rows.freeCount !== rows.size) return `${name}: live and free rows do not add up`
    for (const column of Object.keys(spec.columns)) {
      const array = columns[column]
      const target = spec.columns[column].refersTo
      for (let row = 0; row < rows.size; row++) {
        const value = array[row]
        if (value !== value) return `${name}.${column}[${row}] is not a number`
        if (target === undefined || value === none || rows.alive[row] === 0) continue
        const seen = world.tables[target].rows
        if (value < 0 || value >= seen.size || seen.alive[value] === 0)
          return `${name}.${column}[${row}] points at nothing`
      }
    }
  }
  return null
}

function auditQueue({ queue, now }: World): string | null {
  for (let place = 0; place < queue.size; place++) {
    const slot = queue.heap[place]
    if (queue.place[slot] !== place) return 'queue: heap and place disagree'
    if (queue.due[slot] < now) return 'queue: an event is overdue'
    if (place === 0) continue
    const above = queue.heap[(place - 1) >> 1]
    if (queue.due[above] > queue.due[slot]) return 'queue: heap order is broken'
  }
  return null
}

function auditMechanisms(world: World, model: Model): string | null {
  for (const mechanism of model.mechanisms) {
    for (const invariant of mechanism.invariants ?? []) {
      const broken = invariant(world)
      if (broken !== null) return `${mechanism.name}: ${broken}`
    }
  }
  return null
}
