/**
 * Layers as sets of files, and what a container sees of a pile of them: a file hides those of its path below it, and a
 * whiteout hides them without putting anything in their place. Nothing is ever taken out of a layer.
 */
import type { Effect } from './parse'

export interface LayerFile {
  readonly path: string
  readonly bytes: number
  readonly whiteout: boolean
}

/** What a container sees: bytes by path. */
export type Seen = Map<string, number>

/** Adds a layer on top. */
export function lookThrough(seen: Seen, files: readonly LayerFile[]): void {
  for (const { path, whiteout } of files) if (whiteout) for (const hit of hitBy(seen, path)) seen.delete(hit)
  for (const { path, bytes, whiteout } of files) if (!whiteout) seen.set(path, bytes)
}

/** Paths that a path or pattern means: itself, what is under it, or what its stars fit. */
export function hitBy(seen: ReadonlyMap<string, number>, path: string): readonly string[] {
  if (path === '/') return [...seen.keys()]
  if (!path.includes('*')) return [...seen.keys()].filter((one) => one === path || one.startsWith(`${path}/`))
  const pattern = path.split('/')
  return [...seen.keys()].filter((one) => {
    const parts = one.split('/')
    return parts.length >= pattern.length && pattern.every((part, at) => fits(part, parts[at]))
  })
}

/** Whether a name fits a pattern with stars. One step back per letter at most, so that no pattern takes long. */
function fits(pattern: string, name: string): boolean {
  let [at, star, kept] = [0, -1, 0]
  let letter = 0
  while (letter < name.length) {
    if (pattern[at] === '*') {
      star = at++
      kept = letter
    } else if (pattern[at] === name[letter]) {
      at++
      letter++
    } else if (star >= 0) {
      at = star + 1
      letter = ++kept
    } else return false
  }
  while (pattern[at] === '*') at++
  return at === pattern.length
}

/** What one instruction leaves behind, by path, on top of what is seen below it. */
export function layerOf(seen: ReadonlyMap<string, number>, effects: readonly Effect[]): readonly LayerFile[] {
  const made: Seen = new Map()
  const gone = new Set<string>()
  for (const { path, bytes } of effects) {
    if (bytes >= 0) {
      made.set(path, bytes)
      continue
    }
    // Made and removed by one instruction: it has never been in any layer.
    for (const hit of hitBy(made, path)) made.delete(hit)
    const below = hitBy(seen, path)
    if (below.length > 0) for (const one of path.includes('*') ? below : [path]) gone.add(one)
  }
  // A file of the same path takes the place of the one below by itself.
  const files: LayerFile[] = [...gone]
    .filter((path) => !made.has(path))
    .map((path) => ({ path, bytes: 0, whiteout: true }))
  for (const [path, bytes] of made) files.push({ path, bytes, whiteout: false })
  return files.sort((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0))
}

export function bytesOfFiles(files: readonly LayerFile[]): number {
  return files.reduce((sum, { bytes }) => sum + bytes, 0)
}

export interface ImageSizes {
  /** What is stored and sent; what a container sees; what is there and seen by nobody. */
  readonly totalBytes: number
  readonly visibleBytes: number
  readonly hiddenBytes: number
}

export function sizesOf(layers: readonly (readonly LayerFile[])[]): ImageSizes {
  const seen: Seen = new Map()
  let totalBytes = 0
  for (const files of layers) {
    lookThrough(seen, files)
    totalBytes += bytesOfFiles(files)
  }
  let visibleBytes = 0
  for (const bytes of seen.values()) visibleBytes += bytes
  return { totalBytes, visibleBytes, hiddenBytes: totalBytes - visibleBytes }
}
