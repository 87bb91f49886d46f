/** A file's content after aliases, merge keys and variables: maps, lists and scalars that know where they stand. */
import { below, complain, type Reading } from './problems'

interface Node {
  /** Offset in the text. */
  readonly at: number
  /** Nodes inside, itself included, with aliases written out; and how deep they go. Both are limited. */
  readonly size: number
  readonly depth: number
  readonly tag: string | null
}

export interface ScalarTree extends Node {
  readonly type: 'scalar'
  readonly value: string | number | boolean | null
  /** As written, after interpolation: '0.50' stays '0.50'. */
  readonly text: string
}
export interface ListTree extends Node {
  readonly type: 'list'
  readonly items: readonly Tree[]
  /** Put together by `extends`: later entries about the same thing replace earlier ones. */
  readonly merged: boolean
}
export interface MapTree extends Node {
  readonly type: 'map'
  readonly entries: ReadonlyMap<string, Tree>
}
export type Tree = ScalarTree | ListTree | MapTree

export function isNull(tree: Tree | undefined): boolean {
  return tree === undefined || (tree.type === 'scalar' && tree.value === null)
}

/** The value of a key; null and "missing" mean the same. */
export function fieldOf(map: MapTree, key: string): Tree | undefined {
  const found = map.entries.get(key)
  return isNull(found) ? undefined : found
}

export function isGiven(map: MapTree, key: string): boolean {
  return fieldOf(map, key) !== undefined
}

export function asMap(reading: Reading, tree: Tree | undefined, path: string): MapTree | null {
  if (tree === undefined) return null
  if (tree.type === 'map') return tree
  complain(reading, 'not-a-map', tree.at, path)
  return null
}

export function asList(reading: Reading, tree: Tree | undefined, path: string): ListTree | null {
  if (tree === undefined) return null
  if (tree.type === 'list') return tree
  complain(reading, 'not-a-list', tree.at, path)
  return null
}

/** A text, or a number or truth value as it was written. */
export function asText(reading: Reading, tree: Tree | undefined, path: string): string | null {
  if (tree === undefined) return null
  if (tree.type === 'scalar' && tree.value !== null) return tree.text
  complain(reading, 'not-a-text', tree.at, path)
  return null
}

export function mapIn(reading: Reading, map: MapTree, key: string, path: string): MapTree | null {
  return asMap(reading, fieldOf(map, key), below(path, key))
}

export function listIn(reading: Reading, map: MapTree, key: string, path: string): ListTree | null {
  return asList(reading, fieldOf(map, key), below(path, key))
}

export function textIn(reading: Reading, map: MapTree, key: string, path: string): string | null {
  return asText(reading, fieldOf(map, key), below(path, key))
}

/** True for `true` and for the texts that Compose takes for it once a variable has been put in. */
export function isTrue(map: MapTree, key: string): boolean {
  const tree = fieldOf(map, key)
  return tree?.type === 'scalar' && (tree.value === true || tree.text.toLowerCase() === 'true')
}

/** Digits of a whole number however it was written (0x10 is 16), else the text. */
export function numberText(tree: Tree): string {
  if (tree.type !== 'scalar') return ''
  const odd =
    typeof tree.value === 'number' && Number.isSafeInteger(tree.value) && !/^[0-9.]+$/.test(tree.text)
  return odd ? `${tree.value}` : tree.text
}
