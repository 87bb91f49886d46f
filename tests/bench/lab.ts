// What the Lab asks of a page with ten thousand hosts on it, measured in a real browser on the built page.
import { existsSync } from 'node:fs'
import { chromium, type Browser, type Page } from 'playwright-core'
import { preview } from 'vite'
import { browserFlags, findBrowser } from '../support/find-browser'
import type { Bench } from './bench'

/** The part of a trace that is read: complete events of the page's main thread. */
interface TraceEvent {
  readonly name: string
  readonly ph: string
  readonly tid: number
  readonly pid: number
  readonly ts: number
  readonly dur?: number
  readonly args?: { readonly name?: string }
}

/** Events in which scripts of the page run. */
const scripts = ['FunctionCall', 'EvaluateScript', 'RunMicrotasks']
const displayFrame = 1_000_000 / 60

async function inLab<T>(measure: (page: Page, browser: Browser) => Promise<T>): Promise<T | string> {
  if (!existsSync('dist/index.html')) return 'there is no build; npm run build first'
  const server = await preview({ preview: { port: 0, host: '127.0.0.1' }, logLevel: 'silent' })
  const browser = await chromium.launch({ executablePath: findBrowser().path, args: [...browserFlags] })
  try {
    const page = await browser.newPage({ viewport: { width: 1440, height: 780 } })
    await page.goto(`${server.resolvedUrls?.local[0] ?? ''}?lab=ten-thousand-hosts`)
    await page.getByText('10 000 hosts').first().waitFor({ timeout: 60_000 })
    return await measure(page, browser)
  } finally {
    await browser.close()
    await server.close()
  }
}

/** What the main thread did while something was going on, longest events of a name inside others left out. */
async function traced(
  page: Page,
  browser: Browser,
  during: () => Promise<void>,
): Promise<readonly TraceEvent[]> {
  await browser.startTracing(page, { categories: ['devtools.timeline', '__metadata'] })
  await during()
  const { traceEvents } = JSON.parse((await browser.stopTracing()).toString('utf8')) as {
    traceEvents: readonly TraceEvent[]
  }
  const main = traceEvents.filter(
    ({ name, args }) => name === 'thread_name' && args?.name === 'CrRendererMain',
  )
  return traceEvents.filter(
    ({ ph, pid, tid }) => ph === 'X' && main.some((thread) => thread.pid === pid && thread.tid === tid),
  )
}

/** Milliseconds of script in each frame of the display; frames without any count as none. */
function scriptPerFrame(events: readonly TraceEvent[]): readonly number[] {
  const calls = events.filter(({ name }) => scripts.includes(name)).sort((a, b) => a.ts - b.ts)
  const first = events[0]?.ts ?? 0
  const frames: number[] = []
  let until = -Infinity
  for (const { ts, dur = 0 } of calls) {
    // What runs inside another call has been counted with it.
    if (ts < until) continue
    until = ts + dur
    const frame = Math.max(0, Math.floor((ts - first) / displayFrame))
    while (frames.length <= frame) frames.push(0)
    frames[frame] = (frames[frame] ?? 0) + dur / 1000
  }
  return frames
}

function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? NaN
}

const playing: Bench = {
  name: 'lab-playing-script-p95',
  unit: 'ms',
  budget: 8,
  bound: 'most',
  measure: () =>
    inLab(async (page, browser) => {
      const events = await traced(page, browser, async () => {
        await page.keyboard.press('Space')
        await page.waitForTimeout(10_000)
      })
      return [percentile(scriptPerFrame(events), 0.95)]
    }),
}

/** Animation frames that follow a change of lens: nothing but the map is painted in them. */
const paint: Bench = {
  name: 'lab-fleet-paint',
  unit: 'ms',
  budget: 8,
  bound: 'most',
  measure: (repeats) =>
    inLab(async (page, browser) => {
      const samples: number[] = []
      for (let round = 0; round < repeats; round++) {
        const events = await traced(page, browser, async () => {
          for (const lens of ['Memory', 'State', 'CPU']) {
            await page
              .getByRole('radio', { name: lens })
              .or(page.getByRole('button', { name: lens }))
              .first()
              .click()
            await page.evaluate(
              () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))),
            )
          }
        })
        const frames = events.filter(({ name }) => name === 'FireAnimationFrame')
        samples.push(Math.max(...frames.map(({ dur = 0 }) => dur / 1000)))
      }
      return samples
    }),
}

export const labBenches: readonly Bench[] = [paint, playing]
