// Lists the project's own text files for the tests beside this one.
import { readFileSync, readdirSync, statSync } from 'node:fs'
import { relative, resolve, sep } from 'node:path'

export const projectRoot = resolve(import.meta.dirname, '../..')

/** Paths below `folder`, relative to the project, with forward slashes. */
export function filesBelow(folder: string, endings: readonly string[]): string[] {
  const start = resolve(projectRoot, folder)
  return readdirSync(start, { recursive: true, encoding: 'utf8' })
    .map((name) => resolve(start, name))
    .filter((path) => endings.some((ending) => path.endsWith(ending)) && statSync(path).isFile())
    .map((path) => relative(projectRoot, path).split(sep).join('/'))
    .sort()
}

export function readText(path: string): string {
  return readFileSync(resolve(projectRoot, path), 'utf8')
}

export function linesOf(path: string): string[] {
  return readText(path).replace(/\n$/, '').split('\n')
}
