// The import rules can fail: for each rule a small tree that breaks it, and one tree that breaks none.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, expect, test } from 'vitest'
import { checkDependencies } from '../../.config/dependencies'

const folders: string[] = []

afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true })
})

/** Each line: the file, the import statement in it, and the rule that must speak. */
const forbidden: readonly (readonly [from: string, imports: string, rule: string])[] = [
  ['src/sim/core/a.ts', "import '../model/vm/index'", 'sim-core'],
  ['src/sim/core/a.ts', "import type { A } from '../run/run'", 'sim-core'],
  ['src/sim/core/a.ts', "import 'fflate'", 'sim-core-packages'],
  ['src/sim/catalog/a.ts', "import '../core/b'", 'sim-catalog'],
  ['src/sim/model/vm/a.ts', "import '../../scenario/scenario'", 'sim-model'],
  ['src/sim/model/vm/a.ts', "import '../cpu/tables'", 'mechanism-door'],
  ['src/sim/model/index.ts', "import './cpu/tables'", 'mechanism-door-outside'],
  ['src/sim/model/vm/a.ts', "import 'yaml'", 'sim-model-packages'],
  ['src/sim/scenario/a.ts', "import '../run/run'", 'sim-scenario'],
  ['src/sim/import/a.ts', "import '../run/run'", 'sim-import'],
  ['src/sim/run/a.ts', "import '../catalog/b'", 'sim-run'],
  ['src/sim/index.ts', "import '../app/store'", 'sim'],
  ['src/sim/run/a.ts', "import 'react'", 'sim-packages'],
  ['src/sim/run/a.ts', "import 'node:fs'", 'node-only-in-cli'],
  ['src/lessons/a.ts', "import '../sim/run/run'", 'lessons'],
  ['src/lessons/a.ts', "import 'react'", 'lessons-packages'],
  ['src/worker/a.ts', "import '../app/store'", 'worker'],
  ['src/app/a.ts', "import '../worker/protocol'", 'app'],
  ['src/app/a.ts', "import type { A } from '../sim/run/run'", 'app-types'],
  ['src/app/a.ts', "import '../ui/App'", 'app'],
  ['src/viz/a.ts', "import '../sim/index'", 'viz'],
  ['src/viz/a.ts', "import type { A } from '../ui/App'", 'viz-types'],
  ['src/viz/a.ts', "import 'react'", 'viz-packages'],
  ['src/ui/a.ts', "import '../sim/core/b'", 'ui'],
  ['src/ui/a.ts', "import type { A } from '../sim/model/index'", 'ui-types'],
  ['src/ui/a.ts', "import '../worker/protocol'", 'ui'],
  ['src/i18n/a.ts', "import '../app/store'", 'i18n'],
  ['src/i18n/a.ts', "import 'react'", 'i18n-packages'],
  ['src/cli/a.ts', "import '../worker/protocol'", 'cli'],
  ['src/cli/a.ts', "import '../sim/run/run'", 'cli'],
  ['src/ui/a.ts', "import '../main'", 'main-is-the-top'],
  ['src/ui/a.ts', "import 'vitest'", 'no-development-packages'],
  ['src/ui/a.ts', "import './missing'", 'resolvable'],
  ['src/ui/a.ts', "import '../../tests/support/naive'", 'no-tests-in-src'],
  ['src/ui/ring.ts', "import './ring2'", 'no-cycles'],
]

const allowed: readonly (readonly [from: string, imports: string])[] = [
  ['src/main.tsx', "import './ui/App'"],
  ['src/sim/core/a.ts', "import type { A } from 'valibot'\nimport './b'"],
  ['src/sim/model/vm/a.ts', "import '../cpu/index'\nimport '../../core/b'\nimport '../../catalog/b'"],
  ['src/sim/run/a.ts', "import '../scenario/scenario'\nimport '../model/index'\nimport '@noble/hashes'"],
  ['src/app/a.ts', "import type { A } from '../worker/protocol'\nimport type { B } from '../sim/index'"],
  ['src/viz/a.ts', "import { a } from 'd3'\nimport type { B } from '../sim/index'"],
  ['src/ui/a.ts', "import '../viz/b'\nimport '../sim/index'\nimport 'react'"],
  ['src/cli/a.ts', "import 'node:fs'\nimport '../sim/index'\nimport '../i18n/text'"],
]

test.each(forbidden)('%s with %s breaks the rule %s', async (from, imports, rule) => {
  const report = await checkDependencies(sample([[from, imports]]))
  expect(report.modules).toBeGreaterThan(0)
  expect(report.violations.filter((violation) => violation.from === from).map((one) => one.rule)).toContain(
    rule,
  )
})

test('a tree that follows the picture breaks no rule', async () => {
  const report = await checkDependencies(sample(allowed))
  expect(report.modules).toBeGreaterThan(allowed.length)
  expect(report.violations).toEqual([])
})

/** Writes a project in which every part has a file to be imported, and then the given files. */
function sample(files: readonly (readonly [path: string, text: string])[]): string {
  const folder = mkdtempSync(join(tmpdir(), 'strata-imports-'))
  folders.push(folder)
  const write = (path: string, text: string): void => {
    mkdirSync(dirname(join(folder, path)), { recursive: true })
    writeFileSync(join(folder, path), text)
  }
  for (const path of targets) write(path, 'export type A = 1\nexport type B = 2\nexport const a = 1\n')
  for (const name of shipped) writePackage(write, name)
  writePackage(write, 'vitest')
  const versions = (names: readonly string[]): Record<string, string> =>
    Object.fromEntries(names.map((name) => [name, '1.0.0']))
  const manifest = { name: 'sample', dependencies: versions(shipped), devDependencies: versions(['vitest']) }
  write('package.json', JSON.stringify(manifest))
  write('src/ui/ring2.ts', "import './ring'\n")
  write('src/ui/ring.ts', '')
  for (const [path, text] of files) write(path, `${text}\n`)
  return folder
}

const shipped = ['react', 'd3', 'valibot', 'fflate', 'yaml', '@noble/hashes']

const targets = [
  'src/main.tsx',
  'src/sim/index.ts',
  'src/sim/core/b.ts',
  'src/sim/catalog/b.ts',
  'src/sim/model/index.ts',
  'src/sim/model/vm/index.ts',
  'src/sim/model/cpu/index.ts',
  'src/sim/model/cpu/tables.ts',
  'src/sim/scenario/scenario.ts',
  'src/sim/run/run.ts',
  'src/worker/protocol.ts',
  'src/app/store.ts',
  'src/ui/App.tsx',
  'src/viz/b.ts',
  'src/i18n/text.ts',
  'tests/support/naive.ts',
]

function writePackage(write: (path: string, text: string) => void, name: string): void {
  write(`node_modules/${name}/package.json`, JSON.stringify({ name, version: '1.0.0', main: 'index.js' }))
  write(`node_modules/${name}/index.js`, 'export const a = 1\n')
}
