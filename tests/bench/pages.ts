// What the memory stage waits for: every page of a large host as a cell of a map, painted at once.
import { cellsOf, pageMap, paintPages, paintTable, type PageMap, type StateInk } from '../../src/viz/pages'
import type { Bench } from './bench'
import { samplesOfMany } from './measure'

const tebibyte = 1024 * 1024
const guest = 8 * 1024
const cell = 2

const inks: readonly StateInk[] = (
  ['sparse', 'plain', 'plain', 'dots', 'rising', 'level', 'cross'] as const
).map((tile, state) => ({ tile, fill: [30 * state, 80, 200 - 20 * state], mark: [255, 255, 255] }))

/** Guests whose states differ, so that no two maps are the same. */
function guests(): readonly PageMap[] {
  return Array.from({ length: tebibyte / guest }, (_, at) => {
    const part = (share: number) => Math.floor((guest * ((at * share) % 13)) / 100)
    const parts = [part(3), 0, part(5), part(7), part(2), part(1), part(11)]
    parts[1] = guest - parts.reduce((sum, one) => sum + one, 0)
    return pageMap(cellsOf(parts, cell))
  })
}

/** 524,288 cells of 2 MiB, one pixel each: the most that a display can show. */
const pageMapPaint: Bench = {
  name: 'page-map-paint',
  unit: 'ms',
  budget: 8,
  bound: 'most',
  measure: (repeats) => {
    const maps = guests()
    const side = 64
    const across = 16
    const width = across * side
    const image = new Uint32Array(width * side * Math.ceil(maps.length / across))
    const table = paintTable(inks, [255, 255, 255], 1)
    return samplesOfMany(repeats, 20, () => {
      maps.forEach((map, at) => {
        const left = (at % across) * side
        paintPages(image, width, left, Math.floor(at / across) * side, map, 1, table)
      })
    })
  },
}

export const pagesBenches: readonly Bench[] = [pageMapPaint]
