/** Columns of the tables: what a row shows, and the whole number by which it is sorted and filtered. */
import type { TableView } from '../fleet-views'

export interface Column {
  readonly id: string
  readonly unit: string
  readonly kind: TableView['columns'][number]['kind']
  /** A whole number for sorting, never negative; for words their place among `words`. */
  key(row: number): number
  /** The words in sorting order; null for numbers, and for names that are made from the row. */
  readonly words: readonly string[] | null
  show(row: number): string | number
}

export function numberColumn(id: string, unit: string, read: (row: number) => number): Column {
  return { id, unit, kind: 'number', key: read, words: null, show: read }
}

/** `code` gives the place of the row's word in `words`, which stand in the order in which they are sorted. */
export function wordColumn(
  id: string,
  kind: 'name' | 'state',
  words: readonly string[],
  code: (row: number) => number,
): Column {
  return { id, unit: '', kind, key: code, words, show: (row) => words[code(row)] }
}

/** Words that come in any order, as a column in alphabetical order. */
export function sortedWords(
  id: string,
  kind: 'name' | 'state',
  words: readonly string[],
  code: (row: number) => number,
): Column {
  const sorted = [...new Set(words)].sort((a, b) => (a < b ? -1 : 1))
  const place = words.map((word) => sorted.indexOf(word))
  return wordColumn(id, kind, sorted, (row) => place[code(row)])
}

/** Names as group and number: `rank` is their natural order. */
export function nameColumn(rank: (row: number) => number, show: (row: number) => string): Column {
  return { id: 'name', unit: '', kind: 'name', key: rank, words: null, show }
}
