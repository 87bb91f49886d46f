// The built page fetches nothing from elsewhere, and the built command line needs nothing beside it but Node.
import { existsSync } from 'node:fs'
import { builtinModules } from 'node:module'
import { resolve } from 'node:path'
import { parseAstAsync } from 'vite'
import { beforeAll, expect, test } from 'vitest'
import { filesBelow, projectRoot, readText } from './files'

const address = String.raw`["'\x60](?:https?:|wss?:)?//`

/** Ways in which a file can ask for something at an address of another origin; an address in a text is none. */
const fetches: Readonly<Record<string, readonly RegExp[]>> = {
  '.html': [
    /<(?:script|img|iframe|source|audio|video|embed)\b[^>]*\bsrc\s*=\s*["']?(?:https?:)?\/\//i,
    /<link\b[^>]*\bhref\s*=\s*["']?(?:https?:)?\/\//i,
  ],
  '.css': [/@import\s+(?:url\()?["']?(?:https?:)?\/\//i, /url\(\s*["']?(?:https?:)?\/\//i],
  '.js': [
    new RegExp(String.raw`\b(?:fetch|import|importScripts|sendBeacon)\(\s*${address}`),
    new RegExp(
      String.raw`\bnew\s+(?:Worker|SharedWorker|WebSocket|EventSource|Request|FontFace)\([^)]*${address}`,
    ),
    new RegExp(String.raw`\bfrom\s*${address}`),
    new RegExp(String.raw`\.open\(\s*["'\x60][A-Z]+["'\x60]\s*,\s*${address}`),
    new RegExp(String.raw`\.src\s*=\s*${address}`),
  ],
}

beforeAll(() => {
  if (!existsSync(resolve(projectRoot, 'dist/index.html'))) throw new Error('Run `npm run build` first.')
})

test.each(Object.entries(fetches))('no built %s file fetches from another origin', (ending, patterns) => {
  const found = filesBelow('dist', [ending]).filter((path) =>
    patterns.some((pattern) => pattern.test(readText(path))),
  )
  expect(found).toEqual([])
})

test('the patterns find what they look for', () => {
  const samples: Readonly<Record<string, readonly string[]>> = {
    '.html': [
      '<script src="https://a.example/x.js"></script>',
      '<link rel="stylesheet" href="//a.example/x.css">',
    ],
    '.css': ['@import "https://a.example/x.css"', '@font-face{src:url(//a.example/x.woff2)}'],
    '.js': [
      'fetch(`https://a.example`)',
      'new WebSocket("wss://a.example")',
      'import"x";import a from"//b.example"',
    ],
  }
  for (const [ending, lines] of Object.entries(samples)) {
    for (const line of lines) expect((fetches[ending] ?? []).some((pattern) => pattern.test(line))).toBe(true)
  }
  const text = 'const source = "https://a.example/paper.pdf"; const ns = "http://www.w3.org/2000/svg"'
  expect((fetches['.js'] ?? []).some((pattern) => pattern.test(text))).toBe(false)
})

test('the built command line imports only what Node brings', async () => {
  const program = await parseAstAsync(readText('dist/cli/strata.js'))
  const imported = program.body.flatMap((statement) =>
    'source' in statement && statement.source !== null ? [String(statement.source.value)] : [],
  )
  expect(imported.filter((name) => !builtinModules.includes(name.replace(/^node:/, '')))).toEqual([])
})
