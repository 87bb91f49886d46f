// `npm start`: builds the page if the build is missing or older than its sources, then serves it on this machine.
import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync, statSync } from 'node:fs'
import { preview } from 'vite'
import { pageHeaders } from '../vite.config'

const sources = ['src', 'public', 'index.html', 'vite.config.ts', 'package-lock.json']
const built = 'dist/index.html'
const host = '127.0.0.1'
const preferredPort = 4173

if (!existsSync(built) || newest(sources) > statSync(built).mtimeMs) {
  console.log('Building Strata ...')
  const build = spawnSync('npm', ['run', '--silent', 'build'], {
    stdio: 'inherit',
    shell: process.platform === 'win32',
  })
  if (build.status !== 0) process.exit(1)
}

const server = await preview({
  configFile: false,
  base: './',
  logLevel: 'warn',
  build: { outDir: 'dist' },
  preview: { host, port: preferredPort, strictPort: false, headers: pageHeaders },
})
const address = server.httpServer.address()
const port = typeof address === 'object' && address !== null ? address.port : preferredPort
console.log(`Strata is running at http://${host}:${port}/`)
console.log('Press Ctrl+C to stop.')

/** The latest change below these paths, in milliseconds. */
function newest(paths: readonly string[]): number {
  let latest = 0
  for (const path of paths) {
    if (!existsSync(path)) continue
    const status = statSync(path)
    // A folder's own time tells of files that were removed.
    latest = Math.max(latest, status.mtimeMs)
    if (status.isDirectory())
      latest = Math.max(latest, newest(readdirSync(path).map((name) => `${path}/${name}`)))
  }
  return latest
}
