// Finds a Chromium-family browser for the journeys in tests/e2e, or installs one, or says plainly that there is none.
import { spawnSync } from 'node:child_process'
import { accessSync, constants, existsSync, readdirSync, statSync } from 'node:fs'
import { createRequire } from 'node:module'
import { homedir } from 'node:os'
import { delimiter, dirname, join } from 'node:path'

export interface FoundBrowser {
  readonly path: string
  readonly version: string
  /** How it was found, for the log. */
  readonly how: string
}

/** For `chromium.launch({ executablePath, args })`: works in a container too, and asks nothing of the network. */
export const browserFlags: readonly string[] = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

const environmentNames = ['STRATA_BROWSER', 'CHROME_PATH'] as const
const notFound =
  'No Chromium-family browser found. Install Chrome, Chromium or Edge, or set STRATA_BROWSER=/path/to/browser.'

/** Looks in order of preference; steps that install something come last. Throws when all fail. */
export function findBrowser(): FoundBrowser {
  const found =
    fromEnvironment() ?? fromSystem() ?? fromPlaywrightCache() ?? installWithPlaywright() ?? installWithApt()
  if (found === null) throw new Error(notFound)
  return found
}

/** A browser that was asked for but does not run is an error; silently taking another would surprise. */
function fromEnvironment(): FoundBrowser | null {
  for (const name of environmentNames) {
    const path = process.env[name]
    if (path === undefined || path === '') continue
    const found = tryBrowser(path, `set by ${name}`)
    if (found === null) throw new Error(`${name} is ${path}, but that is not a browser that can be run.`)
    return found
  }
  return null
}

function fromSystem(): FoundBrowser | null {
  return firstRunning(systemPaths(), 'found on this system')
}

function systemPaths(): string[] {
  if (process.platform === 'darwin') return macPaths()
  if (process.platform === 'win32') return windowsPaths()
  const names = [
    'google-chrome-stable',
    'google-chrome',
    'chromium',
    'chromium-browser',
    'microsoft-edge-stable',
    'microsoft-edge',
  ]
  const folders = (process.env['PATH'] ?? '').split(delimiter).filter((folder) => folder !== '')
  return names.flatMap((name) => folders.map((folder) => join(folder, name)))
}

function macPaths(): string[] {
  const programs = ['Google Chrome', 'Chromium', 'Microsoft Edge']
  return ['/Applications', join(homedir(), 'Applications')].flatMap((folder) =>
    programs.map((name) => join(folder, `${name}.app`, 'Contents', 'MacOS', name)),
  )
}

function windowsPaths(): string[] {
  const folders = ['PROGRAMFILES', 'PROGRAMFILES(X86)', 'LOCALAPPDATA'].map((name) => process.env[name])
  const programs = [
    ['Google', 'Chrome', 'Application', 'chrome.exe'],
    ['Chromium', 'Application', 'chrome.exe'],
    ['Microsoft', 'Edge', 'Application', 'msedge.exe'],
  ]
  return folders.flatMap((folder) =>
    folder === undefined ? [] : programs.map((parts) => join(folder, ...parts)),
  )
}

function fromPlaywrightCache(): FoundBrowser | null {
  return firstRunning(playwrightPaths(), "found in Playwright's cache")
}

function playwrightPaths(): string[] {
  const cache = playwrightCache()
  if (!existsSync(cache)) return []
  const programs = [
    ['chrome-linux64', 'chrome'],
    ['chrome-linux', 'chrome'],
    ['chrome-mac', 'Chromium.app', 'Contents', 'MacOS', 'Chromium'],
    ['chrome-mac-arm64', 'Google Chrome for Testing.app', 'Contents', 'MacOS', 'Google Chrome for Testing'],
    ['chrome-mac-x64', 'Google Chrome for Testing.app', 'Contents', 'MacOS', 'Google Chrome for Testing'],
    ['chrome-win64', 'chrome.exe'],
    ['chrome-win', 'chrome.exe'],
  ]
  const newestFirst = readdirSync(cache)
    .filter((name) => /^chromium-\d+$/.test(name))
    .sort((a, b) => Number(b.slice('chromium-'.length)) - Number(a.slice('chromium-'.length)))
  return newestFirst.flatMap((name) => programs.map((parts) => join(cache, name, ...parts)))
}

function playwrightCache(): string {
  const chosen = process.env['PLAYWRIGHT_BROWSERS_PATH']
  if (chosen !== undefined && chosen !== '') return chosen
  if (process.platform === 'darwin') return join(homedir(), 'Library', 'Caches', 'ms-playwright')
  const local = process.env['LOCALAPPDATA']
  if (process.platform === 'win32' && local !== undefined) return join(local, 'ms-playwright')
  return join(process.env['XDG_CACHE_HOME'] ?? join(homedir(), '.cache'), 'ms-playwright')
}

function installWithPlaywright(): FoundBrowser | null {
  console.log('No browser yet; asking Playwright to download Chromium ...')
  const root = dirname(createRequire(import.meta.url).resolve('playwright-core/package.json'))
  const fiveMinutes = 300_000
  spawnSync(process.execPath, [join(root, 'cli.js'), 'install', 'chromium'], {
    stdio: 'inherit',
    timeout: fiveMinutes,
  })
  return firstRunning(playwrightPaths(), 'downloaded by Playwright')
}

function installWithApt(): FoundBrowser | null {
  if (process.platform !== 'linux' || process.getuid?.() !== 0 || !existsSync('/etc/debian_version'))
    return null
  console.log('No browser yet; asking apt-get to install Chromium ...')
  const options = {
    stdio: 'inherit',
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
  } as const
  spawnSync('apt-get', ['update', '-qq'], options)
  spawnSync('apt-get', ['install', '-y', '-qq', '--no-install-recommends', 'chromium'], options)
  return firstRunning(systemPaths(), 'installed by apt-get')
}

function firstRunning(paths: readonly string[], how: string): FoundBrowser | null {
  for (const path of paths) {
    const found = tryBrowser(path, how)
    if (found !== null) return found
  }
  return null
}

function tryBrowser(path: string, how: string): FoundBrowser | null {
  if (!isExecutable(path)) return null
  // On Windows `--version` opens a window instead of answering.
  if (process.platform === 'win32') return { path, version: 'unknown version', how }
  const answer = spawnSync(path, ['--version'], { encoding: 'utf8', timeout: 20_000 })
  const version = answer.stdout?.trim() ?? ''
  return answer.status === 0 && version !== '' ? { path, version, how } : null
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK)
    return statSync(path).isFile()
  } catch {
    return false
  }
}
