// How Strata is built (the page, and the command line with `--mode cli`) and how its tests are run.
import { createHash } from 'node:crypto'
import { chmodSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import react from '@vitejs/plugin-react'
import type { Plugin } from 'vite'
import { defineConfig, type TestProjectConfiguration, type ViteUserConfig } from 'vitest/config'

// Folders of tests that need only Node; tests/ui runs in jsdom, tests/e2e in a browser, tests/deep on request.
const nodeTestFolders = [
  'sim',
  'scenario',
  'properties',
  'differential',
  'golden',
  'engines',
  'fuzz',
  'cli',
  'lessons',
  'i18n',
  'viz',
  'architecture',
  'app',
  'worker',
]

/**
 * Everything from the page's own origin, nothing written into its HTML. Styles are the exception: dialogs lock
 * scrolling by a style element of their own, and formulas carry style attributes.
 */
const contentSecurityPolicy = [
  "default-src 'self'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data: blob:",
  "connect-src 'self'",
  "worker-src 'self'",
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'none'",
].join('; ')

/** As a server should send them. Any origin may load the files: a sandboxed frame has none of its own. */
export const pageHeaders: Readonly<Record<string, string>> = {
  'Content-Security-Policy': contentSecurityPolicy,
  'Access-Control-Allow-Origin': '*',
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
}

export default defineConfig(({ mode }) => ({
  base: './',
  worker: {
    format: 'es',
    // Workers keep to a folder of their own, so that the size check can tell them from the page's chunks.
    rolldownOptions: {
      output: {
        entryFileNames: 'assets/worker/[name]-[hash].js',
        chunkFileNames: 'assets/worker/chunks/[name]-[hash].js',
      },
    },
  },
  ...(mode === 'cli' ? commandLineBuild() : pageBuild()),
  test: { passWithNoTests: true, projects: mode === 'deep' ? [deepProject()] : testProjects() },
}))

function pageBuild(): ViteUserConfig {
  return {
    plugins: [react(), policyPlugin(), offlinePlugin()],
    preview: { headers: pageHeaders },
    build: { outDir: 'dist', target: ['chrome80', 'es2020'], manifest: true },
  }
}

/** The policy in the page itself, for servers that send no headers. */
function policyPlugin(): Plugin {
  return {
    name: 'strata-policy',
    apply: 'build',
    transformIndexHtml: () => [
      {
        tag: 'meta',
        attrs: { 'http-equiv': 'Content-Security-Policy', content: contentSecurityPolicy },
        injectTo: 'head-prepend',
      },
    ],
  }
}

/** Files of `public` that the page itself uses. */
const publicFiles = ['favicon.svg']

/** Writes sw.js: the worker with the names of all built files, and a version made of their contents. */
function offlinePlugin(): Plugin {
  return {
    name: 'strata-offline',
    apply: 'build',
    enforce: 'post',
    generateBundle(_, bundle) {
      const built = Object.values(bundle).filter(({ fileName }) => !/^\.|\.map$|\.html$/.test(fileName))
      const files = ['./', ...publicFiles, ...built.map(({ fileName }) => fileName).sort()]
      const template = readFileSync(resolve(import.meta.dirname, '.config/service-worker.js'), 'utf8')
      const contents = Object.values(bundle).map((one) => (one.type === 'chunk' ? one.code : one.source))
      const hash = createHash('sha256').update(template)
      for (const content of contents) hash.update(content)
      const source = template
        .replace('__VERSION__', hash.digest('hex').slice(0, 12))
        .replace('__FILES__', JSON.stringify(files))
      this.emitFile({ type: 'asset', fileName: 'sw.js', source })
    },
  }
}

// One file with everything in it: dist/cli may be copied anywhere and run by `node strata.js`.
function commandLineBuild(): ViteUserConfig {
  return {
    plugins: [react(), modulePackage()],
    ssr: { noExternal: true },
    build: {
      ssr: 'src/cli/main.ts',
      outDir: 'dist/cli',
      copyPublicDir: false,
      target: 'node20',
      rolldownOptions: {
        output: {
          banner: '#!/usr/bin/env node',
          entryFileNames: 'strata.js',
          codeSplitting: false,
        },
      },
    },
  }
}

// Node takes strata.js for a module wherever it lies, because this package.json lies beside it; a shell may start it.
function modulePackage(): Plugin {
  return {
    name: 'strata-module-package',
    generateBundle() {
      this.emitFile({ type: 'asset', fileName: 'package.json', source: '{ "type": "module" }\n' })
    },
    writeBundle({ dir }) {
      chmodSync(resolve(dir ?? 'dist/cli', 'strata.js'), 0o755)
    },
  }
}

/** Tests see what the command line sees: no part of the simulator is still to be loaded. */
const wholeSimulator = 'src/worker/rest.ts'

function testProjects(): TestProjectConfiguration[] {
  return [
    {
      extends: true,
      test: {
        name: 'unit',
        environment: 'node',
        include: [`tests/{${nodeTestFolders.join(',')}}/**/*.test.ts`],
        setupFiles: [wholeSimulator],
        testTimeout: 30_000,
        sequence: { groupOrder: 0 },
      },
    },
    {
      extends: true,
      test: {
        name: 'ui',
        environment: 'jsdom',
        include: ['tests/ui/**/*.test.tsx'],
        setupFiles: ['.config/vitest-ui-setup.ts', wholeSimulator],
        testTimeout: 30_000,
        sequence: { groupOrder: 0 },
      },
    },
    {
      extends: true,
      test: {
        name: 'e2e',
        environment: 'node',
        include: ['tests/e2e/**/*.test.ts'],
        setupFiles: [wholeSimulator],
        testTimeout: 120_000,
        hookTimeout: 120_000,
        // One browser at a time, after everything else, so that journeys are not slowed by other tests.
        maxWorkers: 1,
        sequence: { groupOrder: 1 },
      },
    },
  ]
}

function deepProject(): TestProjectConfiguration {
  return {
    extends: true,
    test: {
      name: 'deep',
      environment: 'node',
      include: ['tests/deep/**/*.test.ts'],
      setupFiles: [wholeSimulator],
      testTimeout: 3_600_000,
      hookTimeout: 600_000,
    },
  }
}
