// The built command line as a program of its own: real pipes, exit codes, and readers who leave early.
import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { build } from 'vite'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { laws } from '../../src/sim'

let program = resolve('dist/cli/strata.js')
let folder: string | null = null

// `npm test` has built it before; alone, this test makes a copy elsewhere.
beforeAll(async () => {
  if (existsSync(program)) return
  folder = mkdtempSync(join(tmpdir(), 'strata-built-'))
  console.warn(`dist/cli/strata.js is absent; a copy is built in ${folder}`)
  await build({
    configFile: false,
    logLevel: 'error',
    ssr: { noExternal: true },
    build: {
      ssr: 'src/cli/main.ts',
      outDir: folder,
      target: 'node20',
      rolldownOptions: { output: { entryFileNames: 'strata.mjs', codeSplitting: false } },
    },
  })
  program = join(folder, 'strata.mjs')
}, 120_000)

afterAll(() => {
  if (folder !== null) rmSync(folder, { recursive: true })
})

test('it runs, reads standard input, and gives its exit code to the shell', () => {
  const run = (words: string[], input = '') =>
    spawnSync(process.execPath, [program, ...words], { input, encoding: 'utf8', env: {} })
  const evaluated = run(
    ['eval', 'units.kubernetes-quantity', '--lines'],
    '{"quantity":"1Ki"}\n{"quantity":"K"}\n',
  )
  expect(evaluated.status).toBe(1)
  expect(evaluated.stdout.split('\n')[0]).toBe(
    '{"exact":"1024","canonical":"1Ki","value":"1024","milliValue":"1024000"}',
  )
  expect(run(['run', 'one-kernel']).stdout).toMatch(/^digest +[0-9a-f]{32}$/m)
  expect(run(['models', 'nonsense'])).toMatchObject({ status: 2, stdout: '' })
  expect(run(['models', '--json']).stdout).toContain([...laws.keys()].at(-1))
})

test('a reader who leaves early is no error', async () => {
  const child = spawn(process.execPath, [program, 'eval', 'units.kubernetes-quantity', '--lines'], {
    env: {},
  })
  let complaints = ''
  child.stderr.on('data', (piece: Buffer) => {
    complaints += piece.toString()
  })
  child.stdin.on('error', () => {
    // The program has gone before it read everything: what is looked for here.
  })
  child.stdin.write('{"quantity":"1"}\n'.repeat(1000))
  await once(child.stdout, 'data')
  child.stdout.destroy()
  child.stdin.end('{"quantity":"1"}\n'.repeat(100000))
  const [status] = (await once(child, 'close')) as [number]
  expect({ status, complaints }).toEqual({ status: 0, complaints: '' })
})
