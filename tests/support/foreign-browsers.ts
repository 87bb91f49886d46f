// Browsers that cannot be driven here but can open a page: it runs the bundle and posts what it found to a local port.
import { spawn, type ChildProcess } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'

export interface ForeignBrowser {
  readonly name: string
  /** Program and arguments that open an address with a profile of its own. */
  command(address: string, profile: string): readonly [program: string, ...args: string[]]
}

/** Firefox, or null where there is none. */
export function findFirefox(): ForeignBrowser | null {
  const program = onPath('firefox-esr') ?? onPath('firefox')
  if (program === null) return null
  return {
    name: 'Firefox',
    command(address, profile) {
      writeFileSync(join(profile, 'user.js'), quietFirefox)
      return [program, '--headless', '--no-remote', '--profile', profile, address]
    },
  }
}

/** WebKitGTK's MiniBrowser under a display of its own, or null where one of both is missing. */
export function findWebKit(): ForeignBrowser | null {
  const display = onPath('xvfb-run')
  const program = webKitFolders.flatMap(miniBrowsersIn)[0]
  if (display === null || program === undefined) return null
  return { name: 'WebKit', command: (address) => [display, '-a', program, '--private', address] }
}

/** No first-run page, no update, no report: nothing but the page that was asked for. */
const quietFirefox = [
  'browser.shell.checkDefaultBrowser',
  'datareporting.policy.dataSubmissionEnabled',
  'app.update.enabled',
  'browser.aboutwelcome.enabled',
  'browser.startup.homepage_override.mstone',
]
  .map((name) => `user_pref(${JSON.stringify(name)}, false);`)
  .join('\n')

const webKitFolders = [
  '/usr/lib/x86_64-linux-gnu',
  '/usr/lib/aarch64-linux-gnu',
  '/usr/libexec',
  '/usr/lib64',
]

function miniBrowsersIn(folder: string): readonly string[] {
  if (!existsSync(folder)) return []
  return readdirSync(folder)
    .filter((name) => name.startsWith('webkit2gtk-') || name.startsWith('webkitgtk-'))
    .map((name) => join(folder, name, 'MiniBrowser'))
    .filter((path) => existsSync(path))
}

function onPath(program: string): string | null {
  for (const folder of (process.env['PATH'] ?? '').split(delimiter)) {
    if (existsSync(join(folder, program))) return join(folder, program)
  }
  return null
}

/** The value of a JavaScript expression that is a text, as this browser computes it after running the script. */
export async function inForeignBrowser(
  browser: ForeignBrowser,
  script: string,
  expression: string,
): Promise<string> {
  const profile = mkdtempSync(join(tmpdir(), 'strata-browser-'))
  const desk = await openDesk(script, expression)
  const [program, ...args] = browser.command(desk.address, profile)
  // A group of its own, so that the display and the helpers of the browser end with it.
  const child = spawn(program, args, {
    detached: true,
    stdio: 'ignore',
    env: { ...process.env, HOME: profile },
  })
  const gone = new Promise<never>((_, reject) => {
    child.once('error', reject)
    child.once('exit', (code) =>
      reject(new Error(`${browser.name} ended with ${String(code)} and no answer`)),
    )
  })
  try {
    return await Promise.race([desk.answer, gone])
  } finally {
    gone.catch(() => {})
    endGroup(child)
    desk.close()
    rmSync(profile, { recursive: true, force: true, maxRetries: 5 })
  }
}

function endGroup({ pid }: ChildProcess): void {
  if (pid === undefined) return
  try {
    process.kill(-pid, 'SIGKILL')
  } catch {
    // It has ended by itself.
  }
}

interface Desk {
  readonly address: string
  readonly answer: Promise<string>
  close(): void
}

/** Hands out the page and the script, and takes the answer. */
async function openDesk(script: string, expression: string): Promise<Desk> {
  let take: (text: string) => void = () => {}
  const answer = new Promise<string>((resolve) => (take = resolve))
  const server = createServer((request, response) => {
    if (request.method === 'POST') return takeAnswer(request, response, take)
    const isScript = request.url === '/script.js'
    response.setHeader('content-type', `${isScript ? 'text/javascript' : 'text/html'}; charset=utf-8`)
    response.end(isScript ? script : pageFor(expression))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    address: `http://127.0.0.1:${port}/`,
    answer,
    close() {
      server.closeAllConnections()
      server.close()
    },
  }
}

function pageFor(expression: string): string {
  return `<!doctype html><title>digests</title><script src="/script.js"></script><script>
    let answer
    try { answer = ${expression} } catch (error) { answer = 'failed: ' + error + ' ' + error.stack }
    fetch('/answer', { method: 'POST', body: answer })
  </script>`
}

function takeAnswer(request: IncomingMessage, response: ServerResponse, take: (text: string) => void): void {
  const chunks: Buffer[] = []
  request.on('data', (chunk: Buffer) => chunks.push(chunk))
  request.on('end', () => {
    response.end()
    take(Buffer.concat(chunks).toString('utf8'))
  })
}
