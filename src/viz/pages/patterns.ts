/** The second channel of the states of memory and of lost time: tiles of 8 × 8, the same on canvas and in SVG. */

export const tileSide = 8

export const tiles = {
  plain: ['........', '........', '........', '........', '........', '........', '........', '........'],
  dots: ['........', '.##.....', '.##.....', '........', '........', '.....##.', '.....##.', '........'],
  rising: ['......##', '.....##.', '....##..', '...##...', '..##....', '.##.....', '##......', '#......#'],
  falling: ['##......', '.##.....', '..##....', '...##...', '....##..', '.....##.', '......##', '#......#'],
  cross: ['#.....#.', '.#...#..', '..#.#...', '...#....', '..#.#...', '.#...#..', '#.....#.', '.......#'],
  level: ['........', '........', '########', '........', '........', '........', '########', '........'],
  upright: ['..#...#.', '..#...#.', '..#...#.', '..#...#.', '..#...#.', '..#...#.', '..#...#.', '..#...#.'],
  sparse: ['........', '........', '........', '...##...', '...##...', '........', '........', '........'],
} as const satisfies Readonly<Record<string, readonly string[]>>
export type Tile = keyof typeof tiles

/** Patterns of `pageStates`, in their order; what was never touched is empty paper. */
export const stateTiles = [
  'sparse',
  'plain',
  'plain',
  'dots',
  'rising',
  'level',
  'cross',
] as const satisfies readonly Tile[]

export function isInk(tile: Tile, x: number, y: number): boolean {
  return tiles[tile][y % tileSide]?.[x % tileSide] === '#'
}

/** The inked squares of a tile as an SVG path in a box of 8 × 8; '' for the plain one. */
export function tilePath(tile: Tile): string {
  const runs = tiles[tile].flatMap((row, y) =>
    [...row.matchAll(/#+/g)].map(({ index, 0: run }) => `M${index} ${y}h${run.length}v1h-${run.length}z`),
  )
  return runs.join('')
}
