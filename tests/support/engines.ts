// Runs one script in engines that know nothing of Node: bare V8, QuickJS in WebAssembly, and a real browser.
import { createContext, runInContext } from 'node:vm'
import quickjsVariant from '@jitl/quickjs-wasmfile-release-sync'
import { chromium } from 'playwright-core'
import { newQuickJSWASMModuleFromVariant } from 'quickjs-emscripten-core'
import { build, type Rolldown } from 'vite'
import { browserFlags, findBrowser } from './find-browser'

/** One script that puts the exports of `entry` under the global name; no imports are left in it. */
export async function bundle(entry: string, globalName: string): Promise<string> {
  const result = (await build({
    configFile: false,
    logLevel: 'error',
    build: {
      write: false,
      minify: false,
      target: 'es2020',
      lib: { entry, formats: ['iife'], name: globalName, fileName: 'script' },
    },
  })) as Rolldown.RolldownOutput[]
  const code = result[0]?.output[0].code
  if (code === undefined) throw new Error('nothing was bundled')
  return code
}

/** V8 with the language alone: no console, timers, process or fetch. */
export function inBareContext(script: string, expression: string): string {
  const context = createContext({})
  runInContext(script, context)
  return String(runInContext(expression, context))
}

export async function inQuickJs(script: string, expression: string): Promise<string> {
  const module = await newQuickJSWASMModuleFromVariant(quickjsVariant)
  const context = module.newContext()
  try {
    context.unwrapResult(context.evalCode(script, 'script.js', { type: 'global' })).dispose()
    return context.unwrapResult(context.evalCode(expression)).consume((handle) => context.getString(handle))
  } finally {
    context.dispose()
  }
}

export async function inBrowser(script: string, expression: string): Promise<string> {
  const browser = await chromium.launch({ executablePath: findBrowser().path, args: [...browserFlags] })
  try {
    const page = await browser.newPage()
    await page.addScriptTag({ content: script })
    return String(await page.evaluate(expression))
  } finally {
    await browser.close()
  }
}
