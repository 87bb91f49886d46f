// After a build: the JavaScript that the first screen needs, worker included, must stay below a limit when compressed.
import { existsSync, readFileSync, readdirSync } from 'node:fs'
import { posix, resolve } from 'node:path'
import { gzipSync } from 'node:zlib'
import { parseAstAsync } from 'vite'
import { isMain } from './is-main'

/** 200 kB take about a second on a slow mobile connection (1.6 Mbit/s). */
export const firstScreenLimit = 200_000

export interface FirstScreenFile {
  readonly path: string
  readonly bytes: number
  readonly gzipBytes: number
}

/** The scripts named by index.html, the workers and one language, with everything they import statically. */
export async function firstScreenFiles(dist: string): Promise<FirstScreenFile[]> {
  const html = readFileSync(resolve(dist, 'index.html'), 'utf8')
  const waiting = [
    ...manifestEntries(dist),
    ...scriptsOf(html),
    ...workersOf(dist),
    ...largestLanguageOf(dist),
  ]
  const files = new Map<string, FirstScreenFile>()
  for (let path = waiting.pop(); path !== undefined; path = waiting.pop()) {
    if (files.has(path)) continue
    const code = readFileSync(resolve(dist, path))
    files.set(path, { path, bytes: code.length, gzipBytes: gzipSync(code, { level: 9 }).length })
    waiting.push(...(await staticImports(path, code.toString('utf8'))))
  }
  return [...files.values()].sort((a, b) => b.gzipBytes - a.gzipBytes)
}

function manifestEntries(dist: string): string[] {
  const manifest = JSON.parse(readFileSync(resolve(dist, '.vite/manifest.json'), 'utf8')) as Record<
    string,
    { file: string; isEntry?: boolean }
  >
  return Object.values(manifest)
    .filter((chunk) => chunk.isEntry === true && chunk.file.endsWith('.js'))
    .map((chunk) => chunk.file)
}

function scriptsOf(html: string): string[] {
  return [...html.matchAll(/(?:src|href)="([^"]+\.js)"/g)].map((match) => posix.normalize(match[1] ?? ''))
}

/** vite.config.ts puts the entry of each worker straight into this folder. */
function workersOf(dist: string): string[] {
  const folder = resolve(dist, 'assets/worker')
  if (!existsSync(folder)) return []
  return readdirSync(folder)
    .filter((name) => name.endsWith('.js'))
    .map((name) => `assets/worker/${name}`)
}

/** The first screen loads the sentences of one language; the heavier one counts. */
function largestLanguageOf(dist: string): string[] {
  const languages = readdirSync(resolve(dist, 'assets'))
    .filter((name) => /^(english|chinese)-(?!later-).*\.js$/.test(name))
    .map((name) => `assets/${name}`)
  const weight = (path: string): number => gzipSync(readFileSync(resolve(dist, path))).length
  return languages.sort((a, b) => weight(b) - weight(a)).slice(0, 1)
}

async function staticImports(path: string, code: string): Promise<string[]> {
  const program = await parseAstAsync(code)
  const sources: string[] = []
  for (const statement of program.body) {
    const source = 'source' in statement ? statement.source : null
    if (source !== null && typeof source.value === 'string') sources.push(source.value)
  }
  return sources
    .filter((source) => source.startsWith('.'))
    .map((source) => posix.join(posix.dirname(path), source))
}

async function main(): Promise<void> {
  const files = await firstScreenFiles(resolve('dist'))
  const total = files.reduce((sum, file) => sum + file.gzipBytes, 0)
  for (const file of files) console.log(row(file.gzipBytes, `${file.path} (${kilobytes(file.bytes)} plain)`))
  console.log(row(total, `first screen, of at most ${kilobytes(firstScreenLimit)}`))
  if (files.length === 0 || total > firstScreenLimit) {
    console.error(files.length === 0 ? 'No script was found in dist.' : 'The first screen is too heavy.')
    process.exitCode = 1
  }
}

function row(bytes: number, label: string): string {
  return `${kilobytes(bytes).padStart(9)}  ${label}`
}

function kilobytes(bytes: number): string {
  return `${(bytes / 1000).toFixed(1)} kB`
}

if (isMain(import.meta.url)) await main()
