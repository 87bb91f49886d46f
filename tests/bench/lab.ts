// What the Lab asks of a page with ten thousand hosts on it, measured in a real browser on the built page.
import { existsSync } from 'node:fs'
import { chromium, type Browser, type Locator, type Page } from 'playwright-core'
import { preview } from 'vite'
import { encodeLink, library, modelVersion, overridesFor, type Link } from '../../src/sim'
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

const thousands: Opening = {
  address: '?lab=ten-thousand-hosts',
  ready: (page) => page.getByText('10 000 hosts'),
}

interface Opening {
  readonly address: string
  /** In sight when there is something to measure. */
  readonly ready: (page: Page) => Locator
}

async function inLab<T>(
  measure: (page: Page, browser: Browser) => Promise<T>,
  { address, ready }: Opening = thousands,
): Promise<T | string> {
  if (!existsSync('dist/index.html')) return 'there is no build; npm run build first'
  const server = await preview({ preview: { port: 0, host: '127.0.0.1' }, logLevel: 'silent' })
  const browser = await chromium.launch({ executablePath: findBrowser().path, args: [...browserFlags] })
  try {
    const page = await browser.newPage({ viewport: { width: 1440, height: 780 } })
    await page.goto(`${server.resolvedUrls?.local[0] ?? ''}${address}`)
    await ready(page).first().waitFor({ timeout: 60_000 })
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

/** Two hundred VMs beside two hundred containers, with stacks, gaps and six charts. */
function twoBranches(): Link {
  const known = library['three-ways']
  if (known === undefined) throw new Error('there is no scenario three-ways')
  const { script: _script, ...scenario } = known
  const [group] = known.workloads
  if (group === undefined) throw new Error('three-ways has no workloads')
  return {
    modelVersion,
    scenario: {
      ...scenario,
      fleet: [{ name: 'host', count: 1, machine: 'dense-256', kernel: 'kvm' }],
      workloads: [{ ...group, count: 200 }],
    },
    branches: [
      { name: 'A', parent: -1, at: 0, journal: [] },
      { name: 'B', parent: 0, at: 0, set: [...overridesFor('container')], journal: [] },
    ],
    branch: 0,
    view: { stage: 'compare', compare: [0, 1] },
  }
}

const comparing: Bench = {
  name: 'lab-compare-script-p95',
  unit: 'ms',
  budget: 8,
  bound: 'most',
  measure: () =>
    inLab(
      async (page, browser) => {
        const events = await traced(page, browser, async () => {
          await page.keyboard.press('Space')
          await page.waitForTimeout(10_000)
        })
        return [percentile(scriptPerFrame(events), 0.95)]
      },
      {
        address: `#${encodeLink(twoBranches())}`,
        ready: (page) => page.getByRole('group', { name: 'Measures over time' }),
      },
    ),
}

export const labBenches: readonly Bench[] = [paint, playing, comparing]
