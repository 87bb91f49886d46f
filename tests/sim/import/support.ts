/** Helpers of the import's tests: a project or a failure in words, and the files that lie beside the checkout. */
import { existsSync, readFileSync, readdirSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import {
  readCompose,
  type ComposeProject,
  type ComposeService,
  type ComposeResult,
} from '../../../src/sim/import'

export function projectOf(text: string, env: Record<string, string> = {}): ComposeProject {
  const result = readCompose(text, { env })
  if ('problems' in result) throw new Error(JSON.stringify(result.problems))
  return result.project
}

export function serviceOf(text: string, name = 'web', env: Record<string, string> = {}): ComposeService {
  const service = projectOf(text, env).services.find((known) => known.name === name)
  if (service === undefined) throw new Error(`no service ${name}`)
  return service
}

/** A file with the one service 'web', whose fields are given as YAML in flow style or as indented lines. */
export function web(fields: string): string {
  return `services:\n  web:\n${fields
    .split('\n')
    .map((line) => `    ${line}\n`)
    .join('')}`
}

/** 'code line:column path' of each problem. */
export function problemsOf(result: ComposeResult): readonly string[] {
  return 'problems' in result
    ? result.problems.map(({ code, line, column, path }) => `${code} ${line}:${column} ${path}`.trim())
    : []
}

const importsFolder = fileURLToPath(new URL('../../../../shared/data/imports', import.meta.url))

/** Third-party files beside the checkout: name → text; null where they are absent, said loudly. */
export function sharedFiles(): Readonly<Record<string, string>> | null {
  if (!existsSync(importsFolder)) {
    console.warn(
      `\n*** NOT TESTED: ${importsFolder} is absent, so no third-party Compose file was read. ***\n`,
    )
    return null
  }
  const names = readdirSync(importsFolder).filter((name) => name.endsWith('.yaml'))
  return Object.fromEntries(names.map((name) => [name, readFileSync(`${importsFolder}/${name}`, 'utf8')]))
}

export function sharedFolderExists(): boolean {
  return existsSync(importsFolder)
}
