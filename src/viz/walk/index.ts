/** A page walk on a grid: a column for each guest level and one for the data, a row for each host level. */

export interface WalkReference {
  /** 1 for the first. */
  readonly number: number
  /** Whose table is read; the only one of a walk stands in one row. */
  readonly table: 'guest' | 'host' | 'shadow'
  /** 1 is the leaf of a walk with 4 KiB pages. */
  readonly level: number
}

export interface WalkCell extends WalkReference {
  readonly column: number
  readonly row: number
}

export interface WalkGrid {
  readonly columns: number
  readonly rows: number
  readonly cells: readonly WalkCell[]
}

/**
 * Places references in the order of the walk: those to host tables go down a column, the one to a guest table that
 * they led to ends it. A walk through one table alone goes along a single row.
 */
export function walkGrid(references: readonly WalkReference[]): WalkGrid {
  const hosts = longestRunOf(references)
  const cells: WalkCell[] = []
  let column = 0
  let row = 0
  for (const reference of references) {
    if (reference.table === 'host') cells.push({ ...reference, column, row: row++ })
    else {
      cells.push({ ...reference, column, row: hosts })
      column++
      row = 0
    }
  }
  return { columns: column + (row > 0 ? 1 : 0), rows: hosts + (hosts === 0 || column > 0 ? 1 : 0), cells }
}

/** Host levels: the most host tables read one after the other. */
function longestRunOf(references: readonly WalkReference[]): number {
  let longest = 0
  let run = 0
  for (const { table } of references) {
    run = table === 'host' ? run + 1 : 0
    longest = Math.max(longest, run)
  }
  return longest
}

export interface WalkShape {
  /** px. */
  readonly cell: number
  readonly gap: number
}

/** Centres of the cells in px, in the order of the walk: the line that the walk takes. */
export function walkPath({ cells }: WalkGrid, { cell, gap }: WalkShape, until: number): string {
  const pitch = cell + gap
  return cells
    .filter(({ number }) => number <= until)
    .map(
      ({ column, row }, at) =>
        `${at === 0 ? 'M' : 'L'}${column * pitch + cell / 2} ${row * pitch + cell / 2}`,
    )
    .join('')
}
