// The golden digests in five engines: V8 without any host, QuickJS, and three real browsers find the committed ones.
import { join } from 'node:path'
import { beforeAll, expect, test } from 'vitest'
import { readGolden } from '../golden/files'
import { goldenLibrary } from '../golden/library'
import type { Digests } from '../golden/runner'
import { goldenScenarios } from '../golden/scenarios'
import { bundle, inBareContext, inBrowser, inQuickJs } from '../support/engines'
import { findFirefox, findWebKit, inForeignBrowser, type ForeignBrowser } from '../support/foreign-browsers'

const expression = 'golden.allDigests()'
let script = ''

beforeAll(async () => {
  script = await bundle(join(import.meta.dirname, 'entry.ts'), 'golden')
}, 60_000)

/** What stands in the files. */
function committed(): Readonly<Record<string, Digests>> {
  const files = [
    ...Object.keys(goldenScenarios).map((name) => [name, name] as const),
    ...Object.keys(goldenLibrary).map((name) => [name, `library-${name}`] as const),
  ]
  return Object.fromEntries(files.map(([name, file]) => [name, readGolden(file).digests]))
}

test('V8 without any host', () => {
  expect(JSON.parse(inBareContext(script, expression))).toEqual(committed())
})

test('QuickJS', async () => {
  expect(JSON.parse(await inQuickJs(script, expression))).toEqual(committed())
}, 120_000)

test('Chromium', async () => {
  expect(JSON.parse(await inBrowser(script, expression))).toEqual(committed())
}, 120_000)

test('Firefox', () => inForeign(findFirefox(), 'firefox-esr'), 180_000)

test('WebKit', () => inForeign(findWebKit(), 'webkit2gtk-driver, xvfb and xauth'), 180_000)

/** CI must have the browser; elsewhere its absence is said aloud, and the other engines stand for it. */
async function inForeign(browser: ForeignBrowser | null, packages: string): Promise<void> {
  if (browser === null) {
    expect(process.env['CI'], `CI needs ${packages}`).toBeUndefined()
    console.warn(`NOT RUN: no such browser here; the golden digests in it are unproven. Install ${packages}.`)
    return
  }
  expect(JSON.parse(await inForeignBrowser(browser, script, expression))).toEqual(committed())
}
