// The golden digests in three engines: V8 without any host, QuickJS, and a real browser all find the committed ones.
import { join } from 'node:path'
import { beforeAll, expect, test } from 'vitest'
import { library } from '../../src/sim'
import { readGolden } from '../golden/files'
import type { Digests } from '../golden/runner'
import { goldenScenarios } from '../golden/scenarios'
import { bundle, inBareContext, inBrowser, inQuickJs } from '../support/engines'

const expression = 'golden.allDigests()'
let script = ''

beforeAll(async () => {
  script = await bundle(join(import.meta.dirname, 'entry.ts'), 'golden')
}, 60_000)

/** What stands in the files. */
function committed(): Readonly<Record<string, Digests>> {
  const files = [
    ...Object.keys(goldenScenarios).map((name) => [name, name] as const),
    ...Object.keys(library).map((name) => [name, `library-${name}`] as const),
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
