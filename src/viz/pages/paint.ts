/** Maps of pages into the pixels of a canvas: one table of colours, read once per pixel. */
import type { PageMap } from './cells'
import { isInk, tileSide, type Tile } from './patterns'

/** Red, green and blue, 0..255. */
export type Rgb = readonly [number, number, number]

export interface StateInk {
  readonly fill: Rgb
  readonly mark: Rgb
  readonly tile: Tile
}

/** Packed pixels by state and place in the tile; the second half is for the last row and column of a cell. */
export interface PaintTable {
  readonly pixels: Uint32Array
  /** The tile's side in pixels is 2^shift. */
  readonly shift: number
  /** Where the pixels of edges begin. */
  readonly edges: number
}

/** How much of the ground shows between two cells. */
const edgeShare = 0.18

/**
 * `enlarged`: pixels of the canvas per square of a tile; rounded down to a power of two, so that a place in the
 * tile is found without dividing. `ground` is what lies between cells.
 */
export function paintTable(states: readonly StateInk[], ground: Rgb, enlarged: number): PaintTable {
  const zoom = Math.max(0, Math.floor(Math.log2(Math.max(1, enlarged))))
  const shift = Math.log2(tileSide) + zoom
  const side = 2 ** shift
  const edges = states.length * side * side
  const pixels = new Uint32Array(2 * edges)
  states.forEach(({ fill, mark, tile }, state) => {
    const [plain, inked] = [packed(fill), packed(mark)]
    const [plainEdge, inkedEdge] = [packed(mixed(fill, ground)), packed(mixed(mark, ground))]
    for (let at = 0; at < side * side; at++) {
      const ink = isInk(tile, (at & (side - 1)) >> zoom, (at >> shift) >> zoom)
      pixels[state * side * side + at] = ink ? inked : plain
      pixels[edges + state * side * side + at] = ink ? inkedEdge : plainEdge
    }
  })
  return { pixels, shift, edges }
}

function mixed(colour: Rgb, ground: Rgb): Rgb {
  const part = (at: 0 | 1 | 2) => Math.round(colour[at] + (ground[at] - colour[at]) * edgeShare)
  return [part(0), part(1), part(2)]
}

/** As the bytes of an image lie in memory on this machine. */
function packed([red, green, blue]: Rgb): number {
  return new Uint32Array(Uint8Array.of(red, green, blue, 255).buffer)[0] ?? 0
}

/** Cells smaller than this run into each other: a line between them would take too much of them. */
const leastWithEdges = 5

/**
 * Paints a map with `px` pixels along a cell into `target`, an image `width` pixels wide, its corner at (left, top).
 * The map must lie inside the image. Cells where nothing was promised are left as they are.
 */
export function paintPages(
  target: Uint32Array,
  width: number,
  left: number,
  top: number,
  { columns, rows, states }: PageMap,
  px: number,
  { pixels, shift, edges }: PaintTable,
): void {
  const mask = 2 ** shift - 1
  const known = edges >> (2 * shift)
  const edged = px >= leastWithEdges
  for (let row = 0; row < rows; row++) {
    for (let line = 0; line < px; line++) {
      const y = top + row * px + line
      const inTile = (y & mask) << shift
      const onEdge = edged && line === px - 1
      let to = y * width + left
      let x = left
      for (let cell = row * columns, end = cell + columns; cell < end; cell++) {
        const state = states[cell] ?? 0
        if (state >= known) {
          to += px
          x += px
          continue
        }
        const from = (state << (2 * shift)) + inTile
        for (let step = 0; step < px; step++, to++, x++) {
          const edge = onEdge || (edged && step === px - 1) ? edges : 0
          target[to] = pixels[edge + from + (x & mask)] ?? 0
        }
      }
    }
  }
}
